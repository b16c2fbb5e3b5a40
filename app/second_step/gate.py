"""Between the password and the sign-in: who still has to take a second step, and what counts as one."""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.tokens import digest, new_token
from app.errors import NotFound
from app.second_step import recovery, totp
from app.second_step.models import Authenticator, HalfSignIn, Passkey, PasskeyChallenge

WAITS: Final = dt.timedelta(minutes=10)


class Means(Struct, frozen=True):
    """What a person has for a second step. codes: recovery codes that are left."""

    app: bool
    passkeys: int
    codes: int

    def __bool__(self) -> bool:
        return self.app or self.passkeys > 0


def means_of(session: Session, person_id: uuid.UUID) -> Means:
    """Return what a person has for a second step."""
    keys = session.scalars(select(Passkey.id).where(Passkey.person_id == person_id)).all()
    return Means(totp.is_on(session, person_id), len(keys), recovery.left(session, person_id))


def is_needed(session: Session, person_id: uuid.UUID) -> bool:
    """Say whether the password alone does not let a person in."""
    has_key = exists().where(Passkey.person_id == person_id)
    return totp.is_on(session, person_id) or bool(session.scalar(select(has_key)))


def begin(session: Session, person_id: uuid.UUID, moment: dt.datetime) -> str:
    """Let a sign-in wait for its second step; return the token under which it waits."""
    session.execute(delete(HalfSignIn).where(HalfSignIn.expires <= moment))
    token = new_token()
    session.add(
        HalfSignIn(
            token_digest=digest(token), person_id=person_id, made=moment, expires=moment + WAITS
        )
    )
    session.flush()
    return token


def waiting(session: Session, token: str, moment: dt.datetime) -> Person | None:
    """Return whose sign-in waits under a token; none where it is unknown or has waited too long."""
    row = session.get(HalfSignIn, digest(token)) if token else None
    if row is None or row.expires <= moment:
        return None
    return session.get(Person, row.person_id)


def end_all(session: Session, person_id: uuid.UUID) -> None:
    """End what waits of a person: the password that it began with is another now."""
    session.execute(delete(HalfSignIn).where(HalfSignIn.person_id == person_id))


def end(session: Session, token: str) -> None:
    """End the waiting: the step was taken. Raises NotFound where another was faster."""
    gone = session.execute(
        delete(HalfSignIn)
        .where(HalfSignIn.token_digest == digest(token))
        .returning(HalfSignIn.person_id)
    )
    if gone.one_or_none() is None:
        raise NotFound("This sign-in has been finished already.")


def remove_all(session: Session, person_id: uuid.UUID) -> None:
    """Take away everything by which a second step is taken, and what waits for one."""
    for table in (Authenticator, Passkey, PasskeyChallenge, HalfSignIn):
        session.execute(delete(table).where(table.person_id == person_id))
    recovery.remove(session, person_id)


def tidy(session: Session, person_id: uuid.UUID) -> None:
    """Take the recovery codes away with the last thing that they stand in for."""
    if not is_needed(session, person_id):
        recovery.remove(session, person_id)
