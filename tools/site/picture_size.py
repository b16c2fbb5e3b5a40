"""How large a picture is shown: as many pixels of a page as it was made of."""

import struct
from pathlib import Path

DENSITY = 2
"""Pixels of a picture to one of the page, so that letters stay sharp."""


def size_of(file: Path) -> tuple[int, int]:
    """Return width and height of a PNG in pixels of a page. Source: PNG, 3rd Edition, section 11.2.1."""
    with file.open("rb") as png:
        width, height = struct.unpack(">II", png.read(24)[16:])
    return width // DENSITY, height // DENSITY
