"""The container of a zip, written by ourselves from content that is compressed already.

Python's own writer compresses by the zlib that it finds, and builds of zlib differ in their bytes.
Only what every LMS's unpacker reads is written: one disk, no Zip64, no descriptors behind the data,
no extra fields, no comments, no folders. Every field is little-endian.

Source: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16
(end record); 4.4 for the fields.
"""

import struct
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from packager.errors import TooLarge

MAX_ENTRIES: Final = 0xFFFE
MAX_BYTES: Final = 0xFFFF_FFFE
"""The largest number of files, and of bytes up to the directory: one more means "see Zip64"."""

STORED: Final = 0
DEFLATED: Final = 8

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")

_VERSION: Final = 20  # 2.0: the first that can inflate
_UNIX: Final = 3 << 8
_PLAIN_FILE: Final = 0o100644 << 16  # rw-r--r--, in the place where Unix keeps a file's mode
_NO_FLAGS: Final = 0
# The first moment that a zip can hold, 1980-01-01 00:00: no build time may reach the bytes.
_TIME: Final = 0
_DATE: Final = (1980 - 1980) << 9 | 1 << 5 | 1


class Entry(Struct, frozen=True):
    """A file as it is packed. path: ASCII; crc32 and size: of its content; packed: as method says."""

    path: str
    method: int
    crc32: int
    size: int
    packed: bytes


def container(entries: Sequence[Entry]) -> bytes:
    """Return the zip of these entries, in their order. Raises TooLarge where it would need Zip64."""
    _check_size(entries)
    body, directory, offset = [], [], 0
    for entry in entries:
        name, common = entry.path.encode("ascii"), _common(entry)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *common, len(entry.path), 0)
        directory.append(
            _CENTRAL.pack(
                *(b"PK\1\2", _UNIX | _VERSION, _VERSION, *common, len(name)),
                *(0, 0, 0, 0, _PLAIN_FILE, offset),
            )
            + name
        )
        body += [local, name, entry.packed]
        offset += len(local) + len(name) + len(entry.packed)
    listing = b"".join(directory)
    number = len(entries)
    end = _END.pack(b"PK\5\6", 0, 0, number, number, len(listing), offset, 0)
    return b"".join((*body, listing, end))


def _common(entry: Entry) -> tuple[int, ...]:
    """Return the fields that stand alike before a file and in the directory."""
    sizes = (entry.crc32, len(entry.packed), entry.size)
    return _NO_FLAGS, entry.method, _TIME, _DATE, *sizes


def _check_size(entries: Sequence[Entry]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise TooLarge(
            f"The package would hold {len(entries)} files, and a zip that every LMS unpacks holds "
            f"at most {MAX_ENTRIES}: make several packages of fewer modules."
        )
    heads = sum(_LOCAL.size + len(entry.path) for entry in entries)
    size = max(
        heads + sum(len(entry.packed) for entry in entries),
        *(entry.size for entry in entries),
        0,
    )
    if size > MAX_BYTES:
        raise TooLarge(
            f"The package would hold {size} bytes, and a zip that every LMS unpacks holds at most "
            f"{MAX_BYTES}: make several packages of fewer modules, or make pictures smaller."
        )
