"""One-time links: how a person chooses a password, at the invitation and when it is forgotten."""

import datetime as dt
import uuid

from flask import request
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.accounts.models import EmailChange, OneTimeLink, Person
from app.accounts.passwords import hash_password
from app.accounts.sign_ins import end_others
from app.accounts.tokens import digest, new_token
from app.errors import LinkEnded
from app.second_step import gate
from app.services import services

PATH = "/welcome/"


def make(session: Session, person_id: uuid.UUID, moment: dt.datetime, hours: int) -> str:
    """Make a link and return its secret part; links that the person had before stop working."""
    end_all(session, person_id, moment)
    return _make(session, person_id, moment, hours, asked_for=False)


def make_asked_for(session: Session, person_id: uuid.UUID, moment: dt.datetime, hours: int) -> str:
    """Make a link for a forgotten password, and return its secret part.

    Anybody who knows the address can ask for it: it ends no link that the person had before.
    """
    return _make(session, person_id, moment, hours, asked_for=True)


def _make(
    session: Session, person_id: uuid.UUID, moment: dt.datetime, hours: int, *, asked_for: bool
) -> str:
    token = new_token()
    expires = moment + dt.timedelta(hours=hours)
    session.add(
        OneTimeLink(
            token_digest=digest(token),
            person_id=person_id,
            made=moment,
            expires=expires,
            asked_for=asked_for,
        )
    )
    session.flush()
    return token


def end_all(session: Session, person_id: uuid.UUID, moment: dt.datetime) -> None:
    """End the links that a person has not used."""
    session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.person_id == person_id, OneTimeLink.used.is_(None))
        .values(used=moment)
    )


def person_of(
    session: Session, token: str, moment: dt.datetime, *, to_write: bool = False
) -> Person:
    """Return whose link this is. Raises LinkEnded where it is unknown, used or too old.

    to_write: nobody else may use it until the transaction ends.
    """
    return _find(session, token, moment, to_write=to_write)[1]


def use(session: Session, token: str, password: str, moment: dt.datetime) -> Person:
    """Give the link's person a password, and end their other links and their sign-ins.

    Raises LinkEnded as ``person_of``.
    """
    _, person = _find(session, token, moment, to_write=True)
    end_all(session, person.id, moment)
    person.password_hash = hash_password(password)
    session.execute(delete(EmailChange).where(EmailChange.person_id == person.id))
    end_others(session, person.id, None)
    gate.end_all(session, person.id)
    return person


def _find(
    session: Session, token: str, moment: dt.datetime, *, to_write: bool
) -> tuple[OneTimeLink, Person]:
    wanted = (
        select(OneTimeLink, Person)
        .join(Person, Person.id == OneTimeLink.person_id)
        .where(OneTimeLink.token_digest == digest(token))
    )
    row = session.execute(
        wanted.with_for_update(of=OneTimeLink) if to_write else wanted
    ).one_or_none()
    if row is None or row.OneTimeLink.used is not None or row.OneTimeLink.expires <= moment:
        raise LinkEnded("Each link is good once, and for some time only.")
    return row.OneTimeLink, row.Person


def address_of(token: str, base: str) -> str:
    """Return the full address of a link. base: of the server, without a slash at its end."""
    return f"{base}{PATH}{token}"


def address_for_visitor(token: str) -> str:
    """Return the full address of a link under the address by which this request reached us."""
    return address_of(token, services().settings.public_address or request.host_url.rstrip("/"))
