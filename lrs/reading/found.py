"""What was found, and how it is shown: in a format, and with the raw data of attachments."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from lrs import index
from lrs.activities import definitions
from lrs.attachments import Part
from lrs.attachments import of as attachments_of
from lrs.model import decode
from lrs.reading.representation import Format, canonical, ids
from lrs.store import attachments as attachment_rows


class Page(Struct, frozen=True):
    """Statements as final JSON bytes, and the token of the next page or None.

    through: everything stored up to this time is in what was looked at. stored: the
    latest `stored` (µs) among the statements, None without any. parts: the raw data that is held of
    their attachments, each once; None where it was not asked for.
    """

    statements: tuple[bytes, ...]
    more: str | None
    through: str
    stored: int | None
    parts: tuple[Part, ...] | None = None


class Stored(Struct, frozen=True):
    """A statement with its number, the moment of storing (µs) and its organisation.

    parts: as those of a page, and none where they were not asked for.
    """

    seq: int
    stored: int
    organisation: str
    body: bytes
    parts: tuple[Part, ...] = ()


def held(connection: Connection, organisation: int, bodies: Iterable[bytes]) -> tuple[Part, ...]:
    """Return the raw data that is held of the attachments in statements, each once."""
    named: dict[bytes, Part] = {}
    for body in bodies:
        for _, attachment in attachments_of(decode.stored(body)):
            part = Part(attachment.sha2, b"", attachment.contentType)
            named.setdefault(bytes.fromhex(attachment.sha2), part)
    contents = attachment_rows.read(connection, organisation, named)
    return tuple(
        replace(part, content=contents[digest], length=len(contents[digest]))
        for digest, part in named.items()
        if digest in contents
    )


def shown(
    connection: Connection,
    organisation: int,
    bodies: Sequence[bytes],
    format: Format,
    languages: tuple[str, ...],
) -> tuple[bytes, ...]:
    """Return statements as they are shown in a format. languages: for `canonical`, most wanted first."""
    if format == "ids":
        return tuple(ids(body) for body in bodies)
    if format == "canonical":
        named = {a.id for body in bodies for a in index.activities(decode.stored(body))}
        known = definitions(connection, organisation, named)
        return tuple(canonical(body, known, languages) for body in bodies)
    return tuple(bodies)
