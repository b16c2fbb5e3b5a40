"""Codes of an authenticator app: six digits that change every 30 seconds, each good once.

Source: RFC 6238 (TOTP), section 5.2: one step of delay on either side is accepted, and none twice.
"""

import datetime as dt
import uuid
from typing import Final, Literal

import pyotp
import segno
from msgspec import Struct
from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session

from app.sealing import Seal
from app.second_step.models import Authenticator

STEP_SECONDS: Final = 30
WINDOW: Final = 1
HINT_STEPS: Final = 20
"""How far off a clock may be for us to say that it is the clock: ten minutes."""
WAITS_FOR_A_CODE: Final = dt.timedelta(hours=1)
"""So long a new secret is good without a first code: it lies on a screen, and perhaps in its picture."""
PURPOSE: Final = "totp"
ISSUER: Final = "First Shift"


class Verdict(Struct, frozen=True):
    """What came of a code. minutes: by how much the phone's clock is wrong, ahead of us if positive."""

    state: Literal["right", "wrong", "used", "clock"]
    minutes: int = 0


class Secret(Struct, frozen=True):
    """A secret as it is shown while an app is set up: to scan, to open on this phone, to type."""

    picture: str
    address: str
    typed: str


def begin(session: Session, seal: Seal, person_id: uuid.UUID, moment: dt.datetime) -> None:
    """Make a new secret, to be confirmed by a first code; one that was not confirmed goes."""
    row = session.get(Authenticator, person_id)
    sealed = seal.seal(pyotp.random_base32(), secret_place(person_id))
    if row is None:
        session.add(Authenticator(person_id=person_id, secret=sealed, made=moment))
    elif row.confirmed is None:
        row.secret, row.last_step, row.made = sealed, 0, moment


def forget_unconfirmed(session: Session, person_id: uuid.UUID) -> None:
    """Forget a secret of a person that waits for its first code."""
    session.execute(delete(Authenticator).where(_waits(), Authenticator.person_id == person_id))


def is_overdue(session: Session, moment: dt.datetime) -> bool:
    """Say whether a secret has waited too long for its first code."""
    return bool(session.scalar(select(exists().where(_waits(), _too_old(moment)))))


def forget_overdue(session: Session, moment: dt.datetime) -> None:
    """Forget the secrets that have waited too long for their first code."""
    session.execute(delete(Authenticator).where(_waits(), _too_old(moment)))


def _waits() -> ColumnElement[bool]:
    return Authenticator.confirmed.is_(None)


def _too_old(moment: dt.datetime) -> ColumnElement[bool]:
    return Authenticator.made <= moment - WAITS_FOR_A_CODE


def secret_to_confirm(
    session: Session, seal: Seal, person_id: uuid.UUID, email: str, moment: dt.datetime
) -> Secret | None:
    """Return the secret that waits for its first code; none where none waits, or for too long."""
    row = session.get(Authenticator, person_id)
    if row is None or not _can_be_confirmed(row, moment):
        return None
    text = seal.open(row.secret, secret_place(person_id))
    address = pyotp.TOTP(text).provisioning_uri(name=email, issuer_name=ISSUER)
    picture = segno.make(address, error="m").svg_data_uri(
        scale=5, border=4, light="#fff", dark="#000"
    )
    spaced = " ".join(text[place : place + 4] for place in range(0, len(text), 4))
    return Secret(picture, address, spaced)


def confirm(
    session: Session, seal: Seal, person_id: uuid.UUID, code: str, moment: dt.datetime
) -> Verdict:
    """Take the first code of an app; from then on it is asked for at each sign-in."""
    row = _locked(session, person_id)
    if row is None or not _can_be_confirmed(row, moment):
        return Verdict("wrong")
    verdict = _judge(row, seal, code, moment)
    if verdict.state == "right":
        row.confirmed = moment
    return verdict


def check(
    session: Session, seal: Seal, person_id: uuid.UUID, code: str, moment: dt.datetime
) -> Verdict:
    """Judge a code at the sign-in, and let it not be used again."""
    row = _locked(session, person_id)
    if row is None or row.confirmed is None:
        return Verdict("wrong")
    return _judge(row, seal, code, moment)


def is_on(session: Session, person_id: uuid.UUID) -> bool:
    """Say whether a person has an app that was confirmed."""
    row = session.get(Authenticator, person_id)
    return row is not None and row.confirmed is not None


def _can_be_confirmed(row: Authenticator, moment: dt.datetime) -> bool:
    return row.confirmed is None and row.made > moment - WAITS_FOR_A_CODE


def _locked(session: Session, person_id: uuid.UUID) -> Authenticator | None:
    wanted = select(Authenticator).where(Authenticator.person_id == person_id).with_for_update()
    return session.scalars(wanted).one_or_none()


def _judge(row: Authenticator, seal: Seal, code: str, moment: dt.datetime) -> Verdict:
    maker = pyotp.HOTP(seal.open(row.secret, secret_place(row.person_id)))
    present = int(moment.timestamp()) // STEP_SECONDS
    for far in sorted(range(-HINT_STEPS, HINT_STEPS + 1), key=abs):
        if not maker.verify(code, present + far):
            continue
        if abs(far) > WINDOW:
            return Verdict("clock", round(far * STEP_SECONDS / 60) or (1 if far > 0 else -1))
        if present + far <= row.last_step:
            return Verdict("used")
        row.last_step = present + far
        return Verdict("right")
    return Verdict("wrong")


def secret_place(person_id: uuid.UUID) -> str:
    """Return to which place a secret is sealed."""
    return f"authenticator/{person_id}"
