"""PDFs that a screen reader can read: a Typst template of ``app/papers`` and the data that go into it.

A template gets its data as JSON and never as source, so that no text of a person's is taken for
markup. Each PDF is tagged, has its title and language, and says so as PDF/UA-1 (ISO 14289-1) and
PDF/A-2a (ISO 19005-2). A character that no font here has costs it that claim, never the paper.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any, Final, Literal

import typst

from app.errors import AppError

PAPERS: Final = Path(__file__).parent / "papers"
FONTS: Final = Path(__file__).resolve().parent.parent / "build" / "fonts"
_Standard = Literal["ua-1", "a-2a"]
_STANDARDS: Final[tuple[_Standard, ...]] = ("ua-1", "a-2a")
_NO_LETTER: Final = "could not be displayed"


class PaperError(AppError):
    """Raised where a PDF cannot be made."""


def make_pdf(paper: str, data: dict[str, Any], made: dt.datetime | None = None) -> bytes:
    """Return a PDF. paper: the template's name without ending; data: what JSON can hold.

    made: written into the file; without it the same data give the same bytes. Raises PaperError.
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
