"""What stands in the fields of a form, as far as somebody sees it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.welcome import access
from app.welcome.access import Seat
from app.welcome.models import WelcomeAnswer
from app.welcome.texts import Texts
from course.welcome_form.model import Field, PartValue, Value


class Answer(Struct, frozen=True):
    """What stands in a field, or in one row of it. own: whether the asker wrote it last."""

    id: uuid.UUID
    field: str
    row_id: uuid.UUID
    value: Value
    talk: bool
    version: int
    withheld: bool
    author_id: uuid.UUID | None
    changed: dt.datetime


class Kept(Struct, frozen=True):
    """What is sealed of an answer."""

    value: Value
    talk: bool = False

    def plain(self) -> dict[str, object]:
        """Return it as JSON holds it."""
        return {"v": {key: _plain(part) for key, part in self.value.items()}, "t": self.talk}

    @classmethod
    def of(cls, plain: Mapping[str, object]) -> "Kept":
        """Return what ``plain`` gave."""
        value = plain["v"]
        assert isinstance(value, Mapping)  # noqa: S101  it was sealed by this file
        read = {key: tuple(part) if isinstance(part, list) else part for key, part in value.items()}
        return cls(read, bool(plain["t"]))


def answers_of(
    session: Session, seat: Seat, sealed: Texts, fields: Iterable[Field]
) -> dict[str, list[Answer]]:
    """Return what the asker sees of these fields, rows in the order in which they were added."""
    asked = {field.id: field for field in fields}
    rows = session.scalars(
        select(WelcomeAnswer)
        .where(WelcomeAnswer.form_id == seat.form.id, WelcomeAnswer.field.in_(asked))
        .order_by(WelcomeAnswer.made, WelcomeAnswer.id)
    )
    found: dict[str, list[Answer]] = {}
    for row in rows:
        if access.sees(seat, asked[row.field], withheld=row.withheld):
            found.setdefault(row.field, []).append(opened(sealed, row))
    return found


def opened(sealed: Texts, row: WelcomeAnswer) -> Answer:
    """Return a row opened."""
    kept = Kept.of(sealed.open(row.kept, "welcome_answer", row.id))
    return Answer(
        row.id,
        row.field,
        row.row_id,
        kept.value,
        kept.talk,
        row.version,
        row.withheld,
        row.author_id,
        row.changed,
    )


def _plain(part: PartValue) -> str | list[str]:
    return part if isinstance(part, str) else list(part)
