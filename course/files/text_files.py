"""Read a text file of an author: UTF-8, of a sane size, inside its folder."""

import re
from pathlib import Path
from typing import Final

from course.files.report import Report

MAX_BYTES: Final = 1_000_000
"""No text file of a course comes near this; what does is another kind of file."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Not printable in YAML, or a line break to YAML alone, which would make line numbers wrong.
REFUSED: Final = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_text(path: Path, root: Path, report: Report) -> str | None:
    """Return a file's text with ``\\n`` as line end, or None where it is no text of this course.

    root: the folder of the modules; a link that leads out of it is refused.
    """
    if not path.resolve().is_relative_to(root.resolve()):
        report.add(1, "this is a link that leads out of the course", "put the file itself here")
        return None
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        report.add(1, f"the file cannot be read ({error.strerror})", "make it a readable file")
        return None
    if data is None:
        report.add(
            1, f"the file is larger than {MAX_BYTES} bytes", "split it, or take pictures out"
        )
        return None
    return _decode(data, report)


def _decode(data: bytes, report: Report) -> str | None:
    if data.startswith(_BYTE_ORDER_MARK):
        report.add(1, "the file begins with a byte order mark", "save it as 'UTF-8 without BOM'")
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(line, "the file is not in UTF-8", "save it with the encoding UTF-8")
        return None
    text = text.replace("\r\n", "\n")
    refused = REFUSED.search(text)
    if refused:
        line = text.count("\n", 0, refused.start()) + 1
        what = f"the character U+{ord(refused[0]):04X} does not belong in a text"
        report.add(line, what, "delete it, or type the line again")
        return None
    return text
