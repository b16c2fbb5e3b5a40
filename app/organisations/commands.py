"""What makes and changes an organisation itself; ``people_commands`` has its people."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import log
from app.errors import Conflict
from app.organisations.models import Organisation
from app.viewer import Member
from course.nations import HOME_NATIONS, HomeNation


def make(session: Session, name: str, nation: HomeNation | None = None) -> Organisation:
    """Make an organisation. Raises Conflict where the name is taken."""
    if session.scalars(select(Organisation).where(Organisation.name == name)).first():
        raise Conflict(f"There is already an organisation of the name {name}.")
    made = Organisation(name=name, nation=nation)
    session.add(made)
    session.flush()
    return made


def set_nation(session: Session, asker: Member, nation: HomeNation | None) -> None:
    """Say in which nation the asker's organisation works; none for several or none of them."""
    organisation = session.get_one(Organisation, asker.organisation_id)
    if organisation.nation != nation:
        organisation.nation = nation
        words = f"Nation: {HOME_NATIONS[nation] if nation else 'all four alike'}"
        log.write(session, organisation.id, "settings.changed", by=asker, words=words)


def set_welcome(session: Session, asker: Member, words: str) -> None:
    """Say what stands on the first page of the organisation's learners; nothing for an empty text."""
    organisation = session.get_one(Organisation, asker.organisation_id)
    if organisation.welcome != (words or None):
        organisation.welcome = words or None
        log.write(
            session, organisation.id, "settings.changed", by=asker, words="The words of welcome"
        )
