"""Kinds of browser and device that a person has used, so that a new one can be told of by mail.

Nothing is kept where this server sends no mail: it would serve nobody.
"""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.accounts import letters
from app.accounts.models import KnownDevice, Person, SignIn
from app.mail.letters import is_set_up
from app.services import Services


def meet(
    parts: Services, session: Session, person: Person, device: str, moment: dt.datetime
) -> None:
    """Remember the kind of device of a sign-in that begins; write to the person if it is a new one.

    The first of an account is no news to its person. To be called before the sign-in is a row.
    """
    if not is_set_up(parts):
        return
    others = _seen(session, person)
    if _remember(session, person, device, moment) and others and device not in others:
        letters.new_device(parts, session, person, device, moment)


def _seen(session: Session, person: Person) -> set[str]:
    """Return the kinds that are known, those of sign-ins from before anything was remembered too."""
    known = select(KnownDevice.device).where(KnownDevice.person_id == person.id)
    signed_in = select(SignIn.device).where(SignIn.person_id == person.id)
    return {*session.scalars(known), *session.scalars(signed_in)}


def _remember(session: Session, person: Person, device: str, moment: dt.datetime) -> bool:
    """Remember a kind of device; say whether nobody had, so that two sign-ins at once tell it once."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    row = {"person_id": person.id, "device": device, "made": moment}
    new = dialect.insert(KnownDevice).values(row).on_conflict_do_nothing()
    return session.execute(new.returning(KnownDevice.device)).one_or_none() is not None
