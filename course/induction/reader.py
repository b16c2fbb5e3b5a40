"""Read ``induction.yaml`` and ``standards.yaml``, each with every mistake as file and line.

A file with a mistake is left out whole: half an induction would look like a whole one.
"""

from collections.abc import Container, Iterator, Set
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from course.files.placements import LOCAL
from course.files.report import Report
from course.files.schema import Key, alternatives, did_you_mean
from course.files.yaml_files import read_yaml_file
from course.files.yaml_positions import Items, Node, Table, line_of
from course.induction.keys import INDUCTION, STANDARDS
from course.induction.model import Induction

ITEMS_FILE: Final = "induction.yaml"
STANDARDS_FILE: Final = "standards.yaml"


class Known(Struct, frozen=True):
    """What the files may name: keys of local answers, ids of sources, tags; none for no vocabulary."""

    local_answers: Container[str]
    sources: Container[str]
    tags: Set[str] | None = None


def read_induction(root: Path, report: Report, known: Known) -> Induction:
    """Return what the two files hold; an empty induction where there is none, or one with a mistake."""
    found = Induction()
    node, values = _file(root, ITEMS_FILE, INDUCTION, report)
    if node is not None and values is not None:
        own = report.for_file(f"{report.file}/{ITEMS_FILE}")
        before = len(own.mistakes)
        items = Induction(**values)
        _check_items(items, node, own, known)
        found = items if len(own.mistakes) == before else found
    node, values = _file(root, STANDARDS_FILE, STANDARDS, report)
    if node is not None and values is not None:
        own = report.for_file(f"{report.file}/{STANDARDS_FILE}")
        before = len(own.mistakes)
        standards = Induction(**values)
        _check_standards(standards, node, own)
        if len(own.mistakes) == before:
            found = replace(found, **values)
    return found


def _file(
    root: Path, name: str, keys: tuple[Key, ...], report: Report
) -> tuple[Node | None, dict[str, Any] | None]:
    if not (root / name).exists():
        return None, None
    return read_yaml_file(root / name, root, report.for_file(f"{report.file}/{name}"), keys)


def _check_items(found: Induction, node: Node, report: Report, known: Known) -> None:
    seen: set[str] = set()
    for key, basis in found.basis.items():
        for source in basis.sources:
            if source not in known.sources:
                line = line_of(node, "basis", key, "sources")
                report.add(line, f"sources.yaml has no source '{source}'", "add it there")
    for phase, place, item in _places(found):
        at = (node, "phases", phase, "items", place)
        if item.id in seen:
            report.add(line_of(*at), f"the id '{item.id}' is used twice", "give each its own")
        seen.add(item.id)
        for name, names, where in (
            (item.owner, found.owners, "owner"),
            (item.area, found.areas, "area"),
        ):
            if name not in names:
                what = f"'{name}' has no name under '{where}s'"
                report.add(line_of(*at, where), what, f"add it under '{where}s'")
        for letter in item.basis:
            if letter not in found.basis:
                what = f"there is no basis '{letter}'"
                mend = f"use {alternatives(list(found.basis))}"
                report.add(line_of(*at, "basis"), what, mend)
        for key in LOCAL.findall(item.text):
            if key not in known.local_answers:
                what = f"local_answers.yaml has no key '{key}'"
                report.add(line_of(*at, "text"), what, "add it there, or use another")
        for tag in item.tags if known.tags is not None else ():
            if tag not in (known.tags or ()):
                mend = did_you_mean(tag, known.tags or ())
                report.add(line_of(*at, "tags"), f"tags.yaml has no tag '{tag}'", mend)


def _places(found: Induction) -> Iterator[tuple[int, int, Any]]:
    for number, phase in enumerate(found.phases):
        for place, item in enumerate(phase.items):
            yield number, place, item


def _check_standards(found: Induction, node: Node, report: Report) -> None:
    known = [each.id for each in found.standards]
    listed = node.get("cycles") if isinstance(node, Table) else None
    for place, cycle in enumerate(found.cycles):
        if cycle.standard not in known:
            line = line_of(listed, place, "standard") if isinstance(listed, Items) else node.line
            report.add(
                line, f"there is no standard '{cycle.standard}'", f"use {known[0]} or another"
            )
    if found.standards and not any(each.essential for each in found.standards):
        report.add(node.line, "no standard is essential", "add 'essential: yes' to some")
