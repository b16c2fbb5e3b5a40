"""What reading makes of the two files, and the mistakes that an author can make in them."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.files.report import Report
from course.files.yaml_positions import Items, Node, Table, read_yaml
from course.induction.filling import filled, plain
from course.reader import read_course

MODULES = Path(__file__).parents[3] / "modules"
ITEMS, STANDARDS = "induction.yaml", "standards.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a course of the shared files alone."""
    root = tmp_path / "modules"
    root.mkdir()
    for name in ("sources.yaml", "local_answers.yaml", ITEMS, STANDARDS):
        shutil.copy(MODULES / name, root)
    return root


def test_the_course_holds_the_whole_induction() -> None:
    course, mistakes = read_course(MODULES)
    induction = course.induction
    assert mistakes == ()
    assert [len(phase.items) for phase in induction.phases] == [26, 13, 24, 19, 9, 7]
    assert len(induction.standards) == 16
    assert sum(each.essential for each in induction.standards) == 9
    assert [each.id for each in induction.standards if each.safety] == ["S04", "S05", "S06"]
    assert [each.id for each in induction.items if each.card] == [
        f"P1-{number:02}" for number in range(6, 12)
    ]


def test_nothing_that_no_source_confirms_and_no_old_rule_is_in_it() -> None:
    for name in (ITEMS, STANDARDS):
        text = (MODULES / name).read_text(encoding="utf-8")
        for word in ("CHECK", "{{", "BRP", "junior doctor", "12 months"):
            assert word not in text, (name, word)


def sentences(node: Node | None) -> Iterator[str]:
    """Give the texts of a file that have several words: what people read, and no codes that name things."""
    if isinstance(node, Table):
        for _, value in node.entries:
            yield from sentences(value)
    elif isinstance(node, Items):
        for each in node.items:
            yield from sentences(each)
    elif node is not None and " " in node.value:
        yield node.value


@pytest.mark.parametrize("file", sorted(MODULES.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_text_names_a_thing_by_a_code_that_stands_on_no_page(file: Path) -> None:
    node = read_yaml(file.read_text(encoding="utf-8"), Report(file.name, []))
    found = [text for text in sentences(node) if re.search(r"\b(P\d-\d\d|[SRn]\d\d)\b", text)]
    assert node is not None and found == []


def test_papers_of_health_and_status_ask_for_no_more_than_a_day() -> None:
    course, _ = read_course(MODULES)
    for item in course.induction.items:
        if set(item.tags) & {"immigration-basics"} or item.owner == "health":
            assert item.evidence.kind in ("tick", "seen"), item.id


def test_a_course_without_the_files_has_an_empty_induction(folder: Path) -> None:
    for name in (ITEMS, STANDARDS):
        (folder / name).unlink()
    course, mistakes = read_course(folder)
    assert (course.induction.items, course.induction.standards, mistakes) == ((), (), ())


CASES = {
    "an unknown owner": (
        *(ITEMS, "owner: it\n", "owner: itt\n"),
        "unknown owner 'itt'; did you mean 'it'?",
    ),
    "an unknown key of a local answer": (
        *(ITEMS, "[[local: crash_number]]", "[[local: crash_numbr]]"),
        "local_answers.yaml has no key 'crash_numbr'; add it there, or use another",
    ),
    "an unknown basis": (*(ITEMS, "basis: [F]", "basis: [X]"), "there is no basis 'X'; use"),
    "an unknown source": (
        *(ITEMS, "sources: [fair-to-refer]", "sources: [fairr]"),
        "sources.yaml has no source 'fairr'; add it there",
    ),
    "an id twice": (*(ITEMS, "id: P5-07", "id: P0-01"), "the id 'P0-01' is used twice"),
    "days that are none": (*(ITEMS, "{days: 180}", "{days: soon}"), "'soon' is no number of days"),
    "three levels": (
        *(STANDARDS, "      - Nobody is named\n", ""),
        "levels has 3 entries; give 4 to 4",
    ),
    "a long label": (
        *(STANDARDS, "short: IMG lead", "short: The lead for international doctors"),
        "is longer than 16 characters",
    ),
    "a cycle for no standard": (
        *(STANDARDS, "    standard: S06\n", "    standard: S66\n"),
        "there is no standard 'S66'",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_with_its_file_and_line(folder: Path, case: str) -> None:
    name, old, new, expected = CASES[case]
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    broken = text.replace(old, new, 1)
    (folder / name).write_text(broken, encoding="utf-8")
    course, mistakes = read_course(folder)
    told = [str(each) for each in mistakes if name in each.file]
    assert any(expected in each for each in told), told
    assert all(f"{name}:" in each for each in told)
    # Half a list would look like a whole one.
    assert not (course.induction.items if name == ITEMS else course.induction.standards)


def test_a_missing_answer_says_whom_to_ask() -> None:
    text = "Call [[local: crash_number]] or [[local: it_helpdesk]]."
    given = {"crash_number": "2222"}
    assert plain(text, given, "IT") == "Call 2222 or ask your trust (IT)."
    assert [piece.missing for piece in filled(text, given, "IT")] == [
        *(False, False, False, True, False)
    ]
