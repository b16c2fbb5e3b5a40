"""The answers to OWASP ASVS 5.0, levels 1 and 2: read from docs/asvs, and made into docs/security.md.

Each requirement is named by its number and our own short words; what it says in full stands in the standard.
"""

from pathlib import Path
from typing import Final, Literal

import msgspec
import yaml
from msgspec import Struct

from app.settings import ROOT

FOLDER: Final = ROOT / "docs" / "asvs"
VERSION: Final = "5.0.0"
AT_LEVEL: Final = {1: 70, 2: 183}
"""How many requirements of each level the version has. Source: its file of requirements, as published."""

Word = Literal["yes", "no", "not applicable"]


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to one requirement. says: what is done, or why not; tests: path::name of each."""

    level: Literal[1, 2]
    asks: str
    answer: Word
    says: str = ""
    tests: tuple[str, ...] = ()


class Chapter(Struct, frozen=True, forbid_unknown_fields=True):
    """A chapter of the standard, with an answer by the number of each requirement."""

    chapter: str
    title: str
    answers: dict[str, Answer]


def read_chapters(folder: Path = FOLDER) -> tuple[Chapter, ...]:
    """Return all chapters in their order. Raises msgspec.ValidationError for a file of another shape."""
    return tuple(
        msgspec.convert(yaml.safe_load(file.read_text(encoding="utf-8")), Chapter)
        for file in sorted(folder.glob("v*.yaml"))
    )


def security_page() -> str:
    """Return docs/security.md."""
    chapters = read_chapters()
    answers = [each for chapter in chapters for each in chapter.answers.values()]
    lines = [
        "# Safety: OWASP ASVS, answered",
        "",
        "<!-- Made from docs/asvs: firstshift docs -->",
        "",
        f"The [OWASP Application Security Verification Standard](https://owasp.org/www-project-application-security-verification-standard/),"
        f" version {VERSION} of May 2025, asks {AT_LEVEL[1]} requirements at level 1 and {AT_LEVEL[2]} more at"
        " level 2, which it recommends for most applications. Each is answered here by its number, in our own"
        " words, with the tests that show it or the reason. A requirement that is met in part only is a “no”."
        " These are the makers’ own answers: **nobody else has verified them, and no penetration test has been"
        " made.**",
        "",
        "What was decided, and the figures behind it, stands in [security-decisions.md](security-decisions.md);"
        " what could go wrong in [threat-model.md](threat-model.md). Whoever finds a hole tells the contact that"
        " the server names at `/.well-known/security.txt` (`FIRSTSHIFT_SECURITY_CONTACT`).",
        "",
        "| | yes | no | not applicable | all |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for level in (1, 2):
        lines.append(_counts(f"level {level}", [a for a in answers if a.level == level]))
    lines += [_counts("both", answers), "", "## What is answered “no”", ""]
    lines += [
        f"- **{number}** (level {each.level}) {each.asks}. {each.says}"
        for chapter in chapters
        for number, each in chapter.answers.items()
        if each.answer == "no"
    ]
    for chapter in chapters:
        lines += [
            "",
            f"## {chapter.chapter} {chapter.title}",
            "",
            "| number | level | asks | answer | how, or why not | tests |",
            "| --- | --- | --- | --- | --- | --- |",
            *(_row(number, each) for number, each in chapter.answers.items()),
        ]
    return "\n".join(lines) + "\n"


def _counts(name: str, answers: list[Answer]) -> str:
    words: tuple[Word, ...] = ("yes", "no", "not applicable")
    numbers = [sum(each.answer == word for each in answers) for word in words]
    return f"| {name} | {' | '.join(map(str, numbers))} | {len(answers)} |"


def _row(number: str, each: Answer) -> str:
    tests = "<br>".join(f"`{test}`" for test in each.tests)
    answer = f"**{each.answer}**" if each.answer == "no" else each.answer
    return f"| {number} | {each.level} | {each.asks} | {answer} | {each.says} | {tests} |"
