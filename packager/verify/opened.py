"""Opening a zip from a stranger: nothing is unpacked to disk, and nothing is read without a limit."""

import io
import zipfile
from typing import Final

from msgspec import Struct

from packager.verify.findings import Finding, error

MAX_ENTRIES: Final = 20_000
MAX_TOTAL_BYTES: Final = 1_000_000_000
MAX_TEXT_BYTES: Final = 8_000_000
ENCRYPTED: Final = 0x1

TEXT_SUFFIXES: Final = (".html", ".htm", ".js", ".mjs", ".css", ".svg", ".xml")


class Opened(Struct, frozen=True):
    """A zip as ``verify`` sees it. entries: all of them; texts: path to the bytes of small text files."""

    entries: tuple[zipfile.ZipInfo, ...]
    texts: dict[str, bytes]

    @property
    def names(self) -> frozenset[str]:
        """The paths of all files, folders left out."""
        return frozenset(e.filename for e in self.entries if not e.is_dir())


def open_zip(data: bytes) -> tuple[Opened | None, list[Finding]]:
    """Return the opened zip, or None with the reason why it cannot be looked at any further."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError):
        return None, [
            error("zip-readable", "", "This is no zip, or a damaged one; export it again.")
        ]


def _read(archive: zipfile.ZipFile) -> tuple[Opened | None, list[Finding]]:
    entries = tuple(archive.infolist())
    bomb = _bomb(entries)
    if bomb:
        return None, bomb
    locked = [e.filename for e in entries if e.flag_bits & ENCRYPTED]
    if locked:
        sentence = "The zip is protected by a password; no LMS can open it, so make it without one."
        return None, [error("zip-encrypted", locked[0], sentence)]
    texts: dict[str, bytes] = {}
    findings: list[Finding] = []
    for entry in entries:
        if entry.filename.lower().endswith(TEXT_SUFFIXES):
            _read_text(archive, entry, texts, findings)
    return Opened(entries=entries, texts=texts), findings


def _read_text(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    texts: dict[str, bytes],
    findings: list[Finding],
) -> None:
    """Read one text; the size that an entry claims is not believed, so reading stops by itself."""
    try:
        with archive.open(entry) as stream:
            content = stream.read(MAX_TEXT_BYTES + 1)
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        findings.append(
            error("zip-readable", entry.filename, "This file is damaged; export the zip again.")
        )
        return
    if len(content) > MAX_TEXT_BYTES:
        limit = MAX_TEXT_BYTES // 1_000_000
        findings.append(
            error(
                "zip-size",
                entry.filename,
                f"This text is over {limit} MB and was not looked into; split it.",
            )
        )
        return
    texts[entry.filename] = content


def _bomb(entries: tuple[zipfile.ZipInfo, ...]) -> list[Finding]:
    if len(entries) > MAX_ENTRIES:
        sentence = (
            f"The zip holds {len(entries)} files, more than {MAX_ENTRIES}; it was not opened."
        )
        return [error("zip-size", "", sentence)]
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL_BYTES:
        gigabytes = total / 1_000_000_000
        sentence = f"Unpacked, the zip would fill {gigabytes:.1f} GB; it was not opened."
        return [error("zip-size", "", sentence)]
    return []
