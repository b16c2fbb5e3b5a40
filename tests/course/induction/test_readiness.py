"""How ready a trust is: vectors for each of the four words."""

from pathlib import Path

import pytest

from course.induction.model import Standard
from course.induction.readiness import Word, in_order, readiness
from course.reader import read_course

MODULES = Path(__file__).parents[3] / "modules"


@pytest.fixture(scope="module")
def standards() -> tuple[Standard, ...]:
    return read_course(MODULES)[0].induction.standards


def levels(standards: tuple[Standard, ...], usual: int, **others: int) -> dict[str, int]:
    return {each.id: others.get(each.id, usual) for each in standards}


@pytest.mark.parametrize(
    ("usual", "others", "word"),
    [
        (2, {}, Word.READY),
        (3, {}, Word.READY),
        (2, {"S03": 1, "S09": 1, "S16": 1}, Word.READY),
        (2, {"S03": 0}, Word.IN_PROGRESS),
        (2, {"S01": 1}, Word.NEARLY),
        (2, {"S01": 1, "S07": 1, "S14": 1}, Word.NEARLY),
        (2, {"S01": 1, "S03": 0}, Word.NEARLY),
        (2, {"S01": 1, "S02": 1, "S07": 1, "S08": 1}, Word.NOT_SAFE),
        (2, {"S01": 0}, Word.IN_PROGRESS),
        (2, {"S04": 1}, Word.IN_PROGRESS),
        (2, {"S05": 1, "S01": 1}, Word.IN_PROGRESS),
        (3, {"S04": 0}, Word.NOT_SAFE),
        (3, {"S05": 0}, Word.NOT_SAFE),
        (3, {"S06": 0}, Word.NOT_SAFE),
        (1, {}, Word.NOT_SAFE),
        (0, {}, Word.NOT_SAFE),
    ],
)
def test_the_word_follows_from_the_levels(
    standards: tuple[Standard, ...], usual: int, others: dict[str, int], word: Word
) -> None:
    assert readiness(standards, levels(standards, usual, **others)).word is word


def test_while_levels_are_missing_nothing_is_said_but_what_is_unsafe(
    standards: tuple[Standard, ...],
) -> None:
    found = readiness(standards, {"S01": 2})
    assert found.word is None
    assert found.because == "15 of 16 levels are still to be chosen."
    unsafe = readiness(standards, {"S06": 0})
    assert unsafe.word is Word.NOT_SAFE
    assert [each.id for each in unsafe.behind] == ["S06"]


def test_the_reason_names_what_stands_in_the_way(standards: tuple[Standard, ...]) -> None:
    found = readiness(standards, levels(standards, 2, S01=1, S14=1))
    assert found.because == "2 essential standards are not yet reliable: IMG lead, Fairness."
    assert {each.id for each in found.behind} == {"S01", "S14"}


def test_safety_comes_first_then_what_is_quickly_won(standards: tuple[Standard, ...]) -> None:
    given = levels(standards, 3, S10=0, S03=1, S07=1, S06=1, S09=2)
    order = [each.id for each in in_order(standards, given)]
    assert order[:5] == ["S06", "S07", "S03", "S10", "S09"]
