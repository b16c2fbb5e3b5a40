"""Inviting people by the page, and what the database holds of it."""

from sqlalchemy import func, select

from app.database import Database
from app.organisations.models import Cohort, Invitation, Site
from tests.app.actors import Actor

NEW = "nine green lanterns"


def invite(actor: Actor, email: str, **fields: object) -> str:
    """Invite somebody; return the page with the link."""
    sent = {"name": "Dr X", "roles": ["learner"], **fields}
    answer = actor.send("/people/add", email=email, **sent)
    assert answer.status_code == 200, answer.text
    return answer.text


def count(database: Database, table: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def invitation(database: Database) -> Invitation:
    with database.read() as session:
        return session.scalars(select(Invitation)).one()


def a_group(actor: Actor, database: Database, kind: str, name: str) -> str:
    """Add a site or a cohort; return its number."""
    assert actor.send(f"/people/groups/{kind}/new", name=name).status_code == 303
    table = Site if kind == "site" else Cohort
    with database.read() as session:
        return str(session.scalars(select(table.id).where(table.name == name)).one())
