"""A photograph of a filled page, drawn anew: upright, readable, and without where and when it was taken.

Source: Exif 2.32, 4.6.6 (position), which phones write into each photograph.
"""

import io
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST_PX: Final = 3_000
"""A page of A4 at about 250 dots an inch: small print stays readable."""
MOST_PIXELS: Final = 80_000_000
QUALITY: Final = 82


class PhotoError(Exception):
    """Raised where a file is no photograph that can be kept; holds a sentence for its sender."""


def redrawn(content: bytes) -> bytes:
    """Return a PNG or JPEG as a JPEG that holds the picture and nothing else. Raises PhotoError."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                raise PhotoError(_TOO_MANY)
            opened.draft("RGB", (LONGEST_PX, LONGEST_PX))
            drawn = _on_white(ImageOps.exif_transpose(opened))
        drawn.thumbnail((LONGEST_PX, LONGEST_PX), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        drawn.save(out, "JPEG", quality=QUALITY)
    except PhotoError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotoError(_TOO_MANY) from None
    except UnidentifiedImageError:
        raise PhotoError("This is no PNG or JPEG. Take the photo again, or send a PDF.") from None
    except Exception:  # a decoder may stumble over a hostile file in any way at all
        raise PhotoError("The photo is damaged. Take it again.") from None
    return out.getvalue()


_TOO_MANY: Final = (
    f"The photo has more than {MOST_PIXELS // 1_000_000} million pixels. Take it smaller."
)


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    whole = picture.convert("RGBA")
    page = Image.new("RGB", whole.size, "white")
    page.paste(whole, mask=whole.getchannel("A"))
    return page
