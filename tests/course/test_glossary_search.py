"""Searching the glossary as people type."""

from pathlib import Path

import pytest

from course.glossary.search import folded, search
from course.model import GlossaryEntry
from tests.course.glossary_sample import sample_glossary


@pytest.fixture
def glossary(tmp_path: Path) -> dict[str, GlossaryEntry]:
    """Give the sample."""
    return sample_glossary(tmp_path)


def _ids(glossary: dict[str, GlossaryEntry], text: str, kind: str = "") -> list[str]:
    return [entry.id for entry in search(glossary, text, kind).entries]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("bleep", "bleep"),
        ("BLEEP", "bleep"),
        ("pager", "bleep"),
        ("blee", "bleep"),
        ("ms", "ms"),
        ("round", "board-round"),
        ("bobs your", "bob"),
        ("Bob's your uncle", "bob"),
        ("registrár", "reg"),
        ("ward-round", "ward-round"),
        ("mitral", "ms"),
        ("whiteboard", "board-round"),
        ("  not   ideal ", "not-ideal"),
    ],
)
def test_a_term_is_found_by_its_forms_and_its_meaning(
    glossary: dict[str, GlossaryEntry], text: str, first: str
) -> None:
    found = search(glossary, text)
    assert found.entries[0].id == first
    assert not found.guessed


def test_the_form_itself_comes_before_what_only_mentions_it(
    glossary: dict[str, GlossaryEntry],
) -> None:
    assert _ids(glossary, "ward") == ["ward-round", "board-round"]


def test_two_letters_find_forms_and_not_every_meaning(
    glossary: dict[str, GlossaryEntry],
) -> None:
    assert _ids(glossary, "pa") == ["pa", "bleep"]


@pytest.mark.parametrize(
    ("text", "first"), [("blep", "bleep"), ("registar", "reg"), ("bord round", "board-round")]
)
def test_a_small_mistake_is_forgiven_and_said(
    glossary: dict[str, GlossaryEntry], text: str, first: str
) -> None:
    found = search(glossary, text)
    assert (found.entries[0].id, found.guessed) == (first, True)


@pytest.mark.parametrize("text", ["xylophone", "zz", "?"])
def test_what_is_not_there_is_not_found(glossary: dict[str, GlossaryEntry], text: str) -> None:
    assert search(glossary, text).entries == ()


def test_a_kind_narrows_what_is_found(glossary: dict[str, GlossaryEntry]) -> None:
    assert _ids(glossary, "", "role") == ["pa", "reg"]
    assert _ids(glossary, "bleep", "role") == []
    assert len(_ids(glossary, "")) == len(glossary)


def test_texts_are_compared_without_case_accents_and_marks() -> None:
    assert folded("  Déjà-vu, Bob’s *A&E* ") == "deja vu bobs a&e"
