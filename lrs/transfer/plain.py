"""Statements of another system from a file: looked through first, then stored whole or not at all.

The file is what other record stores and LMSs hand out: a JSON array of statements, an answer to a query
(``{"statements": […]}``), one statement, or a statement on each line; in gzip or not. What it is shows in its
content, never in its name. Sources: xAPI 1.0.3, Data, section 2; Communication, section 2.1.3 (StatementResult);
RFC 1952 (gzip).
"""

import re
import zlib
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Raw, Struct

from lrs.authority import Authority
from lrs.errors import BadRequest, Conflict, LRSError
from lrs.facade import LRS
from lrs.jsontext import read
from lrs.transfer.lines import TransferError
from lrs.versions import V1, V2, Version
from lrs.writing.preparation import MAX_BATCH, Prepared, Writer, batch
from lrs.writing.storing import not_stored

MAX_BYTES: Final = 8_000_000
"""Of a file, unpacked: all of it is stored in one transaction, and others wait for that."""
SCOPES: Final = frozenset({"statements/write"})
"""What a file may do: it voids nothing, and says of no activity what it is called."""

_GZIP: Final = b"\x1f\x8b"
_BLANK: Final = b" \t\r\n"
_BOM: Final = b"\xef\xbb\xbf"
_AT: Final = re.compile(r" - at `([^`]*)`\.?\Z")
_OPENING: Final = re.compile(r"\AStatement is not valid: ")
_raws = msgspec.json.Decoder(list[Raw])


class Fault(Struct, frozen=True):
    """What is wrong with a statement. number: in the file, from 1; path: where in its JSON."""

    number: int
    path: str
    sentence: str


class File(Struct, frozen=True):
    """A file that was looked through. statements: how many it holds; new: how many are not stored yet.

    version: under which all of them are stored; faults: for which nothing is stored.
    """

    bodies: tuple[bytes, ...]
    version: Version
    new: int
    faults: tuple[Fault, ...]

    @property
    def statements(self) -> int:
        """How many statements it holds."""
        return len(self.bodies)


class _Known(Struct):
    """A statement so far as a file asks more of it than the specification does."""

    id: str | None = None
    timestamp: str | None = None
    version: str = ""


class _Result(Struct):
    statements: list[Raw]


_known = msgspec.json.Decoder(_Known)
_result = msgspec.json.Decoder(_Result)


def authority_of_file(organisation: str, home_page: str, name: str) -> Authority:
    """Return the authority of what a file brings. name: of the account that stands in its statements."""
    return Authority.of_account(organisation, home_page, name, SCOPES)


def unpacked(content: bytes) -> bytes:
    """Return a file's text, unpacked where it is gzip. Raises TransferError for one that is too large."""
    if not content.startswith(_GZIP):
        return _bounded(content)
    reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = reader.decompress(content, MAX_BYTES + 1)
    except zlib.error:
        raise TransferError("This gzip file is damaged. Make it anew, and send it again.") from None
    _bounded(text)
    if not reader.eof:
        raise TransferError("This gzip file ends in its middle. Make it anew, and send it again.")
    return text


def look_through(lrs: LRS, authority: Authority, text: bytes) -> File:
    """Say what storing a text would come to; nothing is written.

    Raises TransferError for a text that holds no statements, or too many.
    """
    bodies = tuple(bytes(each) for each in _statements(text.removeprefix(_BOM).strip(_BLANK)))
    if not bodies:
        raise TransferError("There is no statement in this file.")
    if len(bodies) > MAX_BATCH:
        raise TransferError(
            f"This file holds {len(bodies):,} statements; {MAX_BATCH:,} is the most. Send it in parts."
        )
    version = _version(bodies)
    writer = Writer.of(authority, version)
    faults: list[Fault] = []
    good: list[tuple[int, Prepared]] = []
    first: dict[str, int] = {}
    for number, body in enumerate(bodies, start=1):
        if not body.startswith(b"{"):  # an array would be taken for another batch
            faults.append(Fault(number, "$", "A statement is a JSON object, and begins with {."))
            continue
        try:
            (prepared,) = batch(body, writer)
        except LRSError as error:
            faults.append(_fault(number, error.message))
            continue
        found = _more(number, prepared, _known.decode(body))
        before = first.setdefault(prepared.given.lower(), number)
        if found is None and before != number:
            found = Fault(number, "$.id", f"Statement {before} has the same id.")
        if found is None:
            good.append((number, prepared))
        else:
            faults.append(found)
    new, conflicts = _new(lrs, authority.organisation, good)
    return File(bodies, version, new, tuple(sorted([*faults, *conflicts], key=lambda f: f.number)))


