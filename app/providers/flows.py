"""A way to a provider and back: begun once, answered once, in the browser that began it.

The row knows the browser by the parameter state, of which the browser's cookie holds the text and the
database the digest only. How many are begun from one network address without being finished is bounded,
as wrong passwords are.
"""

import datetime as dt
import uuid
from typing import Final

from flask import session as cookie
from msgspec import Struct
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app import tries
from app.accounts.tokens import digest, new_token
from app.accounts.tries import ADDRESS_FACTOR, WINDOW
from app.accounts.visitor import Visitor
from app.errors import TooManyTries
from app.providers.errors import SignInRefused
from app.providers.models import Flow
from app.tries import CountedTry, subject_of_address

WAITS: Final = dt.timedelta(minutes=15)
STATES: Final = "provider_states"
MOST_AT_ONCE: Final = 5
OVER: Final = (
    "This sign-in was finished already, waited too long, or was begun in another browser. Nobody was"
    " signed in by it. Begin again."
)


class Begun(Struct, frozen=True):
    """What goes to the provider, and what stays here until it answers."""

    state: str
    nonce: str
    verifier: str


class Errand(Struct, frozen=True):
    """What somebody goes to a provider for: to sign in, unless more is said.

    wanted: the page to go on to. person_id: who connects their account there, or confirms that it is
    still they; sign_in_id: the sign-in in which they confirm.
    """

    wanted: str = ""
    person_id: uuid.UUID | None = None
    sign_in_id: uuid.UUID | None = None

    @property
    def anew(self) -> bool:
        """Say whether the provider has to ask, also somebody who is signed in there."""
        return self.sign_in_id is not None


class Answered(Struct, frozen=True):
    """A way that came to its end. made: when it was begun."""

    nonce: str
    verifier: str
    errand: Errand
    counted: int | None
    made: dt.datetime


def begin(
    session: Session,
    who: Visitor,
    provider_id: uuid.UUID,
    errand: Errand,
    allowed: int,
    moment: dt.datetime,
) -> Begun:
    """Begin a way. allowed: tries for one account, as settings have it. Raises TooManyTries."""
    address = subject_of_address(who.key, who.address, doing="provider")
    seconds = tries.seconds_to_wait(session, address, allowed * ADDRESS_FACTOR, moment)
    if seconds:
        raise TooManyTries(
            "Many sign-ins were begun from your network and not finished. Try again in"
            f" {-(-seconds // 60)} minutes.",
            seconds,
        )
    counted = tries.count(session, (address,), moment + WINDOW, moment)[0]
    session.execute(delete(Flow).where(Flow.expires <= moment))
    begun = Begun(new_token(), new_token(), new_token())
    session.add(
        Flow(
            state_digest=digest(begun.state),
            provider_id=provider_id,
            person_id=errand.person_id,
            sign_in_id=errand.sign_in_id,
            nonce=begun.nonce,
            verifier=begun.verifier,
            wanted=errand.wanted,
            counted=counted,
            made=moment,
            expires=moment + WAITS,
        )
    )
    session.flush()
    return begun


def remember(begun: Begun) -> None:
    """Let this browser know what it has begun: several windows may, and the latest count."""
    cookie[STATES] = [*cookie.get(STATES, []), begun.state][-MOST_AT_ONCE:]


def forget(state: str) -> bool:
    """Take a state out of this browser; say whether it was there."""
    states = cookie.get(STATES, [])
    if state not in states:
        return False
    cookie[STATES] = [each for each in states if each != state]
    return True


def end(session: Session, provider_id: uuid.UUID, state: str, moment: dt.datetime) -> Answered:
    """End a way, so that no second answer counts. Raises SignInRefused for one that has ended."""
    row = session.execute(
        delete(Flow)
        .where(Flow.state_digest == digest(state))
        .returning(
            Flow.provider_id,
            Flow.nonce,
            Flow.verifier,
            Flow.wanted,
            Flow.person_id,
            Flow.sign_in_id,
            Flow.counted,
            Flow.made,
            Flow.expires,
        )
    ).one_or_none()
    if row is None or row.provider_id != provider_id or row.expires <= moment:
        raise SignInRefused(OVER)
    errand = Errand(row.wanted, row.person_id, row.sign_in_id)
    return Answered(row.nonce, row.verifier, errand, row.counted, row.made)


def forgive(session: Session, answered: Answered) -> None:
    """Take the try back: it came to a good end."""
    if answered.counted is not None:
        session.execute(delete(CountedTry).where(CountedTry.id == answered.counted))
