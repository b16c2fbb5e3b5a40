"""Zips that every LMS unpacks and that are the same bytes for the same content."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

from packager.errors import BadFileName

MAX_NAME_CHARS: Final = 100
MAX_PATH_CHARS: Final = 180
COMPRESSION_LEVEL: Final = 9

# The first day that a zip can hold: no build time may reach the bytes.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644 << 16
_NAME: Final = re.compile(r"[a-z0-9_][a-z0-9._-]*")


def check_name(path: str) -> None:
    """Raise BadFileName where a path is not made of lower-case ASCII names joined by slashes.

    Windows unpackers, case-blind servers and PHP importers each break on something else; this
    alphabet breaks none.
    """
    parts = path.split("/")
    good = all(_NAME.fullmatch(part) and len(part) < MAX_NAME_CHARS for part in parts)
    if not good or len(path) >= MAX_PATH_CHARS:
        raise BadFileName(
            f"{path}: this name may get lost on an LMS's server; use lower-case letters, digits, "
            "dot, hyphen and underscore, and keep it short."
        )


def build_zip(files: Mapping[str, bytes], first: str | None) -> bytes:
    """Return the zip of these files, in the order of their names, ``first`` in front.

    files: path to content. first: the manifest, so that readers of a stream see it at once; None
    where there is none. Raises
    BadFileName. The bytes are the same for the same content within one build of zlib.
    """
    for path in files:
        check_name(path)
    order = [*([first] if first else []), *sorted(path for path in files if path != first)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in order:
            archive.writestr(
                _entry(path), files[path], zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION_LEVEL
            )
    return buffer.getvalue()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, date_time=_EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = _PLAIN_FILE
    return entry
