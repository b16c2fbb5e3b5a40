"""Drawing and shuffling, against the cases that the browser's twin runs too."""

from collections import Counter
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.drawing import draw, shown_order, shuffled
from course.random32 import fnv1a32, mulberry32
from tests.course.vectors import load, module, question

VECTORS = load("drawing")
MODULES = {name: module(data) for name, data in VECTORS["modules"].items()}
SEEDS = st.integers(0, 2**32 - 1)


def _name(case: dict[str, Any]) -> str:
    return str(case["name"])


@pytest.mark.parametrize("case", VECTORS["hashes"], ids=lambda case: repr(case["text"]))
def test_a_hash_is_the_one_of_the_case(case: dict[str, Any]) -> None:
    assert fnv1a32(case["text"]) == case["hash"]


@pytest.mark.parametrize("case", VECTORS["numbers"], ids=lambda case: str(case["seed"]))
def test_a_seed_gives_the_numbers_of_the_case(case: dict[str, Any]) -> None:
    assert list(islice(mulberry32(case["seed"]), 4)) == case["numbers"]


@pytest.mark.parametrize("case", VECTORS["orders"], ids=_name)
def test_ids_are_shuffled_as_the_case_says(case: dict[str, Any]) -> None:
    assert list(shuffled(case["ids"], case["seed"], case["salt"])) == case["order"]


@pytest.mark.parametrize("case", VECTORS["shown"], ids=_name)
def test_answers_are_shown_in_the_order_of_the_case(case: dict[str, Any]) -> None:
    asked = question(VECTORS["questions"][case["question"]])
    assert list(shown_order(asked, case["seed"])) == case["order"]


@pytest.mark.parametrize("case", VECTORS["draws"], ids=_name)
def test_questions_are_drawn_as_the_case_says(case: dict[str, Any]) -> None:
    assert list(draw(MODULES[case["module"]], case["seed"])) == case["drawn"]


@given(SEEDS)
def test_steps_are_never_shown_in_their_right_order(seed: int) -> None:
    steps = question(VECTORS["questions"]["sequencing"])
    assert shown_order(steps, seed) != ("c", "a", "b")


@given(SEEDS)
def test_a_draw_is_of_the_bank_without_repetition_and_even_over_topics(seed: int) -> None:
    uneven = MODULES["uneven bank"]
    drawn = draw(uneven, seed)
    assert len(drawn) == len(set(drawn)) == uneven.assessment.draw
    asked = [uneven.question(question_id) for question_id in drawn]
    assert {q.purpose for q in asked} == {"assessment"}
    # Four of three topics, one of which has a single question: each gives one, and one gives two.
    assert sorted(Counter(q.topic for q in asked).values()) == [1, 1, 2]


def test_every_order_of_three_turns_up_about_equally_often() -> None:
    orders = Counter(shuffled(("a", "b", "c"), seed, "salt") for seed in range(6000))
    assert len(orders) == 6
    assert all(900 < count < 1100 for count in orders.values())
