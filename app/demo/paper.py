"""A PDF of a few lines, written by hand.

``app/pdf.py`` is for the processes that serve: it keeps threads, which are not there any more in a process
that is forked after its first use, and the demonstration is made before the server forks.

Source: ISO 32000-1, 7.5 (file structure) and 9.4 (text objects).
"""

from collections.abc import Sequence
from typing import Final

_LINE_HEIGHT: Final = 30


def paper(title: str, lines: Sequence[str]) -> bytes:
    """Return a PDF of one page with a title and lines. Only letters of Latin-1 can stand in it."""
    text = [f"/F 16 Tf 60 780 Td ({_plain(title)}) Tj /F 11 Tf"]
    text += [f"0 -{_LINE_HEIGHT} Td ({_plain(line)}) Tj" for line in lines]
    content = ("BT " + "\n".join(text) + " ET").encode("latin-1", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    begins, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, begins)
    return bytes(out)


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
