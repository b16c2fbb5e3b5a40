"""The lines of an export.

First a header, last an end that counts, so that half a file is never taken for a whole one. Between them
statements in the order of storing, each attachment's bytes before the first statement that has them, and
documents. Everything stands in one file of lines, bytes in base64: it can be written, cut off, gone on
with and read line by line, which no archive can.
"""

from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Raw, Struct

FORMAT: Final = 1


class TransferError(Exception):
    """Raised when an export cannot be written or read. message: one sentence for a person."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadLine(TransferError):
    """Raised for a line that cannot be used. line: its number, from 1."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(f"Line {line}: {sentence}")
        self.line = line


class Line(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """What every line has: its kind."""


class Header(Line, frozen=True, tag="header"):
    """The first line. exported: when it was begun."""

    format: int
    organisation: str
    exported: str


class AttachmentLine(Line, frozen=True, tag="attachment"):
    """The bytes of an attachment."""

    sha2: str
    content: bytes


class StatementLine(Line, frozen=True, tag="statement"):
    """A statement as it is stored, to the last byte.

    seq: its number; credential: the key id by which it came. statement: its JSON; where that has line
    ends in it, it stands as `text` instead.
    """

    seq: int
    credential: str
    voided: bool = False
    statement: Raw = Raw(b"")
    text: str = ""

    @classmethod
    def of(cls, seq: int, credential: str, voided: bool, body: bytes) -> "StatementLine":
        """Return the line of a statement."""
        if b"\n" in body or b"\r" in body:
            return cls(seq, credential, voided, Raw(b"null"), body.decode())
        return cls(seq, credential, voided, Raw(body))

    @property
    def body(self) -> bytes:
        """The statement's bytes."""
        return self.text.encode() if self.text else bytes(self.statement)


class DocumentLine(Line, frozen=True, tag="document"):
    """A document. context, key: where it lies; the others: whose it is, where that is known."""

    context: bytes
    key: bytes
    id: str
    content_type: str
    updated: int
    content: bytes
    resource: str | None = None
    activity: str | None = None
    agent: str | None = None
    registration: str | None = None


class End(Line, frozen=True, tag="end"):
    """The last line: how many of each there are."""

    statements: int = 0
    attachments: int = 0
    documents: int = 0


AnyLine = Header | AttachmentLine | StatementLine | DocumentLine | End
_decoder = msgspec.json.Decoder(AnyLine)


def encoded(line: AnyLine) -> bytes:
    """Return a line with its end."""
    return msgspec.json.encode(line) + b"\n"


def decoded(number: int, text: bytes) -> AnyLine:
    """Return what a line says. Raises BadLine."""
    try:
        line: AnyLine = _decoder.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadLine(number, f"it cannot be read as a line of an export ({error}).") from None
    if number == 1 and not isinstance(line, Header):
        raise BadLine(1, "it is not the header of an export.")
    if isinstance(line, Header) and line.format != FORMAT:
        raise BadLine(
            number, f"the format {line.format} is not known; this version reads {FORMAT}."
        )
    return line


def counted(end: End, line: Any) -> End:
    """Return the counts with one more line."""
    return End(
        end.statements + isinstance(line, StatementLine),
        end.attachments + isinstance(line, AttachmentLine),
        end.documents + isinstance(line, DocumentLine),
    )


def opened(file: Path, mode: str) -> Any:
    """Open a file of lines. Raises TransferError."""
    try:
        return file.open(mode)
    except OSError as error:
        raise TransferError(f"The file {file} cannot be opened: {error.strerror}.") from error
