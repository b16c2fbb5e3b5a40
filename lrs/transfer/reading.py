"""Reading an export: first all of it, to find what is wrong before anything is stored."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from lrs import attachments
from lrs.attachments import Part, by_digest
from lrs.errors import LRSError
from lrs.jsontext import read
from lrs.model import decode
from lrs.model.context import StatementRef
from lrs.model.rules import VOIDED
from lrs.model.statement import AnyStatement
from lrs.transfer.lines import (
    AnyLine,
    AttachmentLine,
    BadLine,
    DocumentLine,
    End,
    Header,
    StatementLine,
    counted,
    decoded,
    opened,
)
from lrs.upkeep.removal import digests_of
from lrs.versions import V1, V2, Version

BATCH: Final = 100
BATCH_BYTES: Final = 4_000_000


class Batch(Struct, frozen=True):
    """Statements to be sent together, with the numbers of their lines, and the raw data they need."""

    version: Version
    lines: tuple[int, ...]
    statements: tuple[StatementLine, ...]
    parts: tuple[Part, ...]

    def body(self) -> bytes:
        """Return the statements as a JSON array."""
        return b"[" + b",".join(line.body for line in self.statements) + b"]"

    def some(self, places: range) -> "Batch":
        """Return a part of the batch. All raw data that its statements need comes along."""
        statements = tuple(self.statements[at] for at in places)
        digests = {digest for line in statements for digest in digests_of(decode.stored(line.body))}
        return Batch(
            self.version,
            tuple(self.lines[at] for at in places),
            statements,
            tuple(part for part in self.parts if bytes.fromhex(part.sha2) in digests),
        )


class Export:
    """A file that was read through and found good. counts: what is in it."""

    def __init__(self, file: Path) -> None:
        """Read the file through. Raises BadLine for the first line that cannot be used."""
        self._file = file
        self._places: dict[bytes, int] = {}
        self._voided: dict[str, int] = {}
        self._targets: set[str] = set()
        self.counts = End()
        ended = False
        number = 0
        for number, place, line in self._lines():
            if ended:
                raise BadLine(number, "it stands after the end of the export.")
            match line:
                case Header() if number > 1:
                    raise BadLine(number, "it is a second header.")
                case AttachmentLine(sha2=sha2):
                    _check(number, line)
                    self._places[bytes.fromhex(sha2)] = place
                case StatementLine():
                    self._note(number, line, _version(number, line)[1])
                case End():
                    ended = True
                    if line != self.counts:
                        raise BadLine(number, "the file does not hold as much as its end says.")
            self.counts = counted(self.counts, line)
        if not ended:
            raise BadLine(
                number + 1,
                "the end of the export is missing. Run the same export again: it goes on from here.",
            )

    def hidden_by_nobody(self) -> frozenset[int]:
        """Return the lines of voided statements whose voiding statement is not in the file.

        It was erased or purged; any other store would show them again.
        """
        return frozenset(
            line for voided, line in self._voided.items() if voided not in self._targets
        )

    def batches(self, without: frozenset[int] = frozenset()) -> Iterator[Batch]:
        """Yield the statements in order, in batches of one version each. without: lines left out."""
        waiting: list[tuple[int, StatementLine]] = []
        parts: dict[bytes, Part] = {}
        current, size = V1, 0
        for number, _, line in self._lines():
            if not isinstance(line, StatementLine) or number in without:
                continue
            version, said = _version(number, line)
            if waiting and (version is not current or len(waiting) == BATCH or size > BATCH_BYTES):
                yield _batch(current, waiting, parts)
                waiting, parts, size = [], {}, 0
            current = version
            waiting.append((number, line))
            size += len(line.body)
            for part in self._parts(said):
                if parts.setdefault(bytes.fromhex(part.sha2), part) is part:
                    size += len(part.content)
        if waiting:
            yield _batch(current, waiting, parts)

    def documents(self) -> Iterator[tuple[int, DocumentLine]]:
        """Yield the documents with the numbers of their lines."""
        for number, _, line in self._lines():
            if isinstance(line, DocumentLine):
                yield number, line

    def _note(self, number: int, line: StatementLine, statement: AnyStatement) -> None:
        if line.voided:
            self._voided[str(statement.id).lower()] = number
        if statement.verb.id == VOIDED and isinstance(statement.object, StatementRef):
            self._targets.add(statement.object.id.lower())

    def _parts(self, statement: AnyStatement) -> Iterator[Part]:
        for _, attachment in attachments.of(statement):
            place = self._places.get(bytes.fromhex(attachment.sha2))
            if place is not None:
                with opened(self._file, "rb") as lines:
                    lines.seek(place)
                    line = decoded(2, lines.readline())
                if isinstance(line, AttachmentLine):
                    yield Part(line.sha2, line.content, attachment.contentType)

    def _lines(self) -> Iterator[tuple[int, int, AnyLine]]:
        """Yield number, place in bytes and content of each line."""
        place = 0
        with opened(self._file, "rb") as lines:
            for number, text in enumerate(lines, start=1):
                yield number, place, decoded(number, text)
                place += len(text)


def _batch(
    version: Version, waiting: list[tuple[int, StatementLine]], parts: dict[bytes, Part]
) -> Batch:
    lines, statements = zip(*waiting, strict=True)
    return Batch(version, lines, statements, tuple(parts.values()))


def _version(number: int, line: StatementLine) -> tuple[Version, AnyStatement]:
    """Return the version whose rules a statement keeps, and the statement. Raises BadLine."""
    try:
        tree = read(line.body)
        newer = isinstance(tree, dict) and str(tree.get("version", "")).startswith("2")
        for version in (V2, V1) if newer else (V1, V2):
            try:
                return version, decode.statement(line.body, tree, version)
            except LRSError as error:
                fault = error
    except LRSError as error:
        fault = error
    raise BadLine(number, f"the statement is not valid: {fault.message}.")


def _check(number: int, line: AttachmentLine) -> None:
    try:
        by_digest((Part(line.sha2, line.content),))
    except LRSError:
        raise BadLine(number, "the bytes of the attachment do not have its SHA-2.") from None
