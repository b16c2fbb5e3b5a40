"""Writing an organisation to a file, and going on where a file stopped."""

import os
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from lrs import timestamps
from lrs.facade import LRS
from lrs.reading.found import held
from lrs.store import export as rows
from lrs.transfer.lines import (
    FORMAT,
    AnyLine,
    AttachmentLine,
    DocumentLine,
    End,
    Header,
    StatementLine,
    TransferError,
    counted,
    decoded,
    encoded,
    opened,
)
from lrs.upkeep.steps import Tell, silent

STEP: Final = 200


class Progress(Struct):
    """How far a file has come. length: of its good lines, in bytes."""

    length: int = 0
    seq: int = 0
    counts: End = End()
    attachments: set[str] = set()


def export(
    lrs: LRS, organisation: str, file: Path, name: str, *, documents: bool, tell: Tell = silent
) -> End:
    """Write an organisation's statements, voided ones too, with attachments; return the counts.

    name: by which people know the organisation. documents: states and profiles too. A file that was
    begun and not finished goes on where it stopped. Raises TransferError, Unavailable.
    """
    progress = _progress(file, name)
    with opened(file, "r+b" if progress.length else "wb") as out:
        out.seek(progress.length)
        out.truncate()
        writer = _Writer(out, progress)
        if not progress.length:
            writer.write(Header(FORMAT, name, timestamps.text(timestamps.now())))
        tell(progress.counts.statements)
        _statements(lrs, organisation, writer, tell)
        if documents:
            _documents(lrs, organisation, writer)
        writer.write(progress.counts)
        out.flush()
        os.fsync(out.fileno())
    return progress.counts


class _Writer:
    def __init__(self, out: Any, progress: Progress) -> None:
        self.out = out
        self.progress = progress

    def write(self, line: AnyLine) -> None:
        self.out.write(encoded(line))
        self.progress.counts = counted(self.progress.counts, line)


def _statements(lrs: LRS, organisation: str, writer: _Writer, tell: Tell) -> None:
    progress = writer.progress
    while True:
        with lrs.database.reading() as connection:
            number = lrs.known.find(connection, organisation)
            if number is None:
                return
            found = rows.statements_after(connection, number, progress.seq, STEP)
            parts = held(connection, number, [row.body for row in found])
        if not found:
            return
        for part in parts:
            if part.sha2.lower() not in progress.attachments:
                progress.attachments.add(part.sha2.lower())
                writer.write(AttachmentLine(part.sha2.lower(), part.content))
        for row in found:
            writer.write(StatementLine.of(row.seq, row.credential, row.hidden, row.body))
        writer.out.flush()
        progress.seq = found[-1].seq
        tell(len(found))


def _documents(lrs: LRS, organisation: str, writer: _Writer) -> None:
    place = (b"", b"")
    while True:
        with lrs.database.reading() as connection:
            number = lrs.known.find(connection, organisation)
            if number is None:
                return
            found = rows.documents_after(connection, number, place, STEP)
        if not found:
            return
        for row in found:
            writer.write(
                DocumentLine(
                    context=row.context,
                    key=row.key,
                    id=row.id,
                    content_type=row.content_type,
                    updated=row.updated,
                    content=row.content,
                    resource=row.resource,
                    activity=row.activity,
                    agent=None if row.agent is None else row.agent.decode(),
                    registration=row.registration,
                )
            )
        place = (found[-1].context, found[-1].key)


def _progress(file: Path, name: str) -> Progress:
    """Return how far a file has come; nothing for none. Raises TransferError for another's."""
    progress = Progress()
    if not file.exists() or not file.stat().st_size:
        return progress
    at = 0
    with opened(file, "rb") as lines:
        for number, text in enumerate(lines, start=1):
            if not text.endswith(b"\n"):
                break  # it was being written when the export stopped
            line = decoded(number, text)
            at += len(text)
            match line:
                case Header(organisation=other) if other != name:
                    raise TransferError(f"The file {file} is an export of {other}: choose another.")
                case End():
                    raise TransferError(
                        f"The file {file} is a whole export already: choose another name."
                    )
                case DocumentLine():
                    continue  # documents change: they are not kept, but written anew
                case AttachmentLine(sha2=sha2):
                    progress.attachments.add(sha2)
                case StatementLine(seq=seq):
                    progress.seq = seq
            progress.counts = counted(progress.counts, line)
            progress.length = at
    return progress
