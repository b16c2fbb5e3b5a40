"""A picture of pixels, decoded within limits and encoded anew as a PNG that holds nothing else.

Pillow decodes and scales; the PNG's data are then compressed by libdeflate, since the library that
Pillow was built with may give other bytes on another machine.

Source: PNG (Third Edition), sections 5 (chunks) and 11.2 (critical chunks).
"""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Final

import deflate
from PIL import Image, ImageOps, UnidentifiedImageError

from packager.overlay.refused import LogoRefused

WIDEST_PX: Final = 480
HIGHEST_PX: Final = 160
MOST_PIXELS: Final = 4_000_000

_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_LEVEL: Final = 12


def redrawn(content: bytes) -> bytes:
    """Return a PNG of at most 480 × 160 px of a picture's first frame, without metadata.

    Raises LogoRefused where it is no picture, a damaged one, or one of too many pixels.
    """
    try:
        return _without_the_rest(_png(_scaled(content)))
    except LogoRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise LogoRefused(_too_many("")) from None
    except UnidentifiedImageError:
        raise LogoRefused(
            "is no PNG, JPEG, WebP, GIF or SVG; save the picture as one of these"
        ) from None
    except Exception:  # a decoder may stumble over a hostile file in any way at all
        raise LogoRefused("is damaged; save the picture again") from None


def _scaled(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
        width, height = opened.size
        if width * height > MOST_PIXELS:
            raise LogoRefused(_too_many(f"{width} × {height}"))
        opened.seek(0)
        # A JPEG is decoded at no more than the size that is needed.
        opened.draft(None, (2 * WIDEST_PX, 2 * WIDEST_PX))
        drawn = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
        turned = ImageOps.exif_transpose(drawn)
    turned.thumbnail((WIDEST_PX, HIGHEST_PX), Image.Resampling.LANCZOS)
    return turned


def _too_many(size: str) -> str:
    has = f"has {size} pixels" if size else "has far too many pixels"
    return f"{has}; use a picture of at most {MOST_PIXELS // 1_000_000} million"


def _png(drawn: Image.Image) -> bytes:
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def _without_the_rest(png: bytes) -> bytes:
    """Return a PNG with its header and its data only, the data compressed by libdeflate."""
    chunks = list(_chunks(png))
    header = next(data for kind, data in chunks if kind == b"IHDR")
    data = b"".join(data for kind, data in chunks if kind == b"IDAT")
    packed = deflate.zlib_compress(zlib.decompress(data), _LEVEL)
    return b"".join(
        (_SIGNATURE, _chunk(b"IHDR", header), _chunk(b"IDAT", bytes(packed)), _chunk(b"IEND", b""))
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