def store(lrs: LRS, authority: Authority, file: File) -> int:
    """Store a file that has no faults, in one transaction; return how many of its statements are new.

    Raises errors of `lrs.errors`, and then nothing is stored.
    """
    body = b"[" + b",".join(file.bodies) + b"]"
    return lrs.receive(body, authority, file.version.name).new


def _bounded(text: bytes) -> bytes:
    if len(text) > MAX_BYTES:
        raise TransferError(
            f"This file is too large: {MAX_BYTES // 1_000_000} MB at most, unpacked. Send it in parts."
        )
    return text


def _statements(text: bytes) -> Sequence[Raw | bytes]:
    """Return the statements of a text as they are spelt. Raises TransferError."""
    if text.startswith(b"["):
        return _as_json(text, _raws)
    if not text.startswith(b"{"):
        raise TransferError(
            "This file holds no xAPI statements: it has to begin with { or [, plain or in gzip."
        )
    lines = [each for each in text.split(b"\n") if each.strip(_BLANK)]
    if len(lines) > 1 and all(_is_json(line) for line in lines[:2]):
        return _lines(text)
    tree = _read(text)
    if isinstance(tree, dict) and isinstance(tree.get("statements"), list):
        return _result.decode(text).statements
    return (text,)


def _lines(text: bytes) -> list[bytes]:
    found = []
    for number, line in enumerate(text.split(b"\n"), start=1):
        if not line.strip(_BLANK):
            continue
        tree = _read(line, f"Line {number}: ")
        if isinstance(tree, dict) and tree.get("kind") == "header":
            raise TransferError(
                "This is an export of a First Shift record store: `firstshift lrs import` reads it."
            )
        found.append(line.strip(_BLANK))
    return found


def _as_json(text: bytes, decoder: msgspec.json.Decoder[list[Raw]]) -> list[Raw]:
    _read(text)
    return decoder.decode(text)


def _is_json(text: bytes) -> bool:
    try:
        read(text)
    except BadRequest:
        return False
    return True


def _read(text: bytes, where: str = "") -> object:
    try:
        return read(text)
    except BadRequest as error:
        raise TransferError(f"{where}{error.message}") from None


def _version(bodies: Sequence[bytes]) -> Version:
    """Return the version whose rules hold for a file: 2.0 where one of its statements says so."""
    for body in bodies:
        try:
            if _known.decode(body).version.startswith("2"):
                return V2
        except msgspec.MsgspecError:
            continue  # told as a fault of the statement
    return V1


def _more(number: int, prepared: Prepared, known: _Known) -> Fault | None:
    """Return what a file may not hold though the specification lets it."""
    if known.id is None:
        return Fault(
            number, "$.id", "The id is missing: with one, a statement is never stored twice."
        )
    if known.timestamp is None:
        return Fault(number, "$.timestamp", "The timestamp is missing: nothing says when it was.")
    if prepared.voiding:
        return Fault(
            number, "$.verb.id", "It voids another statement, which no file may. Void it by hand."
        )
    return None


def _fault(number: int, message: str) -> Fault:
    place = _AT.search(message)
    sentence = _OPENING.sub("", message[: place.start()] if place else message.rstrip("."))
    return Fault(number, place[1] if place else "$", f"{sentence[:1].upper()}{sentence[1:]}.")


def _new(
    lrs: LRS, organisation: str, good: Sequence[tuple[int, Prepared]]
) -> tuple[int, list[Fault]]:
    """Return how many are not stored yet, and those of which another version is."""
    new, faults = 0, []
    with lrs.database.reading() as connection:
        known = lrs.known.find(connection, organisation)
        if known is None:
            return len(good), []
        for number, prepared in good:
            try:
                new += len(not_stored(connection, known, (prepared,)))
            except Conflict:
                sentence = "Another statement is stored under this id, and says something else."
                faults.append(Fault(number, "$.id", sentence))
    return new, faults
