"""Judging a PDF: what only shows pages is taken, what can act or hides something is refused in a sentence."""

import zlib

import pytest

from app.pdf import make_pdf
from app.welcome.pdf_judging import (
    HIDDEN,
    LOCKED,
    MOST_STREAMS,
    MOST_UNPACKED,
    has_pages,
    looks_whole,
    mistake_in,
)

SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
PAGE = b"1 0 << /Type /Page >>"


def pdf(body: bytes) -> bytes:
    return b"%PDF-1.7\n" + body + b"\n%%EOF\n"


def packed(objects: bytes, told: bytes = b"/Filter /FlateDecode") -> bytes:
    """Return packed objects, as most programs write them."""
    content = zlib.compress(objects)
    head = b"5 0 obj\n<< /Type /ObjStm /N 1 /First 4 " + told + b" >>\nstream\n"
    return head + content + b"\nendstream\nendobj"


def test_what_this_server_makes_is_fine() -> None:
    made = make_pdf("letters", {"text": "A page"})
    assert looks_whole(made)
    assert mistake_in(made) == ""
    assert has_pages(made)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (SCRIPT, "a script"),
        (b"<< /S /J#61#76aScript >>", "a script"),
        (packed(SCRIPT), "a script"),
        (packed(b"1 0 << /S /Launch#20 /S /Launch >>"), "another program"),
        (b"/Launch", "another program"),
        (b"/SubmitForm/F", "sends what was typed"),
        (b"<</Names<</EmbeddedFiles 3 0 R>>>>", "other files"),
        (b"/XFA[", "scripts"),
    ],
)
def test_what_acts_is_refused(body: bytes, word: str) -> None:
    assert word in mistake_in(pdf(body))


def test_a_lock_is_refused_and_a_word_like_it_is_not() -> None:
    assert mistake_in(pdf(b"trailer << /Encrypt 4 0 R >>")) == LOCKED
    assert mistake_in(pdf(b"<< /Encrypted 4 /JavaScripts 2 /Pages 3 0 R >>")) == ""


def test_pages_are_found_in_packed_objects_too() -> None:
    assert has_pages(pdf(packed(PAGE)))
    assert not has_pages(pdf(packed(b"1 0 << /Type /Pages >>")))


@pytest.mark.parametrize(
    "body",
    [
        packed(PAGE, b"/Filter [/ASCIIHexDecode /FlateDecode]"),
        packed(PAGE, b"/Filter /LZWDecode"),
        packed(PAGE, b"/Filter /FlateDecode /DecodeParms << /Predictor 12 >>"),
        packed(PAGE, b"/Filter /FlateDecode /X (\n6 0 obj <<)"),
        packed(PAGE, b" " * 9_000 + b"/Filter /FlateDecode"),
        packed(PAGE).replace(b"\nendstream", b""),
        packed(b"a" * (MOST_UNPACKED + 1)),
        b"5 0 obj\n<< >>\n" + b"stream\n" * (MOST_STREAMS + 1),
    ],
    ids=["two-filters", "lzw", "predictor", "forged-head", "padded", "no-end", "bomb", "streams"],
)
def test_what_cannot_be_checked_is_refused(body: bytes) -> None:
    assert mistake_in(pdf(body)) == HIDDEN


def test_other_streams_are_left_alone() -> None:
    content = zlib.compress(b"BT (what /JavaScript is) Tj ET")
    body = b"4 0 obj\n<< /Filter [/A85 /LZWDecode] >>\nstream\n" + content + b"\nendstream"
    assert mistake_in(pdf(body)) == ""
