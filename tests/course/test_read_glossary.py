"""What reading makes of a glossary, and each mistake that an author can make in one."""

from pathlib import Path

import pytest

from tests.course.course_files import GOOD, read, write_course
from tests.course.glossary_sample import FILE, SAMPLE, sample_glossary

ENTRY = "bleep:\n  term: bleep\n  kind: jargon\n  means: A pager.\n  example: Bleep me.\n"


def test_an_entry_is_read_whole(tmp_path: Path) -> None:
    glossary = sample_glossary(tmp_path)
    bleep, wee = glossary["bleep"], glossary["wee"]
    assert bleep.forms == ("bleep", "bleeps", "bleeped", "pager")
    assert (bleep.kind, bleep.link, bleep.understand_only, bleep.nation) == (
        "jargon",
        True,
        False,
        "",
    )
    assert (wee.nation, wee.understand_only, wee.warning) == ("SCO", True, "")
    assert not glossary["quite"].link


def test_entries_come_in_the_order_of_the_alphabet_whatever_the_case(tmp_path: Path) -> None:
    terms = [entry.term.casefold() for entry in sample_glossary(tmp_path).values()]
    assert terms == sorted(terms)


def test_a_course_without_the_file_has_an_empty_glossary(tmp_path: Path) -> None:
    course, mistakes = read(write_course(tmp_path))
    assert (course.glossary, mistakes) == ({}, [])


CASES = {
    "unknown key": (
        "  means:",
        "  meens:",
        4,
        "the entry 'bleep' has no key 'meens'; did you mean 'means'?",
    ),
    "unknown kind": (
        *("jargon", "jargn", 3),
        "unknown kind of term 'jargn'; did you mean 'jargon'? (use abbreviation, jargon, role, place, "
        "idiom, euphemism, politeness, everyday or regional)",
    ),
    "no example": (
        *("  example: Bleep me.\n", "", 2),
        "the entry 'bleep' lacks the key 'example'; add 'example:'",
    ),
    "an id with a capital": (
        "bleep:\n",
        "Bleep:\n",
        1,
        "'Bleep' is no id; write it like 'board-round'",
    ),
    "HTML": (
        *("A pager.", "A <b>pager</b>.", 4),
        "'<b>' is not allowed in this text; use plain text, emphasis, and links that begin with https://",
    ),
    "a nation that is none": (
        *("  kind", "  nation: XX\n  kind", 3),
        "unknown nation 'XX'; use ENG, SCO, WAL or NI",
    ),
    "link with another word": (
        *("  kind", "  link: never\n  kind", 3),
        "unknown answer 'never'; use yes or no",
    ),
    "forms that are no list": (
        *("  kind", "  also: pager\n  kind", 3),
        "also is no list; write each entry on a line after '- '",
    ),
    "a form of signs": (
        *("  kind", "  also: [“bleep”]\n  kind", 3),
        "'“bleep”' does not begin with a letter or a digit; write the term as it stands in a text",
    ),
    "a form that is a sentence": (
        *("term: bleep", f"term: {'word ' * 17}", 2),
        "'word word word word word word word word …' is longer than 80 characters; "
        "write the words that people say, and explain them in 'means'",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told_in_one_line_and_takes_only_its_entry_out(
    name: str, tmp_path: Path
) -> None:
    old, new, line, sentence = CASES[name]
    text = ENTRY.replace(old, new, 1) + ENTRY.replace("bleep", "other")
    course, mistakes = read(write_course(tmp_path, {**GOOD, FILE: text}))
    assert f"modules/{FILE}:{line}: {sentence}" in mistakes
    assert list(course.glossary) == ["other"]
    assert [module.slug for module in course.modules] == ["small"]


@pytest.mark.parametrize(
    "form", ["pager", "Pager", "the  crash bleep", "doctor's bleep", "e‑bleep"]
)
def test_of_two_entries_with_one_form_the_later_is_left_out(form: str, tmp_path: Path) -> None:
    first = ENTRY.replace(
        "  kind", "  also: [pager, the crash bleep, doctor’s bleep, e-bleep]\n  kind"
    )
    second = ENTRY.replace("bleep:", "second:").replace(
        "term: bleep", f'term: second\n  also: ["{form}"]'
    )
    course, mistakes = read(write_course(tmp_path, {**GOOD, FILE: first + second}))
    assert mistakes == [
        f"modules/{FILE}:9: the form '{' '.join(form.split())}' belongs to the entry 'bleep' already; "
        "put both meanings into one entry, or take the form out of one of them"
    ]
    assert list(course.glossary) == ["bleep"]


def test_an_abbreviation_and_a_word_of_the_same_letters_are_two_forms(tmp_path: Path) -> None:
    text = ENTRY.replace("bleep", "it-help").replace("term: it-help", "term: IT") + ENTRY.replace(
        "term: bleep", "term: it"
    )
    course, mistakes = read(write_course(tmp_path, {**GOOD, FILE: text}))
    assert (mistakes, len(course.glossary)) == ([], 2)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("- bleep\n", "the file is no mapping; write each entry as 'id:' with its keys below"),
        ("", "the file is no mapping; write each entry as 'id:' with its keys below"),
        ("a: b: c\n", "this is no YAML"),
    ],
)
def test_a_file_that_cannot_be_read_takes_no_module_down(
    content: str, sentence: str, tmp_path: Path
) -> None:
    course, mistakes = read(write_course(tmp_path, {**GOOD, FILE: content}))
    assert len(mistakes) == 1 and sentence in mistakes[0], mistakes
    assert course.glossary == {}
    assert len(course.modules) == 1


def test_all_mistakes_come_in_one_run(tmp_path: Path) -> None:
    text = SAMPLE.replace("kind: jargon", "kind: jorgan").replace("nation: SCO", "nation: SC")
    _, mistakes = read(write_course(tmp_path, {**GOOD, FILE: text}))
    assert len(mistakes) == SAMPLE.count("kind: jargon") + 1
