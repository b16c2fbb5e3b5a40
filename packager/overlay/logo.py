"""A trust's logo: judged by its content, whatever its name says, and drawn or written anew.

What is kept is never the file that came: a picture of pixels is decoded and encoded again, a drawing
is read and written out again from a list of what a logo needs. Show it by ``<img>``, never inline.
"""

from typing import Final

from course.files.kinds import shorten
from course.visible import one_line
from packager.errors import BadOptions
from packager.overlay.model import Logo
from packager.overlay.pixels import redrawn
from packager.overlay.refused import LogoRefused
from packager.overlay.svg import rewritten

MAX_LOGO_BYTES: Final = 800_000
MAX_KEPT_BYTES: Final = 200_000
"""The most that a logo may have once it is drawn anew: every package carries it."""

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def read_logo(content: bytes, name: str) -> Logo:
    """Return a logo that is safe to show; the same bytes for the same content.

    content: a PNG, JPEG, WebP, GIF or SVG; name: of the file, for the sentence. Raises BadOptions
    with one sentence where it is none of these, too large, or holds what a logo must not.
    """
    try:
        logo = _read(content)
        if len(logo.content) > MAX_KEPT_BYTES:
            raise LogoRefused(
                f"takes {_kilobytes(logo.content)} once it is drawn anew; use a simpler picture of"
                f" at most {_kilobytes(MAX_KEPT_BYTES)}"
            )
    except LogoRefused as refused:
        called = shorten(one_line(name)) or "The file"
        raise BadOptions(f"{called} cannot be the logo: it {refused}.") from None
    return logo


def _read(content: bytes) -> Logo:
    if not content:
        raise LogoRefused("is empty; choose another file")
    if len(content) > MAX_LOGO_BYTES:
        raise LogoRefused(
            f"has {_kilobytes(content)}; use a picture of at most {_kilobytes(MAX_LOGO_BYTES)}"
        )
    if content.removeprefix(_BYTE_ORDER_MARK).lstrip().startswith(b"<"):
        return Logo(".svg", rewritten(content))
    return Logo(".png", redrawn(content))


def _kilobytes(size: bytes | int) -> str:
    count = size if isinstance(size, int) else len(size)
    return f"{-(-count // 1000)} kB"
