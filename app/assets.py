"""Style sheets and scripts that the set-up has built, under addresses that change with them."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from flask import url_for

from course.assets import FOLDER

SECONDS: Final = 31_536_000


def asset_url(name: str) -> str:
    """Return the address of a built file.

    It holds a mark of the content, so that it may be kept long.
    """
    file = FOLDER / name
    if not file.is_file():  # not built yet: the page is readable without
        return url_for("static", filename=name)
    return url_for("static", filename=name, v=_mark(file, file.stat().st_mtime_ns))


@cache
def _mark(file: Path, _changed: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
