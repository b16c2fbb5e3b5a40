"""The fields of a page: their names in the form, what was sent of them, and what is wrong with it."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from werkzeug.datastructures import MultiDict

from app.days import WrongDayError
from app.errors import BadInput
from app.welcome import access, day_parts
from app.welcome.access import Seat
from app.welcome.answers import Answer, Kept
from app.welcome.saving import Sent
from course.welcome_form.model import Field, Part, PartValue, Value

NO_ROW: Final = "-"
"""Stands in names for a field without rows."""


class Row(Struct, frozen=True):
    """A row of a field as a page shows it. key: in names; errors: a sentence a part; new: not kept yet."""

    key: str
    row_id: uuid.UUID
    value: Value
    talk: bool
    version: int
    withheld: bool = False
    errors: Mapping[str, str] = {}
    new: bool = False
    changed: dt.datetime | None = None


class Shown(Struct, frozen=True):
    """A field as a page shows it. own: the parts that the asker may write; rows: at least one."""

    field: Field
    rows: tuple[Row, ...]
    own: frozenset[str]

    @property
    def writable(self) -> bool:
        """Whether the asker may write anything of it."""
        return bool(self.own)

    @property
    def filled(self) -> bool:
        """Whether anything stands there."""
        return any(any(row.value.values()) for row in self.rows)


def name_of(field: Field, row_key: str, part: Part | str) -> str:
    """Return the name of an input."""
    part_id = part if isinstance(part, str) else part.id
    return f"{field.id}:{row_key}:{part_id}"


def shown(seat: Seat, field: Field, answers: Sequence[Answer], failed: Sequence[Row] = ()) -> Shown:
    """Return a field for a page. failed: rows as they were sent, with what is wrong with them."""
    own = frozenset(part.id for part in field.parts if access.writes(seat, field, part))
    wrong = {row.row_id: row for row in failed}
    rows = []
    for each in answers:
        if each.row_id in wrong:
            rows.append(wrong.pop(each.row_id))
            continue
        if field.rows and each.withheld and not any(each.value.values()):
            continue  # removed after it was taken back: only the mark is kept
        key = row_key(seat, field, each.row_id)
        rows.append(
            Row(
                key,
                each.row_id,
                each.value,
                each.talk,
                each.version,
                each.withheld,
                changed=each.changed,
            )
        )
    rows += wrong.values()
    if not rows or (field.rows and own):
        row_id = uuid.uuid4() if field.rows else seat.form.id
        rows.append(Row(row_key(seat, field, row_id), row_id, {}, False, 0, new=True))
    return Shown(field, tuple(rows), own)


def row_key(seat: Seat, field: Field, row_id: uuid.UUID) -> str:
    """Return how a row is named in a page."""
    return str(row_id) if field.rows else NO_ROW


def sent_rows(
    seat: Seat, field: Field, form: MultiDict[str, str]
) -> tuple[tuple[Sent, ...], tuple[Row, ...]]:
    """Return what was sent of a field, and the rows in which something is wrong.

    A page names each row that it shows by its version. Raises BadInput where it can be no page of ours.
    """
    good, wrong = [], []
    for name in form:
        head = f"{field.id}:"
        if not name.startswith(head) or not name.endswith(":version"):
            continue
        key = name[len(head) : -len(":version")]
        row_id = _row_id(seat, field, key)
        version = form.get(name, "")
        if not version.isdecimal() or len(version) > 9:
            raise BadInput("The page did not say from which text it started. Open it again.")
        value, raw, errors = _value(seat, field, key, form)
        talk = form.get(name_of(field, key, "talk")) == "yes"
        if errors:
            wrong.append(Row(key, row_id, raw, talk, int(version), errors=errors))
        else:
            good.append(Sent(field, row_id, Kept(value, talk), int(version)))
    return tuple(good), tuple(wrong)


def _row_id(seat: Seat, field: Field, key: str) -> uuid.UUID:
    if not field.rows:
        return seat.form.id
    try:
        return uuid.UUID(key)
    except ValueError:
        raise BadInput("The page named a row that cannot be. Open it again.") from None


def _value(
    seat: Seat, field: Field, key: str, form: MultiDict[str, str]
) -> tuple[Value, Value, dict[str, str]]:
    value: dict[str, PartValue] = {}
    raw: dict[str, PartValue] = {}
    errors: dict[str, str] = {}
    for part in field.parts:
        if not access.writes(seat, field, part):
            continue
        name = name_of(field, key, part)
        if part.kind == "any of":
            ticked = tuple(each for each in form.getlist(name) if each in part.options)
            raw[part.id] = ticked
            if ticked:
                value[part.id] = ticked
            continue
        if part.kind in day_parts.KINDS:
            raw[part.id] = texts = day_parts.typed(part, name, form)
            try:
                kept = day_parts.read(part, day_parts.label_of(field, part), texts)
            except WrongDayError as mistaken:
                errors[part.id] = str(mistaken)
            else:
                value |= {part.id: kept} if kept else {}
            continue
        text = form.get(name, "").replace("\r\n", "\n").strip()
        raw[part.id] = text
        mistake = mistake_in(part, text)
        if mistake:
            errors[part.id] = mistake
        elif text:
            value[part.id] = text
    return value, raw, errors


def mistake_in(part: Part, text: str) -> str:
    """Return what is wrong with a text for a part; empty where nothing is."""
    if not text:
        return ""
    match part.kind:
        case "line" | "text" | "lines":
            if len(text) > part.most:
                over = len(text) - part.most
                return (
                    f"Use {part.most} characters at most: take {over} out. Your text is still here."
                )
            if part.kind == "line" and "\n" in text:
                return "Write it on one line."
        case "one of" if text not in part.options:
            return "Choose one from the list."
        case "tick" if text != "yes":
            return "Tick it, or leave it."
        case "number" | "scale":
            if not (text.isascii() and text.isdecimal() and len(text) < 6):
                return f"Enter a whole number from {part.least} to {part.most}."
            if not part.least <= int(text) <= part.most:
                return f"Enter a whole number from {part.least} to {part.most}."
    return ""
