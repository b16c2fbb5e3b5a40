"""A scan of what was signed on paper: judged by what it holds, never by its name."""

import base64
from typing import Final

from msgspec import Struct

MOST_BYTES: Final = 5_000_000
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
    """Return a file as a scan. Raises ScanError."""
    if not content:
        raise ScanError("Choose a file.")
    if len(content) > MOST_BYTES:
        raise ScanError("The file is larger than 5 MB. Scan it in black and white, or smaller.")
    for kind, (beginning, _) in KINDS.items():
        if content.startswith(beginning) and _ends_well(kind, content):
            return Scan(kind, content)
    raise ScanError("This is no PDF, PNG or JPEG, whatever its name says. Scan it as one of these.")


def _ends_well(kind: str, content: bytes) -> bool:
    end = content[-1024:]
    match kind:
        case "pdf":
            return b"%%EOF" in end
        case "png":
            return b"IEND" in end
    return b"\xff\xd9" in end
