"""Write questions in Moodle's XML, as its own import reads them; orderings need Moodle 4.4 or the plugin."""

import re
from collections.abc import Sequence

from lxml import etree

from course.exchange.html_text import general_html, to_html, to_text
from course.exchange.neutral import Answer, Item, category_path

_TYPES = {
    "choice": "multichoice",
    "choices": "multichoice",
    "true-false": "truefalse",
    "words": "shortanswer",
    "number": "numerical",
    "match": "matching",
    "order": "ordering",
    "essay": "essay",
}


def write(items: Sequence[Item], told: Sequence[str]) -> str:
    """Return a file with the questions. told: lines for whoever opens it, as a comment."""
    root = etree.Element("quiz")
    if told:
        lines = "\n  ".join(re.sub(r"-(?=-)", "- ", each) for each in told)
        root.append(etree.Comment(f" What does not travel as it is:\n  {lines}\n"))
    category: tuple[str, ...] = ()
    for item in items:
        if item.category != category:
            category = item.category
            _category(root, category)
        _question(root, item)
    etree.indent(root)
    body: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _category(root: etree._Element, names: Sequence[str]) -> None:
    question = etree.SubElement(root, "question", type="category")
    category = etree.SubElement(question, "category")
    etree.SubElement(category, "text").text = category_path(names)


def _question(root: etree._Element, item: Item) -> None:
    question = etree.SubElement(root, "question", type=_TYPES[item.kind])
    _text(question, "name", item.name)
    _html(question, "questiontext", to_html(item.stem))
    _html(question, "generalfeedback", general_html(item.general, item.remarks))
    _plain(question, "defaultgrade", "1")
    _plain(question, "penalty", "0.3333333")
    _plain(question, "hidden", "0")
    _plain(question, "idnumber", item.name)
    match item.kind:
        case "choice" | "choices":
            _choice(question, item)
        case "true-false":
            _answers(question, item, plain=True)
        case "words":
            _plain(question, "usecase", "0")
            _answers(question, item, plain=True)
        case "number":
            _number(question, item)
        case "match":
            _match(question, item)
        case "order":
            _order(question, item)
        case "essay":
            _essay(question, item)
    if item.hint:
        _html(question, "hint", to_html(item.hint))


def _plain(parent: etree._Element, tag: str, text: str) -> None:
    etree.SubElement(parent, tag).text = text


def _text(parent: etree._Element, tag: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, tag)
    etree.SubElement(element, "text").text = text
    return element


def _html(parent: etree._Element, tag: str, html: str) -> etree._Element:
    element = _text(parent, tag, html)
    element.set("format", "html")
    return element


def _answers(question: etree._Element, item: Item, plain: bool = False) -> None:
    for answer in item.answers:
        _answer(question, answer, plain)


def _answer(question: etree._Element, answer: Answer, plain: bool) -> etree._Element:
    element = etree.SubElement(question, "answer", fraction=f"{answer.credit:f}")
    element.set("format", "moodle_auto_format" if plain else "html")
    etree.SubElement(element, "text").text = answer.text if plain else to_html(answer.text)
    _html(element, "feedback", to_html(answer.feedback))
    return element


def _whole(question: etree._Element, item: Item) -> None:
    """Write the feedback on the answer as a whole, which Moodle asks for even where it is empty."""
    _html(question, "correctfeedback", to_html(item.right))
    _html(question, "partiallycorrectfeedback", to_html(item.wrong))
    _html(question, "incorrectfeedback", to_html(item.wrong))


def _choice(question: etree._Element, item: Item) -> None:
    _plain(question, "single", "true" if item.kind == "choice" else "false")
    in_order = item.kind == "choice" and all(answer.credit > 0 for answer in item.answers)
    _plain(question, "shuffleanswers", "false" if in_order else "true")
    _plain(question, "answernumbering", "abc")
    _whole(question, item)
    _answers(question, item)


def _number(question: etree._Element, item: Item) -> None:
    for answer in item.answers:
        _plain(_answer(question, answer, plain=True), "tolerance", answer.tolerance)
    if item.unit:
        unit = etree.SubElement(etree.SubElement(question, "units"), "unit")
        _plain(unit, "multiplier", "1")
        _plain(unit, "unit_name", item.unit)
    # Typing the unit is allowed, and never asked for: here it stands beside the field.
    _plain(question, "unitgradingtype", "0")
    _plain(question, "showunits", "0" if item.unit else "3")


def _match(question: etree._Element, item: Item) -> None:
    _plain(question, "shuffleanswers", "true")
    _whole(question, item)
    for answer in item.answers:
        pair = _html(question, "subquestion", to_html(answer.text))
        _text(pair, "answer", to_text(answer.target))


def _order(question: etree._Element, item: Item) -> None:
    _plain(question, "layouttype", "VERTICAL")
    _plain(question, "selecttype", "ALL")
    _plain(question, "selectcount", str(len(item.answers)))
    _plain(question, "gradingtype", "ABSOLUTE_POSITION")
    _plain(question, "showgrading", "SHOW")
    _plain(question, "numberingstyle", "none")
    _whole(question, item)
    for place, answer in enumerate(item.answers, start=1):
        element = etree.SubElement(question, "answer", fraction=f"{place}.0000000", format="html")
        etree.SubElement(element, "text").text = to_html(answer.text)


def _essay(question: etree._Element, item: Item) -> None:
    _plain(question, "responseformat", "editor")
    _plain(question, "responserequired", "1")
    _plain(question, "responsefieldlines", "10")
    _plain(question, "attachments", "0")
    _plain(question, "attachmentsrequired", "0")
    _html(question, "graderinfo", "")
    _html(question, "responsetemplate", "")
