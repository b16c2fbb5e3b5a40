"""Responses and patterns in the words of xAPI; those of SCORM are tried in the browser, by the same cases."""

from itertools import permutations
from typing import Any, get_args

import pytest

from course.interactions import (
    plain_text,
    xapi_definition,
    xapi_response,
)
from course.question_types import type_of
from course.questions import Question
from tests.course.vectors import load, question

VECTORS = load("responses")
QUESTIONS = {name: question(data) for name, data in VECTORS["questions"].items()}


def test_every_type_is_among_the_cases() -> None:
    assert {type(asked) for asked in QUESTIONS.values()} == set(get_args(Question))


@pytest.mark.parametrize("case", VECTORS["responses"], ids=lambda case: str(case["name"]))
def test_a_response_is_written_as_the_case_says(case: dict[str, Any]) -> None:
    asked, response = QUESTIONS[case["question"]], tuple(case["response"])
    assert xapi_response(asked, response) == case["xapi"]


@pytest.mark.parametrize("case", VECTORS["patterns"], ids=lambda case: str(case["question"]))
def test_the_correct_responses_are_written_as_the_case_says(case: dict[str, Any]) -> None:
    asked = QUESTIONS[case["question"]]
    definition = xapi_definition(asked, "en-GB")
    assert definition["interactionType"] == case["xapi_type"]
    assert definition.get("correctResponsesPattern", []) == case["xapi_patterns"]


@pytest.mark.parametrize("name", ["single", "multiple", "matching", "sequencing", "true-false"])
def test_a_right_response_is_one_of_the_patterns(name: str) -> None:
    asked = QUESTIONS[name]
    right = type_of(asked).right(asked)[0]
    patterns = xapi_definition(asked, "en-GB").get("correctResponsesPattern", [])
    assert xapi_response(asked, right) in patterns


def test_a_matching_question_names_its_sources_and_targets() -> None:
    definition = xapi_definition(QUESTIONS["matching"], "en-GB")
    assert definition["source"][0] == {"id": "a", "description": {"en-GB": "Source a"}}
    assert definition["target"][1] == {"id": "2", "description": {"en-GB": "Second"}}
    assert "choices" not in definition


def test_a_choice_names_its_choices_and_its_stem() -> None:
    definition = xapi_definition(QUESTIONS["single"], "en-GB")
    assert [choice["id"] for choice in definition["choices"]] == ["a", "b", "c", "d"]
    assert definition["name"] == definition["description"] == {"en-GB": "What is right?"}


@pytest.mark.parametrize(
    ("inline", "plain"),
    [
        ("A **bold** and *soft* word", "A bold and soft word"),
        ("See [the GMC](https://www.gmc-uk.org/)", "See the GMC"),
        ("I’m c______ about 2 * 3 * 4", "I’m c______ about 2 * 3 * 4"),
        ("crash_number and other_name", "crash_number and other_name"),
        ("_soft_ `code` \\*star\\*", "soft code *star*"),
        ("two\n  lines", "two lines"),
    ],
)
def test_plain_text_keeps_words_and_loses_marks(inline: str, plain: str) -> None:
    assert plain_text(inline) == plain


@pytest.mark.parametrize("name", VECTORS["questions"])
def test_every_pattern_is_a_response_that_counts_as_success(name: str) -> None:
    asked = question(VECTORS["questions"][name])
    kind = type_of(asked)
    for response in kind.patterns(asked):
        assert kind.mark(asked, kind.parse(asked, response)).success


def test_of_a_ranking_every_order_that_counts_is_a_pattern() -> None:
    asked = question(VECTORS["questions"]["ranking"])
    kind = type_of(asked)
    counting = {
        order for order in permutations(kind.shuffled_ids(asked)) if kind.mark(asked, order).success
    }
    assert counting == set(kind.patterns(asked))
