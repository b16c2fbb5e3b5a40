"""The course of the comparison: 20 pages with 40 multiple-choice questions, written to a folder.

Two other makers of SCORM packages were timed here on the same work: see ``OTHERS``.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

SLUG: Final = "comparison"
PAGES: Final = 20

OTHERS: Final[Mapping[str, tuple[float, float]]] = {
    "LiaScript": (6.1, 7.4),
    "Adapt": (8.4, 2.54),
}
"""Seconds of the whole process, and megabytes of the zip."""

_SENTENCE: Final = (
    "A handover names the patient, the problem and the person who owns the next step. "
    "Say what you expect to happen, and what to do if it does not. "
)
_MODULE: Final = """\
title: Comparison
summary: Twenty pages with two questions each.
version: 1.0.0
language: en-GB
pass_mark: 80
objectives:
  - {id: o1, text: Compare, gmp: [1], gpc: [1]}
assessment:
  draw: 10
"""
_PAGE: Final = """\
---
title: Page {page}
summary: The page with the number {page}.
objectives: [o1]
sources: [guide]
checked: 2026-11-25
---
{text}

## Something to do

{text}

[[question: practice-{page}]]
"""
_QUESTION: Final = """\
- id: {purpose}-{page}
  purpose: {purpose}
  type: single
  objective: o1
  stem: "Which of these belongs to page {page}?"
  options:
{options}
  explanation: "The second one names its page, and the others do not."
"""
_OPTION: Final = """\
    - id: {key}
      text: "Answer {key} of page {page}"{correct}
      feedback: "Why {key} fits page {page}, or does not."
"""


def write_course(root: Path) -> Path:
    """Write the course below a folder that does not exist yet, and return it."""
    folder = root / SLUG
    (folder / "questions").mkdir(parents=True)
    pages = range(1, PAGES + 1)
    ids = [f"{purpose}-{page}" for page in pages for purpose in ("practice", "assessment")]
    topics = ", ".join(f"page-{page}" for page in pages)
    _write(root / "local_answers.yaml", "{}\n")
    _write(
        root / "sources.yaml",
        "guide: {title: A guide, publisher: A publisher, address: 'https://guide.example/',"
        " checked: 2026-11-25}\n",
    )
    _write(folder / "module.yaml", _MODULE)
    _write(folder / "index.yaml", f"topics: [{topics}]\nquestions: [{', '.join(ids)}]\n")
    for page in pages:
        _write(folder / f"{page:02}-page-{page}.md", _PAGE.format(page=page, text=_SENTENCE * 4))
        questions = [_question(purpose, page) for purpose in ("practice", "assessment")]
        _write(folder / "questions" / f"page-{page}.yaml", "".join(questions))
    return root


def _question(purpose: str, page: int) -> str:
    options = "".join(
        _OPTION.format(key=key, page=page, correct="\n      correct: yes" if key == "b" else "")
        for key in "abcd"
    )
    return _QUESTION.format(purpose=purpose, page=page, options=options.rstrip())


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
