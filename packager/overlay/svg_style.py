"""The style sheets of a drawing, worked into its attributes, so that none is left.

Programs that draw logos write either attributes or a small sheet of classes. Only plain selectors
are understood (``.a``, ``#b``, ``path``, and lists of them); anything else is refused rather than
guessed at.

Source: SVG 2, section 6.3 (a presentation attribute counts less than any rule); Selectors Level 3,
section 9 (an id before a class before an element).
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from lxml import etree

from packager.overlay.refused import LogoRefused

MOST_RULES: Final = 200

_SELECTOR: Final = re.compile(r"([.#]?)([A-Za-z_][\w-]*)", re.ASCII)
_WEIGHT: Final = {"": 0, ".": 1, "#": 2}

Declarations = dict[str, str]
Rule = tuple[str, str, Declarations]
"""Mark of the selector (nothing, dot or hash), its name, what it says."""


def read_sheets(sheets: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules of a drawing's sheets, the later and stronger last.

    Raises LogoRefused for a sheet that loads something, or that is more than plain rules.
    """
    found = (rule for sheet in sheets for rule in _rules(_without_comments(sheet)))
    rules = list(islice(found, MOST_RULES + 1))
    if len(rules) > MOST_RULES:
        raise LogoRefused("has too many style rules; simplify it, or save it as PNG")
    return tuple(sorted(rules, key=lambda rule: _WEIGHT[rule[0]]))


def styled(node: etree._Element, tag: str, rules: tuple[Rule, ...]) -> Declarations:
    """Return what the sheets and the ``style`` attribute say of an element."""
    own = {"": (tag,), ".": str(node.get("class", "")).split(), "#": (str(node.get("id", "")),)}
    said: Declarations = {}
    for mark, name, says in rules:
        if name in own[mark]:
            said |= says
    return said | _declarations(_without_comments(str(node.get("style", ""))))


def _rules(sheet: str) -> Iterator[Rule]:
    if "@" in sheet:
        raise LogoRefused("has a style sheet with an @ rule; take it out, or save it as PNG")
    *blocks, rest = sheet.split("}")
    for block in blocks:
        selectors, brace, says = block.partition("{")
        if not brace or "{" in says:
            raise LogoRefused("has a style sheet that cannot be read; save it as PNG")
        for selector in selectors.split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match is None:
                raise LogoRefused(
                    "has a style sheet with more than plain classes; save it with presentation"
                    " attributes, or as PNG"
                )
            yield match[1], match[2], _declarations(says)
    if rest.strip():
        raise LogoRefused("has a style sheet that cannot be read; save it as PNG")


def _declarations(text: str) -> Declarations:
    pairs = (part.partition(":") for part in text.split(";"))
    return {
        name.strip().lower(): value.partition("!")[0].strip()
        for name, _, value in pairs
        if name.strip()
    }


def _without_comments(sheet: str) -> str:
    kept, *commented = sheet.replace("<!--", " ").replace("-->", " ").split("/*")
    return " ".join((kept, *(part.partition("*/")[2] for part in commented)))
