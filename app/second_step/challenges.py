"""Challenges for passkeys: kept here, good for a few minutes, and good once."""

import datetime as dt
import uuid
from typing import Final

from flask import session as cookie
from sqlalchemy import delete
from sqlalchemy.orm import Session
from webauthn.helpers import generate_challenge

from app.errors import Conflict
from app.second_step.models import PasskeyChallenge

GOOD_FOR: Final = dt.timedelta(minutes=5)
COOKIE: Final = "passkey_challenge"


def begin(session: Session, person_id: uuid.UUID | None, moment: dt.datetime) -> bytes:
    """Make a challenge for the browser of this request. person_id: none where anybody may come."""
    session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires <= moment))
    made = PasskeyChallenge(
        person_id=person_id, challenge=generate_challenge(), expires=moment + GOOD_FOR
    )
    session.add(made)
    session.flush()
    cookie[COOKIE] = str(made.id)
    return made.challenge


def use(session: Session, person_id: uuid.UUID | None, moment: dt.datetime) -> bytes:
    """Return the challenge that this browser was given, and let it not be used again.

    Raises Conflict where there is none for this person, or it is too old.
    """
    gone = session.execute(
        delete(PasskeyChallenge)
        .where(PasskeyChallenge.id == _id_in_cookie())
        .returning(PasskeyChallenge.person_id, PasskeyChallenge.challenge, PasskeyChallenge.expires)
    ).one_or_none()
    if gone is None or gone.person_id != person_id or gone.expires <= moment:
        raise Conflict("Your passkey was asked for too long ago, or in another tab. Start again.")
    challenge: bytes = gone.challenge
    return challenge


def _id_in_cookie() -> uuid.UUID:
    try:
        return uuid.UUID(cookie.pop(COOKIE, ""))
    except ValueError:
        return uuid.UUID(int=0)
