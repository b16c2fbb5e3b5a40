"""A section of the form as somebody sees it, and what comes of sending it."""

import datetime as dt
from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.welcome import access
from app.welcome.access import Seat
from app.welcome.answers import answers_of
from app.welcome.fields import Row, Shown, row_key, sent_rows, shown
from app.welcome.saving import Clash, save
from app.welcome.texts import Texts
from course.welcome_form.model import Field, Section


class Filled(Struct, frozen=True):
    """How far a section is: fields that the asker may write, and how many of them hold something."""

    own: int
    filled: int
    others: int

    @property
    def word(self) -> str:
        """Its state in words; a blank is never called missing."""
        if not self.own and not self.others:
            return "To read"
        if self.own and self.filled == self.own:
            return "Done"
        return "In progress" if self.filled or self.others else "Optional"


def fields_shown(seat: Seat, fields: Sequence[Field]) -> tuple[Field, ...]:
    """Return the fields that the asker sees or writes at all."""
    return tuple(field for field in fields if access.sees(seat, field))


def page(
    session: Session,
    seat: Seat,
    sealed: Texts,
    section: Section,
    failed: Mapping[str, Sequence[Row]] = {},
) -> tuple[Shown, ...]:
    """Return the fields of a section. failed: rows as they were sent, by field."""
    fields = fields_shown(seat, section.fields)
    found = answers_of(session, seat, sealed, fields)
    return tuple(
        shown(seat, field, found.get(field.id, []), failed.get(field.id, ())) for field in fields
    )


def progress(session: Session, seat: Seat, sealed: Texts, section: Section) -> Filled:
    """Return how far a section is, for the asker."""
    rows = page(session, seat, sealed, section)
    own = [each for each in rows if each.writable]
    return Filled(
        len(own),
        sum(each.filled for each in own),
        sum(each.filled for each in rows if not each.writable),
    )


class Result(Struct, frozen=True):
    """What came of sending fields. wrong: rows with mistakes, by field; clashes: what two people wrote."""

    wrong: Mapping[str, tuple[Row, ...]]
    clashes: tuple[Clash, ...]
    versions: Mapping[str, int]


def send(
    session: Session,
    seat: Seat,
    sealed: Texts,
    fields: Sequence[Field],
    form: MultiDict[str, str],
    moment: dt.datetime,
) -> Result:
    """Save every field that was sent and is right; what is wrong or clashes is given back, untouched."""
    wrong: dict[str, tuple[Row, ...]] = {}
    clashes: list[Clash] = []
    versions: dict[str, int] = {}
    for field in fields_shown(seat, fields):
        if not any(access.writes(seat, field, part) for part in field.parts):
            continue
        good, bad = sent_rows(seat, field, form)
        if bad:
            wrong[field.id] = bad
        for each in good:
            try:
                versions[f"{field.id}:{each.row_id}"] = save(session, seat, sealed, each, moment)
            except Clash as clash:
                clashes.append(clash)
    return Result(wrong, tuple(clashes), versions)


def as_sent(seat: Seat, fields: Sequence[Field], form: MultiDict[str, str]) -> Result:
    """Return what was sent as rows to show again, none of it saved."""
    again: dict[str, tuple[Row, ...]] = {}
    for field in fields_shown(seat, fields):
        good, bad = sent_rows(seat, field, form)
        kept = tuple(
            Row(
                row_key(seat, field, each.row_id),
                each.row_id,
                each.kept.value,
                each.kept.talk,
                each.version,
            )
            for each in good
        )
        if kept or bad:
            again[field.id] = (*kept, *bad)
    return Result(again, (), {})
