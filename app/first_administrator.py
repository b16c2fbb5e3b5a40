"""The way in after the first start: a link, never a password that somebody could know."""

from typing import Final

from sqlalchemy import select

from app import locks
from app.accounts import links
from app.accounts.models import Person
from app.database import Database, now

EMAIL: Final = "administrator@localhost"
NAME: Final = "Administrator"


def link_for_first_administrator(database: Database, base: str, hours: int) -> str:
    """Return a new link while no administrator has chosen a password; an empty text afterwards.

    base: address of the server. Two processes that start at once make one administrator.
    """
    with database.write() as session:
        locks.hold(session, locks.INSTALLATION, locks.ONLY_ONE)
        administrators = session.scalars(select(Person).where(Person.platform_administrator)).all()
        if any(person.password_hash for person in administrators):
            return ""
        first = administrators[0] if administrators else None
        if first is None:
            first = Person(email=EMAIL, name=NAME, platform_administrator=True)
            session.add(first)
            session.flush()
        return links.address_of(links.make(session, first.id, now(), hours), base)
