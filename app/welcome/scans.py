"""A scan or photograph of a filled or signed paper: judged by what it holds, never by its name."""

import base64
from typing import Final

from msgspec import Struct

from app.welcome import pdf_judging
from app.welcome.photos import PhotoError, redrawn

MOST_BYTES: Final = 10_000_000
MOST_MB: Final = MOST_BYTES // 1_000_000
KINDS: Final = {
    "pdf": (b"%PDF-", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
}
"""How each kind begins, and its media type. Sources: ISO 32000-1, 7.5.2; W3C PNG, 5.2; ITU-T T.81, B.1.1."""


class ScanError(Exception):
    """Raised where a file is no scan that can be kept; holds a sentence for its sender."""


class Scan(Struct, frozen=True):
    """A scan. kind: a key of KINDS."""

    kind: str
    content: bytes

    @property
    def text(self) -> str:
        """The content as text, to be sealed."""
        return base64.b64encode(self.content).decode()


def scan_of(content: bytes) -> Scan:
    """Return a file as a scan; a picture drawn anew, without where it was taken. Raises ScanError."""
    if not content:
        raise ScanError("Choose a file.")
    if len(content) > MOST_BYTES:
        raise ScanError(
            f"The file is larger than {MOST_MB} MB. Scan it in black and white, or smaller."
        )
    for kind, (beginning, _) in KINDS.items():
        if content.startswith(beginning) and _ends_well(kind, content):
            return _checked_pdf(content) if kind == "pdf" else _photo(content)
    raise ScanError("This is no PDF, PNG or JPEG, whatever its name says. Scan it as one of these.")


def _checked_pdf(content: bytes) -> Scan:
    mistake = pdf_judging.mistake_in(content)
    if mistake:
        raise ScanError(mistake)
    return Scan("pdf", content)


def _photo(content: bytes) -> Scan:
    try:
        return Scan("jpg", redrawn(content))
    except PhotoError as error:
        raise ScanError(str(error)) from None


def _ends_well(kind: str, content: bytes) -> bool:
    end = content[-1024:]
    match kind:
        case "pdf":
            return b"%%EOF" in end
        case "png":
            return b"IEND" in end
    return b"\xff\xd9" in end
