"""Tables that stay readable on a narrow screen: each row becomes a block with its headers repeated.

The roles are written out because a browser may drop a table's meaning once its rows are laid out as
blocks. The repeated headers are for the eye only; the real ones stay in the accessibility tree.
"""

import xml.etree.ElementTree as etree
from itertools import zip_longest

from markdown.treeprocessors import Treeprocessor


class Tables(Treeprocessor):
    """Give tables their roles, scopes and narrow-screen headers; the first column heads its row."""

    def run(self, root: etree.Element) -> None:
        for table in root.iter("table"):
            table.set("class", "fs-table")
            table.set("role", "table")
            for group in table:
                group.set("role", "rowgroup")
            heads = [_head(cell) for cell in table.findall("thead/tr/th")]
            for row in table.iter("tr"):
                row.set("role", "row")
            for row in table.iterfind("tbody/tr"):
                _mark_cells(row, heads)


def _head(cell: etree.Element) -> str:
    words = "".join(cell.itertext()).strip()
    _align(cell)
    if not words and not len(cell):
        # An empty corner heads nothing.
        cell.tag = "td"
        cell.set("role", "cell")
        return words
    cell.set("role", "columnheader")
    cell.set("scope", "col")
    return words


def _mark_cells(row: etree.Element, heads: list[str]) -> None:
    for place, (cell, head) in enumerate(zip_longest(list(row), heads, fillvalue="")):
        if isinstance(cell, str):
            break
        _align(cell)
        if place == 0:
            cell.tag = "th"
            cell.set("scope", "row")
            cell.set("role", "rowheader")
            continue
        cell.set("role", "cell")
        if head:
            _repeat_head(cell, head)


def _repeat_head(cell: etree.Element, head: str) -> None:
    label = etree.Element("span", {"class": "fs-table__label", "aria-hidden": "true"})
    label.text = head
    label.tail = cell.text
    cell.text = None
    cell.insert(0, label)


def _align(cell: etree.Element) -> None:
    if cell.attrib.pop("align", "") == "right":
        cell.set("class", "fs-table__number")
