"""Read questions in GIFT, Moodle's format for a plain text file.

A question is what stands between empty lines: ``::name::[format]text{answers####general}``. Its type
shows in its answers alone. Source: docs.moodle.org, "GIFT format", and what Moodle does where the
page is silent; the form of an ordering question (``{>3 ALL … lines}``) is that of its own type.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from course.exchange.gift_text import back, held
from course.exchange.neutral import FULL, NONE, Answer, Item, Kind, number_of
from course.exchange.texts import Texts, tell_of_categories
from course.files.report import Report

_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
_ORDER_OPENS = re.compile(r"(?<!\\)(?:\\\\)*\{\s*>")
_ORDER = re.compile(r">[ \t]*[0-9]+[ \t]*([A-Za-z0-9_ \t]*)(?:\n|$)")
_ORDER_WORDS = re.compile(
    r"(ALL|EXACT|RANDOM|REL|CONTIG(UOUS)?|H(ORI(ZONTAL)?)?|V(ERT(ICAL)?)?|[01]|ALL_OR_NOTHING|ABS\w*"
    r"|RELATIVE\w*|LONGEST\w*|SHOW|HIDE|TRUE|FALSE|YES|NO|none|abc|ABCD|123|iii|IIII?)",
)
_TRUE, _FALSE = {"T", "TRUE"}, {"F", "FALSE"}
_GAP = " _____ "
_CATEGORY = "$CATEGORY:"


class _Block(Struct, frozen=True):
    """The lines of a question, without comments. line: of the first."""

    text: str
    line: int


def read(text: str, report: Report) -> list[Item]:
    """Return the questions of a file; what is wrong with it, or is left out, goes to the report."""
    blocks = list(_blocks(text))
    categories = [block for block in blocks if block.text.startswith(_CATEGORY)]
    tell_of_categories([block.line for block in categories], report)
    items = []
    for block in blocks:
        if block.text.startswith(_CATEGORY):
            continue
        item = _Question(block, report).item()
        if item is not None:
            items.append(item)
    return items


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    first = 1
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip().startswith("//"):
            line = " " if lines else ""
            if not lines:
                continue
        elif not line.strip():
            if any(each.strip() for each in lines):
                yield _Block("\n".join(lines).strip(), first)
            lines = []
            continue
        if line.strip().startswith(_CATEGORY) and not any(each.strip() for each in lines):
            yield _Block(line.strip(), number)
            continue
        if not lines:
            first = number
        lines.append(line)


class _Question:
    """Read one question."""

    def __init__(self, block: _Block, report: Report) -> None:
        self._report = report
        self._line = block.line
        self._raw = block.text
        self._texts = Texts("moodle")

    def item(self) -> Item | None:
        """Return the question, or None where it is told why there is none."""
        name, text = self._name(held(self._raw))
        parts = self._parts(text)
        if parts is None:
            return None
        before, answers, after = parts
        format_, stem = _format(_with_gap(before, after) if after else before)
        self._texts.default_format = format_ or "moodle"
        shown = self._texts.line(back(stem))
        self._title = name or shown[:60]
        answers, general = self._general(answers)
        paragraphs = self._paragraphs(general)
        item = self._build(answers.strip())
        if item is None or not self._texts.fit(self._title, self._line, self._report):
            return None
        return replace(
            item,
            name=self._title,
            stem=shown,
            general=paragraphs,
            line=self._line,
        )

    def _name(self, text: str) -> tuple[str, str]:
        if not text.startswith("::"):
            return "", text
        name, found, rest = text[2:].partition("::")
        return (" ".join(back(name).split()), rest.strip()) if found else ("", text[2:])

    def _parts(self, text: str) -> tuple[str, str, str] | None:
        """Return what stands before the answers, the answers, and what stands after them."""
        opens, closes = text.find("{"), text.find("}")
        if opens < 0 and closes < 0:
            what = "a text without answers is left out: a description asks nothing"
            self._report.advise(self._line, what, "write '{…}' with its answers after a question")
            return None
        ordering = text[opens + 1 :].lstrip().startswith(">") if opens >= 0 else False
        closes = text.rfind("}") if ordering else closes
        after = text[closes + 1 :]
        if not 0 <= opens < closes:
            what = "the '{' or '}' of this question has no partner"
            mend = "close the answers, leave no empty line in them, and write '\\{' for the sign"
            self._report.add(self._line, what, mend)
            return None
        if not ordering and ("{" in text[opens + 1 : closes] or "{" in after or "}" in after):
            what = "the question has more than one '{' or '}'"
            mend = "leave an empty line between questions, and write '\\{' or '\\}' for the sign"
            self._report.add(self._line, what, mend)
            return None
        return text[:opens], text[opens + 1 : closes], after.strip()

    def _general(self, answers: str) -> tuple[str, str]:
        """Return the answers, and the general feedback after them."""
        before, found, general = answers.rpartition("####")
        whole = answers.lstrip().startswith(">") or not found
        return (answers, "") if whole else (before, general)

    def _build(self, answers: str) -> Item | None:
        if answers.startswith(">"):
            return self._order()
        if not answers:
            return _made("essay", ())
        if answers.startswith("#"):
            return self._number(answers[1:])
        if "~" in answers:
            return self._choice(answers)
        if "=" in answers and "->" in answers:
            return self._match(answers)
        word = answers.partition("#")[0].strip()
        if word in _TRUE | _FALSE:
            return self._true_false(answers, word in _TRUE)
        return self._words(answers)

    def _order(self) -> Item:
        # The type reads its lines by itself: nothing is escaped in them.
        opens = _ORDER_OPENS.search(self._raw)
        inside = self._raw[opens.end() - 1 if opens else 0 : self._raw.rindex("}")].strip()
        header = _ORDER.match(inside)
        lines = inside.removeprefix(">").lstrip("0123456789 \t").split("\n")
        if header and all(_ORDER_WORDS.fullmatch(word) for word in header[1].split()):
            lines = inside[header.end() :].split("\n")
        steps = tuple(Answer(self._texts.line(line, "moodle")) for line in lines if line.strip())
        return _made("order", steps)

    def _choice(self, answers: str) -> Item:
        kind: Kind = "choice" if "=" in answers else "choices"
        pieces = [each.strip() for each in answers.replace("=", "~=").split("~")]
        found = tuple(self._option(each) for each in pieces if each)
        return _made(kind, found)

    def _option(self, piece: str) -> Answer:
        credit = NONE
        if piece.startswith("="):
            credit, piece = FULL, piece[1:]
        else:
            credit, piece = _weight(piece, NONE)
        text, feedback = self._with_feedback(piece)
        return Answer(self._line_of(text), credit, feedback)

    def _match(self, answers: str) -> Item | None:
        pairs = []
        for piece in _pieces(answers):
            text, arrow, target = piece.partition("->")
            if not arrow:
                what = f"'{back(piece)[:40]}' has no '->' to its partner"
                self._report.add(self._line, what, "write '=left -> right', and '\\=' for the sign")
                return None
            target = self._texts.line(back(target), "plain")
            pairs.append(Answer(self._line_of(text), target=target))
        return _made("match", pairs)

    def _true_false(self, answers: str, answer: bool) -> Item:
        _, wrong, right = [*answers.split("#", 2), "", ""][:3]
        told = {answer: self._line_of(right), not answer: self._line_of(wrong)}
        given = tuple(
            Answer(word, FULL if is_true == answer else NONE, told[is_true])
            for word, is_true in (("true", True), ("false", False))
        )
        return _made("true-false", given)

    def _words(self, answers: str) -> Item:
        found = []
        for piece in _pieces(answers):
            credit, rest = _weight(piece, FULL)
            text, feedback = self._with_feedback(rest)
            plain = _format(text.strip())[1]
            found.append(Answer(" ".join(back(plain).split()), credit, feedback))
        return _made("words", found)

    def _number(self, answers: str) -> Item:
        answers, _, wrong = answers.partition("~")
        found = []
        for piece in _pieces(answers):
            credit, rest = _weight(piece, FULL)
            text, feedback = self._with_feedback(rest)
            number, tolerance = _range(back(text))
            found.append(Answer(number, credit, feedback, tolerance=tolerance))
        return replace(_made("number", found), wrong=self._with_feedback(wrong)[1])

    def _with_feedback(self, piece: str) -> tuple[str, str]:
        text, _, feedback = piece.partition("#")
        return text, self._line_of(feedback)

    def _line_of(self, text: str) -> str:
        return " ".join(self._paragraphs(text))

    def _paragraphs(self, text: str) -> tuple[str, ...]:
        format_, rest = _format(text.strip())
        return self._texts.paragraphs(back(rest), format_)


def _with_gap(before: str, after: str) -> str:
    """Return a question's text with a line where its answers stood."""
    gap = _GAP.rstrip() if after[0] in ".,;:!?" else _GAP
    return f"{before.rstrip()}{gap}{after}"


def _made(kind: Kind, answers: Iterable[Answer]) -> Item:
    """Return a question of which the answers alone are known."""
    return Item(kind=kind, name="", stem="", answers=tuple(answers))


def _pieces(answers: str) -> list[str]:
    return [each.strip() for each in answers.split("=") if each.strip()]


def _format(text: str) -> tuple[str, str]:
    """Return the format that a text names, empty if none, and the text."""
    found = _FORMAT.match(text.lstrip())
    return (found[1], text.lstrip()[found.end() :]) if found else ("", text)


def _weight(piece: str, otherwise: Decimal) -> tuple[Decimal, str]:
    found = _WEIGHT.match(piece)
    return (Decimal(found[1]), piece[found.end() :]) if found else (otherwise, piece)


def _range(text: str) -> tuple[str, str]:
    """Return a number and its tolerance, from ``3``, ``3:0.5`` or ``2.5..3.5``."""
    low, dots, high = text.partition("..")
    if dots:
        least, most = number_of(low), number_of(high)
        if least is None or most is None:
            return text, "0"
        return f"{(least + most) / 2:f}", f"{abs(most - least) / 2:f}"
    number, _, tolerance = text.partition(":")
    return number.strip(), tolerance.strip() or "0"
