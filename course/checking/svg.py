"""Check a hand-written SVG: well formed, self-contained, without code, and fit for a small screen.

Source: SVG 2, sections 2.1 (processing modes) and 8.2 (viewBox); WCAG 2.2, 1.4.4.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from course.files.report import Report
from course.files.text_files import read_text

SMALLEST_TEXT_PX: Final = 14
NARROWEST_PX: Final = 320

_SVG = "{http://www.w3.org/2000/svg}"
_REFUSED: Final = frozenset(
    (
        *("script", "foreignObject", "iframe", "handler", "listener"),
        *("image", "audio", "video", "a"),
        *("set", "animate", "animateMotion", "animateTransform", "discard"),
    )
)
_OUTSIDE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|@font-face|expression\(", re.IGNORECASE)
_PIXELS = r"([0-9]+(?:\.[0-9]+)?)(?:px)?"
_FONT_SIZE = re.compile(rf"font-size\s*:\s*{_PIXELS}\s*(?=[;}}]|$)")
_DOCTYPE = re.compile(r"<!DOCTYPE|<!ENTITY", re.IGNORECASE)

Problem = tuple[int, str, str]


def check_svg(path: Path, root: Path, report: Report) -> None:
    """Note each mistake of an image's file. root: the folder that it may not lie outside."""
    if path.suffix != ".svg":
        report.add(1, "this is no SVG", "draw the picture as SVG, or take the file out")
        return
    text = read_text(path, root, report)
    if text is None:
        return
    doctype = _DOCTYPE.search(text)
    if doctype:
        line = text.count("\n", 0, doctype.start()) + 1
        report.add(line, "the image has a DOCTYPE or an entity", "remove it")
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        image = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        report.add(line, f"this is no SVG ({error.msg})", "close every tag, and quote every value")
        return
    for problem in [*_root_problems(image), *_tree_problems(image)]:
        report.add(*problem)


def _line(node: etree._Element) -> int:
    line: object = node.sourceline
    return line if isinstance(line, int) else 1


def _root_problems(image: etree._Element) -> Iterator[Problem]:
    line = _line(image)
    if image.tag != f"{_SVG}svg":
        mend = 'begin with <svg xmlns="http://www.w3.org/2000/svg" viewBox="…">'
        yield line, "the file's outermost tag is no svg of SVG's namespace", mend
    if not _view_width(image):
        yield line, "the image has no viewBox", 'add viewBox="0 0 width height"'
    for name in ("width", "height"):
        if name in image.attrib:
            yield line, f"the image has a fixed {name}", "remove it: the page decides"


def _view_width(image: etree._Element) -> float:
    numbers = re.findall(r"-?[0-9.]+", str(image.get("viewBox", "")))
    try:
        return float(numbers[2]) if len(numbers) == 4 else 0
    except ValueError:
        return 0


def _tree_problems(image: etree._Element) -> Iterator[Problem]:
    width = _view_width(image)
    for node in image.getroottree().iter():
        line = _line(node)
        if isinstance(node, etree._ProcessingInstruction):
            yield line, "the image has a processing instruction", "remove it"
        elif isinstance(node.tag, str):
            yield from _element_problems(node, line)
            yield from _text_problems(node, line, width)
    before = image.getprevious()
    while before is not None:
        if isinstance(before, etree._ProcessingInstruction):
            yield _line(before), "the image has a processing instruction", "remove it"
        before = before.getprevious()


def _element_problems(node: etree._Element, line: int) -> Iterator[Problem]:
    name = etree.QName(node).localname
    if name in _REFUSED:
        yield line, f"the image holds <{name}>", "remove it"
    if name == "style" and _OUTSIDE.search(node.text or ""):
        yield line, "the style loads something from outside", "keep to colours and sizes"
    for key, value in node.attrib.items():
        attribute = etree.QName(str(key)).localname
        if attribute.lower().startswith("on"):
            yield line, f"the attribute '{attribute}' is code", "remove it"
        elif attribute in ("href", "base", "src") and not str(value).startswith("#"):
            yield line, f"'{value!s}' is a reference out of the image", "draw it here"
        elif _OUTSIDE.search(str(value)):
            yield line, f"the attribute '{attribute}' loads something from outside", "remove it"


def _text_problems(node: etree._Element, line: int, width: float) -> Iterator[Problem]:
    """Yield texts that are too small to read where the image is as wide as a small screen."""
    sheet = node.text if etree.QName(node).localname == "style" else node.get("style")
    sizes = _FONT_SIZE.findall(str(sheet or ""))
    sizes += re.findall(rf"^{_PIXELS}$", str(node.get("font-size", "")).strip())
    for size in sizes:
        shown = float(size) * NARROWEST_PX / width if width else SMALLEST_TEXT_PX
        if shown < SMALLEST_TEXT_PX:
            least = -int(-SMALLEST_TEXT_PX * width // NARROWEST_PX)
            what = f"text of size {size} is {shown:.0f} px on a small screen"
            yield line, what, f"make it {least} or more, or the viewBox narrower"
