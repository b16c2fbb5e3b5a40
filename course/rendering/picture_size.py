"""How large a drawing is, so that a page keeps its place free until it comes."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

_HEAD_BYTES: Final = 2000
_VIEW_BOX: Final = re.compile(
    rb"""<svg\b[^>]*?\bviewBox=["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']"""
)

Size = tuple[int, int]


def size_of(folder: str, name: str) -> Size | None:
    """Return width and height of a module's SVG picture by its view box; none for any other file."""
    file = Path(folder) / name
    try:
        return _read(file, file.stat().st_mtime_ns)
    except OSError:
        return None  # a course that is not read from a disk, or a picture that ``check`` misses


@lru_cache(maxsize=1000)
def _read(file: Path, _changed: int) -> Size | None:
    with file.open("rb") as opened:
        found = _VIEW_BOX.search(opened.read(_HEAD_BYTES))
    if found is None:
        return None
    return max(1, round(float(found[1]))), max(1, round(float(found[2])))
