"""What somebody wrote in a form and that no longer stands there, as long as it is kept."""

import datetime as dt

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.welcome import access
from app.welcome.access import Seat
from app.welcome.answers import Kept
from app.welcome.models import WelcomeFormer
from app.welcome.questions import questions_of
from app.welcome.saving import LOST
from app.welcome.texts import Texts
from app.welcome.words import value_words


class Former(Struct, frozen=True):
    """A text that no longer stands. until: when it was replaced; lost: it never stood, somebody was faster."""

    question: str
    parts: tuple[tuple[str, str], ...]
    until: dt.datetime
    lost: bool


def any_former(session: Session, seat: Seat) -> bool:
    """Say whether anything is kept that the asker wrote before, without opening it."""
    found = select(WelcomeFormer.id).where(
        WelcomeFormer.form_id == seat.form.id,
        WelcomeFormer.author_id == seat.member.membership_id,
    )
    return session.scalars(found.limit(1)).first() is not None


def formers(session: Session, seat: Seat, sealed: Texts) -> tuple[Former, ...]:
    """Return what the asker wrote before, the latest first."""
    rows = session.scalars(
        select(WelcomeFormer)
        .where(WelcomeFormer.form_id == seat.form.id)
        .order_by(WelcomeFormer.made.desc())
    )
    form = questions_of(seat.form)
    found = []
    for row in rows:
        field = form.field(row.field)
        if field is None or not access.sees_former(seat, row):
            continue
        kept = Kept.of(sealed.open(row.kept, "welcome_former", row.id))
        parts = tuple(value_words(field, kept.value))
        if parts:
            found.append(Former(field.label, parts, row.made, row.version == LOST))
    return tuple(found)
