"""The boxes in which the four nations differ: the reader's own nation first, the others one tap away."""

import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from typing import Final

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from msgspec import Struct

from course.nations import HOME_NATIONS, HomeNation, in_order, is_home_nation, names_of
from course.reading.nation_boxes import INDENT, NationBox, nation_boxes

_BOX: Final = ["admonition", "nations"]
_PART: Final = ["admonition", "nation"]


class NationParts(Preprocessor):
    """Make of each nation's part a box within the box, so that it can hold whatever a box can."""

    def run(self, lines: list[str]) -> list[str]:
        done: list[str] = []
        at = 0
        for box in nation_boxes("\n".join(lines)):
            first = box.parts[0].mark.line if box.parts else box.end
            done += [*lines[at:first], *_with_inner_boxes(box, lines)]
            at = box.end
        return done + lines[at:]


def _with_inner_boxes(box: NationBox, lines: Sequence[str]) -> Iterator[str]:
    margin = " " * box.indent
    for part in box.parts:
        mark = part.mark
        yield ""
        yield f'{margin}!!! nation {" ".join(mark.nations)} ""'
        yield f"{margin}{' ' * INDENT}{lines[mark.line][mark.text_at :].lstrip()}"
        for line in lines[mark.line + 1 : part.end]:
            yield " " * INDENT + line if line.strip() else ""
    if box.parts:
        yield ""


class _Told(Struct, frozen=True):
    """A part as it came out of the inner box. nations: in the order in which they are told."""

    nations: tuple[HomeNation, ...]
    content: etree.Element


class Nations(Treeprocessor):
    """Arrange the parts of each box for a reader. nation: where they work; none where not known."""

    def __init__(self, md: Markdown, nation: HomeNation | None) -> None:
        super().__init__(md)
        self._nation = nation

    def run(self, root: etree.Element) -> None:
        for box in list(root.iter("div")):
            if _classes(box)[:2] == _BOX:
                parts = _taken_out(box)
                if parts:
                    box.extend(self._arranged(parts))

    def _arranged(self, parts: list[_Told]) -> Iterator[etree.Element]:
        if self._nation is None:
            yield _listed(parts)
            return
        own = next((part for part in parts if self._nation in part.nations), None)
        yield from _nothing(self._nation) if own is None else _own(self._nation, own)
        others = [part for part in parts if part is not own]
        if others:
            yield _one_tap_away(others)


def _classes(element: etree.Element) -> list[str]:
    return element.get("class", "").split()


def _taken_out(box: etree.Element) -> list[_Told]:
    """Take the parts out of a box; return them by the first nation of each."""
    told: list[_Told] = []
    for child in list(box):
        codes = (name.upper() for name in _classes(child)[2:])
        nations = in_order(code for code in codes if is_home_nation(code))
        if _classes(child)[:2] == _PART and nations:
            box.remove(child)
            told.append(_Told(nations, child))
    order = list(HOME_NATIONS)
    return sorted(told, key=lambda part: order.index(part.nations[0]))


def _own(nation: HomeNation, part: _Told) -> Iterator[etree.Element]:
    yield _paragraph(f"In {HOME_NATIONS[nation]}, where you work", "fs-nations__own")
    yield _as_block(part)
    same = [other for other in part.nations if other != nation]
    if same:
        yield _paragraph(f"The same holds in {names_of(same)}.", "fs-nations__same")


def _nothing(nation: HomeNation) -> Iterator[etree.Element]:
    yield _paragraph(
        f"Nothing is said here about {HOME_NATIONS[nation]} in particular. Ask your induction lead"
        " what holds where you work.",
        "fs-nations__same",
    )


def _one_tap_away(parts: list[_Told]) -> etree.Element:
    details = etree.Element("details", {"class": "nhsuk-details fs-nations__others"})
    summary = etree.SubElement(details, "summary", {"class": "nhsuk-details__summary"})
    words = etree.SubElement(summary, "span", {"class": "nhsuk-details__summary-text"})
    words.text = f"In {names_of(code for part in parts for code in part.nations)}"
    text = etree.SubElement(details, "div", {"class": "nhsuk-details__text"})
    # A single one has its name in the summary already.
    text.append(_listed(parts) if len(parts) > 1 else _as_block(parts[0]))
    return details


def _listed(parts: list[_Told]) -> etree.Element:
    names = etree.Element("dl", {"class": "fs-nations"})
    for part in parts:
        etree.SubElement(names, "dt").text = names_of(part.nations)
        part.content.tag = "dd"
        part.content.attrib.clear()
        names.append(part.content)
    return names


def _as_block(part: _Told) -> etree.Element:
    part.content.set("class", "fs-nations__part")
    return part.content


def _paragraph(text: str, name: str) -> etree.Element:
    paragraph = etree.Element("p", {"class": name})
    paragraph.text = text
    return paragraph
