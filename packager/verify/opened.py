"""Opening a zip from a stranger: nothing is unpacked to disk, and nothing is read without a limit."""

import io
import zipfile
import zlib
from functools import cached_property
from typing import Final

from msgspec import Struct

from packager.verify.findings import Finding, error

MAX_ENTRIES: Final = 20_000
MAX_TOTAL_BYTES: Final = 1_000_000_000
MAX_TEXT_BYTES: Final = 8_000_000
MAX_TEXTS_BYTES: Final = 200_000_000
# Deflate cannot pack more than 1,032 bytes into one: who claims more, lies.
MAX_RATIO: Final = 1032
ENCRYPTED: Final = 0x1
_PIECE: Final = 1_000_000
_BROKEN: Final = (
    zipfile.BadZipFile,
    NotImplementedError,
    EOFError,
    ValueError,
    OSError,
    RuntimeError,
    zlib.error,
)

TEXT_SUFFIXES: Final = (".html", ".htm", ".js", ".mjs", ".css", ".svg", ".xml")


class Opened(Struct, frozen=True, dict=True):
    """A zip as ``verify`` sees it.

    entries: all of them; texts: path to the bytes of small text files.
    """

    entries: tuple[zipfile.ZipInfo, ...]
    texts: dict[str, bytes]

    @cached_property
    def names(self) -> frozenset[str]:
        """The paths of all files, folders left out."""
        return frozenset(e.filename for e in self.entries if not e.is_dir())

    def near(self, path: str) -> str:
        """Return the file that differs from a path in case only, or nothing."""
        return self._by_lower_case.get(path.lower(), "")

    @cached_property
    def _by_lower_case(self) -> dict[str, str]:
        return {name.lower(): name for name in sorted(self.names)}


def open_zip(data: bytes) -> tuple[Opened | None, list[Finding]]:
    """Return the opened zip, or None with the reason why it cannot be looked at any further."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except _BROKEN:
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
    room = MAX_TEXTS_BYTES
    for entry in entries:
        if entry.is_dir():
            continue
        content = _content(archive, entry, min(room, MAX_TEXT_BYTES), findings)
        if content is not None:
            texts[entry.filename] = content
            room -= len(content)
    return Opened(entries=entries, texts=texts), findings


def _content(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, findings: list[Finding]
) -> bytes | None:
    """Read one file to its end, so that its check sum is compared; keep it where it is a small text.

    The size that an entry claims is not believed: reading stops behind it by itself.
    """
    is_text = entry.filename.lower().endswith(TEXT_SUFFIXES)
    pieces: list[bytes] = []
    length = 0
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(_PIECE):
                length += len(piece)
                if length <= room and is_text:
                    pieces.append(piece)
    except _BROKEN:
        sentence = "This file is damaged; export the zip again."
        findings.append(error("zip-readable", entry.filename, sentence))
        return None
    if is_text and length > room:
        sentence = "This text is too long and was not looked into; split it."
        findings.append(error("zip-size", entry.filename, sentence))
        return None
    return b"".join(pieces) if is_text else None


def _bomb(entries: tuple[zipfile.ZipInfo, ...]) -> list[Finding]:
    if len(entries) > MAX_ENTRIES:
        sentence = f"The zip holds {len(entries)} files, more than {MAX_ENTRIES}; make it smaller."
        return [error("zip-size", "", sentence)]
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL_BYTES:
        gigabytes = total / 1_000_000_000
        sentence = f"Unpacked, the zip would fill {gigabytes:.1f} GB; it was not opened."
        return [error("zip-size", "", f"{sentence} Make its media smaller.")]
    for entry in entries:
        if entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            sentence = (
                "This file claims a size that cannot be; the zip was not opened: make it anew."
            )
            return [error("zip-size", entry.filename, sentence)]
    return _overlap(entries)


def _overlap(entries: tuple[zipfile.ZipInfo, ...]) -> list[Finding]:
    """Find files that share their bytes in the zip: how a small zip unpacks to an endless one."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:
            sentence = "This file shares its place in the zip with another; make the zip anew."
            return [error("zip-overlap", entry.filename, sentence)]
        end = entry.header_offset + entry.compress_size
    return []
