"""PDFs that a screen reader can read: a Typst template of ``app/papers`` and the data that go into it.

A template gets its data as JSON and never as source, so that no text of a person's is taken for
markup. Each PDF is tagged, has its title and language, and says so as PDF/UA-1 (ISO 14289-1) and
PDF/A-2a (ISO 19005-2). A character that no font here has costs it that claim, never the paper.
"""

import datetime as dt
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import typst

from app.errors import AppError

PAPERS: Final = Path(__file__).parent / "papers"
FONTS: Final = Path(__file__).resolve().parent.parent / "build" / "fonts"
_Standard = Literal["ua-1", "a-2a"]
_STANDARDS: Final[tuple[_Standard, ...]] = ("ua-1", "a-2a")
_NO_LETTER: Final = "could not be displayed"
_WHICH: Final = re.compile(r"the text `\"(.+?)\"` could not")
_BEYOND: Final = "\u0530"


class PaperError(AppError):
    """Raised where a PDF cannot be made."""


def make_pdf(paper: str, data: dict[str, Any], made: dt.datetime | None = None) -> bytes:
    """Return a PDF. paper: the template's name without ending; data: what JSON can hold.

    made: written into the file; without it the same data give the same bytes. Raises PaperError.

    Never before the server has forked its workers (while the app is made, or at an import): Typst starts
    threads at its first paper, a fork does not take them along, and each later paper of a worker then waits
    for them for ever. What is to be made early is made in the worker, or in a process of its own.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        try:
            return _compiled(paper, inputs, made, _STANDARDS)
        except typst.TypstError as error:
            if _NO_LETTER not in str(error):
                raise
            return _compiled(paper, inputs, made, ())
    except typst.TypstError as error:
        raise PaperError(f"The paper “{paper}” cannot be made: {error}") from error


def unprintable(text: str) -> str:
    """Return the first letter of a text that no font here has; empty where all can be printed.

    Quick for letters that Latin, Greek and Cyrillic have, and else as long as a page takes to make.
    """
    if all(letter < _BEYOND for letter in text):
        return ""
    return _unprintable("".join(sorted(set(text))))


@lru_cache(maxsize=256)
def _unprintable(letters: str) -> str:
    # Each letter alone: a line of them all may join two of them to a sign that no name holds.
    inputs = {"data": json.dumps({"text": " ".join(letters)}, ensure_ascii=False)}
    try:
        _compiled("letters", inputs, None, _STANDARDS)
    except typst.TypstError as error:
        found = _WHICH.search(str(error))
        return found[1] if found and _NO_LETTER in str(error) else ""
    return ""


def _compiled(
    paper: str,
    inputs: dict[str, str],
    made: dt.datetime | None,
    standards: tuple[_Standard, ...],
) -> bytes:
    return typst.compile(
        PAPERS / f"{paper}.typ",
        root=PAPERS,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=list(standards),
        timestamp=made,
    )
