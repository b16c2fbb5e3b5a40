"""The kinds of value that a key may have; each notes its own mistake."""

import datetime as dt
import re
from typing import Any

from course.files.placements import Placement, find_placements
from course.files.report import Report
from course.files.schema import BAD, ReadValue, alternatives, did_you_mean
from course.files.yaml_positions import Node, Text

_SHOWN_CHARACTERS = 40


def shorten(text: str) -> str:
    """Return a text on one line, cut for a sentence about it."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_CHARACTERS else f"{line[:_SHOWN_CHARACTERS]}…"


def text(node: Node, report: Report) -> Any:
    """Read a text that is not blank."""
    if not isinstance(node, Text):
        report.add(node.line, "a text is expected, not a list or a mapping", "write plain text")
        return BAD
    if not node.value.strip():
        report.add(node.line, "a text is missing", "write it after the colon")
        return BAD
    return node.value.strip()


def inline(node: Node, report: Report) -> Any:
    """Read inline Markdown: a text without HTML, images and blocks of our own."""
    value = text(node, report)
    if value is BAD:
        return BAD
    refused = [p for p in find_placements(value) if not _allowed_inline(p)]
    for placement in refused[:1]:
        what = f"'{shorten(placement.value)}' is not allowed in this text"
        report.add(node.line, what, "use plain text, emphasis, and links that begin with https://")
    return BAD if refused else value


def _allowed_inline(placement: Placement) -> bool:
    if placement.kind == "link":
        return placement.value.startswith("https://")
    return placement.kind == "heading"


def matching(pattern: str, what: str, example: str) -> ReadValue:
    """Return the kind of a text that a pattern describes. what: "an id", say."""
    compiled = re.compile(pattern, re.ASCII)

    def read(node: Node, report: Report) -> Any:
        value = text(node, report)
        if value is BAD or compiled.fullmatch(value):
            return value
        report.add(node.line, f"'{shorten(value)}' is no {what}", f"write it like {example}")
        return BAD

    return read


SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"

slug = matching(SLUG, "id", "'night-shift-2': small letters, digits, hyphens")
character = matching(r"[a-z0-9]", "id of an answer", "'a': one small letter or digit")
version = matching(r"\d{1,4}\.\d{1,4}\.\d{1,4}", "version", "1.0.0")
language = matching(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "language", "en-GB")
decimal = matching(r"-?\d{1,12}(?:\.\d{1,12})?", "number", "30 or 2.5")
positive_decimal = matching(r"\d{1,12}(?:\.\d{1,12})?", "number of 0 or more", "0.5")
_ADDRESS = re.compile(r"https://[^\s/@]+\.[^\s/@]+(?:/\S*)?")


def address(node: Node, report: Report) -> Any:
    """Read an encrypted web address."""
    value = text(node, report)
    if value is BAD or is_address(value):
        return value
    if value.startswith("http:"):
        report.add(node.line, f"'{shorten(value)}' is not encrypted", "begin it with https://")
    else:
        mend = "write it like https://www.gmc-uk.org/…"
        report.add(node.line, f"'{shorten(value)}' is no web address", mend)
    return BAD


def is_address(text: str) -> bool:
    """Say whether a text is an encrypted web address."""
    return _ADDRESS.fullmatch(text) is not None


def one_of(*names: str, what: str) -> ReadValue:
    """Return the kind of a word from a list."""

    def read(node: Node, report: Report) -> Any:
        value = text(node, report)
        if value is BAD or value in names:
            return value
        mend = did_you_mean(value, names)
        if mend.startswith("did"):
            mend += f" (use {alternatives(names)})"
        report.add(node.line, f"unknown {what} '{shorten(value)}'", mend)
        return BAD

    return read


def whole(least: int, most: int, what: str) -> ReadValue:
    """Return the kind of a whole number within bounds."""

    def read(node: Node, report: Report) -> Any:
        value = text(node, report)
        if value is BAD:
            return BAD
        if re.fullmatch(r"[0-9]{1,9}", value) and least <= int(value) <= most:
            return int(value)
        report.add(
            node.line,
            f"'{shorten(value)}' is no {what}",
            f"write a whole number from {least} to {most}",
        )
        return BAD

    return read


def date(node: Node, report: Report) -> Any:
    """Read a day."""
    value = text(node, report)
    if value is BAD:
        return BAD
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    report.add(node.line, f"'{shorten(value)}' is no date", "write year-month-day: 2026-11-25")
    return BAD


def past_date(today: dt.date) -> ReadValue:
    """Return the kind of a day that has come."""

    def read(node: Node, report: Report) -> Any:
        value = date(node, report)
        if value is BAD or value <= today:
            return value
        report.add(node.line, f"the date {value} lies in the future", "write a day that has come")
        return BAD

    return read


def yes(node: Node, report: Report) -> Any:
    """Read the mark of a right option."""
    value = text(node, report)
    if value is BAD or value == "yes":
        return BAD if value is BAD else True
    report.add(node.line, f"'{shorten(value)}' is not 'yes'", "write yes, or leave the key out")
    return BAD


def yes_or_no(node: Node, report: Report) -> Any:
    """Read ``yes`` or ``no``."""
    value = one_of("yes", "no", what="answer")(node, report)
    return BAD if value is BAD else value == "yes"


def true_or_false(node: Node, report: Report) -> Any:
    """Read ``true`` or ``false``."""
    value = one_of("true", "false", what="answer")(node, report)
    return BAD if value is BAD else value == "true"
