"""Another e-mail address, asked for by the person themselves: it counts once its reader has said so.

What is answered and done is the same for an address that is free and for one that somebody has; only the
letter to it differs. Source: OWASP, "Authentication Cheat Sheet": the new address confirms, the old one
is told.
"""

import datetime as dt
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import tries
from app.accounts import letters, links
from app.accounts.models import EmailChange, Person
from app.accounts.tokens import digest, new_token
from app.accounts.visitor import Visitor
from app.elsewhere.former import keep_address
from app.errors import NotFound, TooManyTries
from app.mail.letters import write
from app.services import Services
from app.viewer import Viewer

HOURS: Final = 24
ASKED_A_DAY: Final = 5
DAY: Final = dt.timedelta(days=1)
OVER: Final = (
    "This link has been used or is too old, or belongs to another account. Sign in to the account whose"
    " address is to change, and ask for a new link there."
)


def ask(
    parts: Services,
    session: Session,
    who: Visitor,
    asker: Viewer,
    email: str,
    link: str,
    moment: dt.datetime,
) -> None:
    """Keep which address a person wants, and write to it and to the old one.

    link: the address of the page that confirms, up to its token. Raises TooManyTries.
    """
    _count(session, who, asker, moment)
    person = session.get_one(Person, asker.person_id)
    token = new_token()
    session.execute(delete(EmailChange).where(EmailChange.person_id == person.id))
    session.add(
        EmailChange(
            person_id=person.id,
            token_digest=digest(token),
            email=email,
            made=moment,
            expires=moment + dt.timedelta(hours=HOURS),
        )
    )
    to_new = (
        letters.address_taken(email)
        if _taken(session, email)
        else letters.confirm_address(person, email, f"{link}{token}", HOURS)
    )
    # To nobody's account: what is told of one's own data must not tell who else has an account.
    write(parts, session, to_new, moment, person_id=None, hours=HOURS)
    letters.address_asked_for(parts, session, person, moment)


def wanted(
    session: Session, asker: Viewer, token: str, moment: dt.datetime, *, to_write: bool = False
) -> EmailChange:
    """Return the change that a link stands for. Raises NotFound where it is not the asker's, or over.

    to_write: nobody else may change it until the transaction ends.
    """
    one = select(EmailChange).where(EmailChange.token_digest == digest(token))
    found = session.scalars(one.with_for_update() if to_write else one).one_or_none()
    if found is None or found.person_id != asker.person_id or found.expires <= moment:
        raise NotFound(OVER)
    if _taken(session, found.email):
        raise NotFound(OVER)
    return found


def confirm(
    parts: Services, session: Session, asker: Viewer, token: str, moment: dt.datetime
) -> str:
    """Change the address, once; return it. Links that went to the old one stop working."""
    found = wanted(session, asker, token, moment, to_write=True)
    person = session.get_one(Person, asker.person_id)
    old = person.email
    try:
        with session.begin_nested():
            person.email = found.email
    except IntegrityError as error:
        raise NotFound(OVER) from error  # somebody else got it in this very moment
    session.delete(found)
    keep_address(session, person.id, old)
    links.end_all(session, person.id, moment)
    letters.own_email_changed(parts, session, person, old, moment)
    return person.email


def _taken(session: Session, email: str) -> bool:
    return session.scalars(select(Person.id).where(Person.email == email)).first() is not None


def _count(session: Session, who: Visitor, asker: Viewer, moment: dt.datetime) -> None:
    subject = tries.digest(who.key, f"email:{asker.person_id}")
    seconds = tries.seconds_to_wait(session, subject, ASKED_A_DAY, moment)
    if seconds:
        raise TooManyTries("You asked for too many addresses today. Try again tomorrow.", seconds)
    tries.count(session, (subject,), moment + DAY, moment)
