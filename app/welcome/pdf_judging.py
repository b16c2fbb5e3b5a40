"""Whether a PDF only shows pages: looked for by what it holds, never by its name, and without opening it.

What can act, or hides other files, has a name in the file by which a reader of PDFs knows it. Such names
are looked for in all of the file's bytes, and in its packed objects, in whichever way they are spelled.
A file is refused and never mended: whoever sends it should see the same file again.

Source: ISO 32000-1, 7.3.5 (names), 7.5.7 (object streams), 7.6 (encryption), 12.6 (actions).
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

MOST_UNPACKED: Final = 32_000_000
"""Of the packed objects of one file: a form has a few hundred kilobytes of them."""

LOCKED: Final = "The PDF is locked with a password. Save it without one, or print it to a new PDF, and send that."
ACTS: Final = (
    "The PDF holds {what}, which nobody should have to open. Print it to a new PDF, and send that."
)
HIDDEN: Final = "Parts of the PDF cannot be checked. Print it to a new PDF, and send that."

ACTING: Final = {
    "JavaScript": "a script",
    "XFA": "a form with scripts",
    "Launch": "a call of another program",
    "SubmitForm": "a button that sends what was typed to somebody",
    "ImportData": "a call of another file",
    "GoToR": "a link into another file",
    "GoToE": "a link into another file",
    "EmbeddedFile": "other files",
    "EmbeddedFiles": "other files",
    "RichMedia": "a film or a sound",
    "Rendition": "a film or a sound",
    "Movie": "a film or a sound",
    "Sound": "a film or a sound",
}
MOST_STREAMS: Final = 20_000
"""Of one file: a long form has hundreds. Without a bound, a hostile file could keep the server busy."""

_END: Final = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z)"
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_HEAD: Final = re.compile(rb"(?:\A|[\r\n]) *\d+ +\d+ +obj\b")
_PAGE: Final = re.compile(rb"/Type\s*/Page" + _END)
_BEFORE: Final = 8_192
"""How far before its data the dictionary of packed objects begins at most."""


def _named(*names: str) -> re.Pattern[bytes]:
    """Return what finds one of these names, with any of its letters written as a number."""
    spelled = (
        b"".join(b"(?:%s|#%s)" % (re.escape(c.encode()), _either(b"%02x" % ord(c))) for c in name)
        for name in names
    )
    return re.compile(b"/(%s)" % b"|".join(spelled) + _END)


def _either(digits: bytes) -> bytes:
    return b"".join(b"[%s%s]" % (bytes([d]).lower(), bytes([d]).upper()) for d in digits)


_LOCK: Final = _named("Encrypt")
_ACTS: Final = _named(*ACTING)
_PACKS: Final = _named("ObjStm", "First")
_FILTER: Final = _named("Filter")
_FLATE_ALONE: Final = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?\s*(?=/|>>)")
_PREDICTED: Final = _named("DecodeParms", "DP")
_NUMBER: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


class HiddenPartsError(Exception):
    """Raised where packed objects cannot be unpacked here."""


def looks_whole(content: bytes) -> bool:
    """Say whether a file begins and ends as a PDF does."""
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def mistake_in(content: bytes) -> str:
    """Return why a PDF is not taken, as a sentence for its sender; empty where it is fine."""
    if _LOCK.search(content):
        return LOCKED
    try:
        for part in (content, *_unpacked(content)):
            found = _ACTS.search(part)
            if found:
                return ACTS.format(what=ACTING[_plain(found[1])])
    except HiddenPartsError:
        return HIDDEN
    return ""


def has_pages(content: bytes) -> bool:
    """Say whether there is a page in a PDF that was found fine."""
    return any(_PAGE.search(part) for part in (content, *_unpacked(content)))


def _plain(name: bytes) -> str:
    return _NUMBER.sub(lambda found: bytes([int(found[1], 16)]), name).decode()


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Give what the packed objects hold, one after another. Raises HiddenPartsError."""
    left = MOST_UNPACKED
    for number, stream in enumerate(_STREAM.finditer(content)):
        if number == MOST_STREAMS:
            raise HiddenPartsError
        told = _dictionary(content[max(0, stream.start() - _BEFORE) : stream.start()])
        if not _PACKS.search(told) or not _FILTER.search(told):
            continue  # without a filter it stands in the file as it is, and was looked through with it
        if not _FLATE_ALONE.search(told) or _PREDICTED.search(told):
            raise HiddenPartsError
        end = content.find(b"endstream", stream.end())
        if end < 0:
            raise HiddenPartsError
        part = _inflated(content[stream.end() : end], left)
        left -= len(part)
        yield part


def _dictionary(before: bytes) -> bytes:
    """Return what is told of a stream. before: what stands before it. Raises HiddenPartsError.

    A text or a comment in it may be made to look like the beginning of another object.
    """
    heads = list(_HEAD.finditer(before))
    if not heads:
        raise HiddenPartsError
    told = before[heads[-1].start() :]
    if b")" in told and _PACKS.search(before):
        raise HiddenPartsError
    return told


def _inflated(packed: bytes, most: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        part = unpacker.decompress(packed, most + 1)
    except zlib.error:
        raise HiddenPartsError from None
    if not unpacker.eof or len(part) > most:
        raise HiddenPartsError
    return part
