"""A page of docs/: read from Markdown, with what the site makes of its tables, links and pictures."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, NamedTuple

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

PAGE_ENDS = ".md"


class Page(NamedTuple):
    """A page. file: where it was read; text: its Markdown; links: as written; headings: (id, words) of the second rank."""

    file: Path
    text: str
    title: str
    html: str
    anchors: frozenset[str]
    headings: tuple[tuple[str, str], ...]
    links: tuple[str, ...]


def read_page(file: Path) -> Page:
    """Read a page. Its links lead to pages of the site, and keep what was written in ``links``."""
    text = file.read_text(encoding="utf-8")
    ours = _Ours()
    toc = {"slugify": anchor_of, "permalink": False}
    reader = Markdown(
        extensions=["tables", "fenced_code", "sane_lists", "toc", ours],
        extension_configs={"toc": toc},
        output_format="html",
    )
    # What is wider than a phone can be scrolled, by the keyboard too.
    html = reader.convert(text).replace("<pre>", '<pre tabindex="0">')
    headings = [(each["level"], each["id"], each["name"]) for each in _flat(reader.toc_tokens)]  # type: ignore[attr-defined]
    title = next((name for level, _, name in headings if level == 1), "")
    return Page(
        file,
        text,
        title,
        html,
        frozenset(key for _, key, _ in headings),
        tuple((key, name) for level, key, name in headings if level == 2),
        tuple(ours.links),
    )


def anchor_of(heading: str, separator: str = "-") -> str:
    """Return the anchor of a heading as forges make it, so that a link holds here and there."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", separator)


def is_elsewhere(link: str) -> bool:
    """Say whether a link leads out of the documentation."""
    return re.match(r"[a-z][a-z0-9+.-]*:", link) is not None


def in_site(link: str) -> str:
    """Return where a link of a page leads in the site: ``lms/moodle.md#lti`` to ``lms/moodle.html#lti``."""
    path, sign, anchor = link.partition("#")
    folder, slash, name = path.rpartition("/")
    if is_elsewhere(link) or not name.endswith(PAGE_ENDS):
        return link
    name = "index.html" if name == "README.md" else name.removesuffix(PAGE_ENDS) + ".html"
    return f"{folder}{slash}{name}{sign}{anchor}"


class _Ours(Extension):
    """Changes what python-markdown has made, before it is written out."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        md.treeprocessors.register(_Change(self.links), "first-shift", 0)


class _Change(Treeprocessor):
    def __init__(self, links: list[str]) -> None:
        super().__init__()
        self.links = links

    def run(self, root: ET.Element) -> None:
        for link in root.iter("a"):
            self.links.append(link.get("href", ""))
            link.set("href", in_site(link.get("href", "")))
        for picture in root.iter("img"):
            self.links.append(picture.get("src", ""))
        for table in root.iter("table"):
            _narrow(table)


def _narrow(table: ET.Element) -> None:
    """Let rows become blocks on a narrow screen, each value under its header (course/style/_table.scss)."""
    table.set("class", "fs-table")
    table.set("role", "table")
    head, body = table.find("thead"), table.find("tbody")
    if head is None or body is None:
        return
    names = ["".join(cell.itertext()).strip() for cell in head.iter("th")]
    for cell in head.iter("th"):
        cell.tag, role = (
            ("th", "columnheader") if "".join(cell.itertext()).strip() else ("td", "cell")
        )
        cell.set("role", role)
        if role == "columnheader":
            cell.set("scope", "col")
    for group in (head, body):
        group.set("role", "rowgroup")
        for row in group.iter("tr"):
            row.set("role", "row")
    for cell in table.iter():
        # The policy of the pages allows no style of an element.
        if cell.attrib.pop("style", "") == "text-align: right;":
            cell.set("class", "fs-table__number")
    for row in body.iter("tr"):
        for name, cell in zip(names, row, strict=False):
            cell.set("role", "cell")
            if name and ("".join(cell.itertext()).strip() or len(cell)):
                label = ET.Element("span", {"class": "fs-table__label", "aria-hidden": "true"})
                label.text, label.tail, cell.text = name, cell.text, None
                cell.insert(0, label)


def _flat(tokens: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for token in tokens for each in (token, *_flat(token["children"]))]
