"""Read questions in Moodle's XML.

Source: docs.moodle.org, "Moodle XML format", and what Moodle's own import does where the page is silent
(its question types from "multichoice" to "ordering", which is part of Moodle since 4.4).
"""

import re
from collections.abc import Callable
from typing import Final

from lxml import etree

from course.exchange.neutral import NONE, Answer, Item, number_of
from course.exchange.texts import Texts, tell_of_categories
from course.files.report import Report

# Nothing is tried twice (the groups are atomic): a file of comments alone must not take for ever.
_PROLOG = re.compile(r"\s*+(?>(?:<\?.*?\?>|<!--.*?-->)\s*+)*+<!(?:DOCTYPE|ENTITY)", re.DOTALL)
_DECLARED = re.compile(r"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"'][^>]*?\?>")
_STOCK = {
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
}
"""What Moodle puts where nobody wrote anything."""


def read(text: str, report: Report) -> list[Item]:
    """Return the questions of a file; what is wrong with it, or is left out, goes to the report."""
    root = _root(text, report)
    if root is None:
        return []
    nodes = root.findall("question")
    categories = [node for node in nodes if node.get("type") == "category"]
    tell_of_categories([node.sourceline or 1 for node in categories], report)
    items = []
    for node in nodes:
        if node.get("type") == "category":
            continue
        item = _Question(node, report).item()
        if item is not None:
            items.append(item)
    return items


_DOCTYPE = (
    "the file declares a document type or entities, which can hide an attack",
    "take '<!DOCTYPE …>' out, or export the questions again",
)


def _root(text: str, report: Report) -> etree._Element | None:
    if _PROLOG.match(text):
        report.add(1, *_DOCTYPE)
        return None
    declared = _DECLARED.match(text)
    if declared and declared[1].lower().replace("-", "") not in ("utf8", "usascii"):
        what = f"the file says that its encoding is {declared[1]!r}"
        report.add(1, what, "save it as UTF-8, and say so in its first line")
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        # Moodle's own files begin with the declaration; a blank line before it is a common slip.
        root = etree.fromstring(text.lstrip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        words = re.sub(r", line \d+, column \d+.*", "", str(error)).strip()
        report.add(line, f"this is no well-formed XML ({words})", "export the questions again")
        return None
    if root.getroottree().docinfo.doctype:
        report.add(1, *_DOCTYPE)
        return None
    if root.tag != "quiz":
        what = f"the file begins with <{root.tag}>, not with <quiz>"
        report.add(root.sourceline or 1, what, "export from Moodle with the format 'Moodle XML'")
        return None
    return root


class _Question:
    """Read one element ``question``."""

    def __init__(self, node: etree._Element, report: Report) -> None:
        self._node = node
        self._report = report
        self._line = node.sourceline or 1
        stem = node.find("questiontext")
        self._texts = Texts(stem.get("format", "html") if stem is not None else "html")
        self._name = " ".join(self._raw("name").split())

    def item(self) -> Item | None:
        """Return the question, or None where it is told why it is left out."""
        kind = self._node.get("type", "")
        self._name = self._name or self._texts.line(self._raw("questiontext"))[:60] or kind
        build = _READERS.get(kind)
        if build is None:
            self._tell(f"'{self._name}' is left out: {_why_not(kind)}", "write it by hand")
            return None
        item = build(self)
        self._tell_of_settings(kind)
        if item is None or not self._texts.fit(self._name, self._line, self._report):
            return None
        return item

    def _tell(self, what: str, mend: str) -> None:
        self._report.advise(self._line, what, mend)

    def _tell_of_settings(self, kind: str) -> None:
        if self._node.find(".//file") is not None or self._node.find("image_base64") is not None:
            self._texts.has_file()
        partly = self._line_of("partiallycorrectfeedback")
        if partly not in ("", self._line_of("correctfeedback"), self._line_of("incorrectfeedback")):
            what = f"'{self._name}' loses its feedback on partly right answers"
            self._tell(what, "put what it says into the feedback of the answers")
        if self._node.find("hint") is not None and kind != "shortanswer":
            self._tell(f"'{self._name}' loses its hints", "put what they say into the feedback")
        grade = number_of(self._node.findtext("defaultgrade") or "1")
        if grade not in (0, 1):
            self._tell(f"'{self._name}' loses its weight", "all questions count alike here")

    def _raw_of(self, node: etree._Element | None) -> str:
        """Return what an element holds: its text, or the tags that somebody forgot to hide."""
        if node is None:
            return ""
        inner = "".join(etree.tostring(child, encoding="unicode") for child in node)
        return f"{node.text or ''}{inner}"

    def _raw(self, path: str, node: etree._Element | None = None) -> str:
        parent = (self._node if node is None else node).find(path) if path else node
        if parent is None:
            return ""
        text = parent.find("text")
        return self._raw_of(text)

    def _paragraphs(self, path: str, node: etree._Element | None = None) -> tuple[str, ...]:
        parent = (self._node if node is None else node).find(path) if path else node
        format_ = parent.get("format", "") if parent is not None else ""
        return self._texts.paragraphs(self._raw(path, node), format_)

    def _line_of(self, path: str, node: etree._Element | None = None) -> str:
        line = " ".join(self._paragraphs(path, node))
        return "" if line in _STOCK else line

    def _answers(self, plain: bool = False) -> tuple[Answer, ...]:
        return tuple(self._answer(node, plain) for node in self._node.findall("answer"))

    def _answer(self, node: etree._Element, plain: bool) -> Answer:
        raw = self._raw_of(node.find("text")) if node.find("text") is not None else node.text or ""
        return Answer(
            text=" ".join(raw.split()) if plain else self._line_of("", node),
            credit=number_of(node.get("fraction", "")) or NONE,
            feedback=self._line_of("feedback", node),
            tolerance=(node.findtext("tolerance") or "").strip() or "0",
        )

    def _made(self, kind: str, answers: tuple[Answer, ...] = (), **more: object) -> Item:
        return Item(
            kind=kind,  # type: ignore[arg-type]
            name=self._name,
            stem=self._line_of("questiontext"),
            answers=answers,
            general=self._paragraphs("generalfeedback"),
            right=self._line_of("correctfeedback"),
            wrong=self._line_of("incorrectfeedback"),
            line=self._line,
            **more,  # type: ignore[arg-type]
        )

    def choice(self) -> Item:
        single = (self._node.findtext("single") or "true").strip() not in ("false", "0")
        return self._made("choice" if single else "choices", self._answers())

    def true_false(self) -> Item:
        answers = self._answers(plain=True)
        words = ("true", "false")
        if len(answers) == 2 and {each.text.lower() for each in answers} != set(words):
            # Old files hold the words of their language, true first.
            answers = tuple(
                Answer(word, each.credit, each.feedback)
                for word, each in zip(words, answers, strict=True)
            )
        return self._made("true-false", answers)

    def words(self) -> Item:
        if (self._node.findtext("usecase") or "0").strip() == "1":
            what = f"'{self._name}' minds capital letters in Moodle, and not here"
            self._tell(what, "see whether that matters")
        hints = [self._line_of("", hint) for hint in self._node.findall("hint")]
        if len(hints) > 1:
            self._tell(f"'{self._name}' keeps the first of {len(hints)} hints", "join them by hand")
        return self._made("words", self._answers(plain=True), hint=hints[0] if hints else "")

    def number(self) -> Item:
        units = [" ".join(each.text.split()) for each in self._node.iter("unit_name") if each.text]
        if len(units) > 1:
            what = f"'{self._name}' keeps its unit '{units[0]}' alone"
            self._tell(what, "ask for the number in that unit")
        return self._made("number", self._answers(plain=True), unit=units[0] if units else "")

    def match(self) -> Item:
        pairs = []
        for node in self._node.findall("subquestion"):
            answer = node.find("answer")
            target = self._raw_of(answer.find("text")) if answer is not None else ""
            text = self._line_of("", node)
            pairs.append(Answer(text, target=self._texts.line(target, "plain_text")))
        return self._made("match", tuple(pairs))

    def order(self) -> Item:
        return self._made("order", self._answers())

    def essay(self) -> Item:
        return self._made("essay", notes=self._paragraphs("graderinfo"))


def _why_not(kind: str) -> str:
    if kind == "description":
        return "a description asks nothing"
    if kind in ("cloze", "multianswer"):
        return "questions with answers inside their text ('cloze') have no partner here"
    return f"questions of the type '{kind}' have no partner here"


_READERS: Final[dict[str, Callable[[_Question], Item]]] = {
    "multichoice": _Question.choice,
    "truefalse": _Question.true_false,
    "shortanswer": _Question.words,
    "numerical": _Question.number,
    "matching": _Question.match,
    "match": _Question.match,
    "ordering": _Question.order,
    "essay": _Question.essay,
}
