"""From bytes to rows: which characters, which separator, which columns.

A cell that looks like a formula is text like any other here; whatever writes it out again takes care that
a spreadsheet does not calculate with it (``csv_text``).

Sources: RFC 4180; the Unicode Standard, section 23.8 (byte order mark); WHATWG Encoding Standard,
windows-1252.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from app.importing.errors import UnreadableFileError

MAX_BYTES: Final = 900_000
MAX_ROWS: Final = 5_000
COLUMNS: Final = ("name", "email", "roles", "supervisor", "site", "cohort", "first day")
_NAMES: Final = {
    "name": "name",
    "full name": "name",
    "email": "email",
    "e mail": "email",
    "mail": "email",
    "email address": "email",
    "e mail address": "email",
    "role": "roles",
    "roles": "roles",
    "supervisor": "supervisor",
    "supervisors": "supervisor",
    "supervisor email": "supervisor",
    "supervisor e mail": "supervisor",
    "supervised by": "supervisor",
    "site": "site",
    "hospital": "site",
    "cohort": "cohort",
    "cohorts": "cohort",
    "first day": "first day",
    "start date": "first day",
}
_SEPARATORS: Final = ",;\t"
_EXCEL: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF8, _UTF16_LE, _UTF16_BE = b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"
WINDOWS: Final = "Windows-1252"


class Layout(Struct, frozen=True):
    """Which columns a file has. names: of a column, by the heads that mean it; needed: without which nothing
    goes; many, nobody: the sentences for too many rows, and for none."""

    names: dict[str, str]
    needed: tuple[str, ...]
    many: str
    nobody: str


PEOPLE: Final = Layout(
    _NAMES,
    ("name", "email"),
    f"This file has more than {MAX_ROWS:,} people.",
    "There is nobody in this file: only its first row says something.",
)


class Text(Struct, frozen=True):
    """A file as text. encoding: as people know it."""

    text: str
    encoding: str


class Row(Struct, frozen=True):
    """A row. number: as a spreadsheet counts, from 1; cells: by the names of COLUMNS, trimmed."""

    number: int
    cells: dict[str, str]


class Table(Struct, frozen=True):
    """The rows of a file. ignored: columns that are none of ours."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    ignored: tuple[str, ...]


def decode(content: bytes) -> Text:
    """Return a file's text. Raises UnreadableFileError."""
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(
            f"This file is too large: {MAX_BYTES // 1000} kB at most. Send it in parts, each with the"
            " first row."
        )
    if not content.strip():
        raise UnreadableFileError("This file is empty. Choose another.")
    if content.startswith(_EXCEL):
        raise UnreadableFileError(
            "This is a workbook of a spreadsheet. Save it as “CSV UTF-8” there, and send that file."
        )
    found = _decoded(content)
    if "\x00" in found.text:
        raise UnreadableFileError(
            "This is no text. Save the table as “CSV UTF-8” in your spreadsheet, and send that file."
        )
    return found


def _decoded(content: bytes) -> Text:
    try:
        if content.startswith(_UTF8):
            return Text(content.decode("utf-8-sig"), "UTF-8")
        if content.startswith((_UTF16_LE, _UTF16_BE)):
            return Text(content.decode("utf-16"), "UTF-16")
        # Without a mark: every second byte of Latin letters is zero.
        if content[1:40:2].count(0) > len(content[1:40:2]) / 2:
            return Text(content.decode("utf-16-le"), "UTF-16")
        if content[0:40:2].count(0) > len(content[0:40:2]) / 2:
            return Text(content.decode("utf-16-be"), "UTF-16")
    except UnicodeDecodeError:
        raise UnreadableFileError(
            "This file is damaged: its characters cannot be read. Save it anew as “CSV UTF-8”."
        ) from None
    try:
        return Text(content.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        pass
    try:
        return Text(content.decode("cp1252"), WINDOWS)
    except UnicodeDecodeError:
        raise UnreadableFileError(
            "The characters of this file are in an encoding that is not known here. Save it as"
            " “CSV UTF-8” in your spreadsheet, and send that file."
        ) from None


def read(text: str, layout: Layout = PEOPLE) -> Table:
    """Return the rows of a text. Raises UnreadableFileError."""
    lines, separator = _begin(text, layout.names)
    rows = _records(lines, separator)
    _, head = next(rows, (0, []))
    places, ignored = _places(head, layout)
    made: list[Row] = []
    for number, record in rows:
        if not any(cell.strip() for cell in record):
            continue
        if len(made) >= MAX_ROWS:
            raise UnreadableFileError(f"{layout.many} Send it in parts, each with the first row.")
        made.append(Row(number, _cells(record, places)))
    if not made:
        raise UnreadableFileError(layout.nobody)
    return Table(tuple(made), tuple(places), ignored)


def _begin(text: str, names: dict[str, str]) -> tuple[list[str], str]:
    """Return the lines from the head on, and the separator that makes most sense of it."""
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    while lines and not lines[0].strip():
        del lines[0]
    said = re.fullmatch(r"sep=(.)\s*", lines[0]) if lines else None
    if said:  # a spreadsheet's own way to tell
        return lines[1:], said[1]
    head = lines[0] if lines else ""

    def known(separator: str) -> int:
        try:
            cells = next(iter(csv.reader([head], delimiter=separator)), [])
        except csv.Error:  # a cell longer than any: no separator of this file
            return -1
        return sum(_plain(cell) in names for cell in cells)

    return lines, max(_SEPARATORS, key=known)


def _records(lines: Sequence[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise UnreadableFileError(
                f"Row {number} cannot be read: a quotation mark is not closed, or stands within a"
                " cell without another. Put it right there, and send the file again."
            ) from None
        yield number, record


def _places(head: Sequence[str], layout: Layout) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return where each of our columns stands, and the heads of others."""
    places: dict[str, int] = {}
    ignored = []
    for place, cell in enumerate(head):
        name = layout.names.get(_plain(cell))
        if name is None:
            if cell.strip():
                ignored.append(" ".join(cell.split())[:60])
        elif name in places:
            raise UnreadableFileError(
                f"The column “{name}” is there twice. Take one of the two out, and send the file again."
            )
        else:
            places[name] = place
    missing = [name for name in layout.needed if name not in places]
    if missing:
        raise UnreadableFileError(
            f"There is no column “{'” and “'.join(missing)}” in the first row. Name the columns there"
            " as in the template."
        )
    return places, tuple(ignored)


def _cells(record: Sequence[str], places: dict[str, int]) -> dict[str, str]:
    return {
        name: " ".join(record[place].split()) if place < len(record) else ""
        for name, place in places.items()
    }


def _plain(cell: str) -> str:
    """Return the head of a column without case, marks and brackets."""
    without = re.sub(r"\(.*?\)", " ", cell.lower())
    return " ".join(re.sub(r"[_\-–/.:*]+", " ", without).split())
