"""Passwords that whoever runs the server refuses: a file with one a line, as breaches have shown them.

Source: NCSC, "Password deny lists": a list of the most used ones keeps guessers out at little cost.
"""

from functools import lru_cache
from pathlib import Path

from app.errors import StartError


def refused_by(file: Path | None, least: int) -> frozenset[str]:
    """Return what a file refuses, in small letters; nothing where there is no file.

    least: shorter ones are refused anyhow, and left out. Raises StartError for a file that cannot be read.
    """
    if file is None:
        return frozenset()
    try:
        return _read(file, file.stat().st_mtime_ns, least)
    except OSError as error:
        raise StartError(
            f"FIRSTSHIFT_REFUSED_PASSWORDS names {file}, which cannot be read ({error.strerror})."
            " Put the file there, or leave the setting out."
        ) from error


@lru_cache(maxsize=1)
def _read(file: Path, _changed: int, least: int) -> frozenset[str]:
    with file.open(encoding="utf-8", errors="replace") as lines:
        words = (line.rstrip("\r\n").casefold() for line in lines)
        return frozenset(word for word in words if len(word) >= least)
