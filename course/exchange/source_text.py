"""The text of a file that somebody brings: UTF-8, of a sane size."""

import codecs
from pathlib import Path
from typing import Final

from course.files.report import Report

MAX_BYTES: Final = 10_000_000
"""Moodle puts pictures into its files; beyond this the XML parser stops too."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_source(path: Path, report: Report) -> str | None:
    """Return a file's text, or None where it cannot be read as one."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        report.add(1, f"the file cannot be read ({error.strerror})", "name a readable file")
        return None
    return decode(data, report)


def decode(data: bytes, report: Report) -> str | None:
    """Return the text of a file with ``\\n`` as line end, or None with what is wrong."""
    if len(data) > MAX_BYTES:
        mend = "export fewer questions at a time, or take the pictures out"
        report.add(1, f"the file is larger than {MAX_BYTES} bytes", mend)
        return None
    mend = "save it with the encoding UTF-8, or export it again"
    if data.startswith(_UTF16) or b"\0" in data:
        report.add(1, "the file is in UTF-16, or no text at all", mend)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(line, "the file is not in UTF-8", mend)
        return None
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
