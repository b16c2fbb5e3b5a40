"""Marking, against the cases that the browser's twin runs too."""

from typing import Any, get_args

import msgspec
import pytest

from course.marking import (
    ResponseError,
    Result,
    feedback_texts,
    mark,
    parse_response,
    score_percent,
)
from course.question_types import QUESTION_TYPES, type_of
from course.questions import Question
from course.reviewing import shown_of_a_try
from tests.course.vectors import load, question

VECTORS = load("marking")
CASES = {case["name"]: case for case in VECTORS["cases"]}
QUESTIONS = {name: question(data) for name, data in VECTORS["questions"].items()}


@pytest.mark.parametrize("name", CASES)
def test_an_answer_is_marked_as_the_case_says(name: str) -> None:
    case = CASES[name]
    asked = QUESTIONS[case["question"]]
    if "error" in case:
        with pytest.raises(ResponseError) as refused:
            parse_response(asked, case["values"])
        assert str(refused.value) == case["error"]
        return
    response = parse_response(asked, case["values"])
    assert list(response) == case["response"]
    assert msgspec.to_builtins(mark(asked, response)) == _plain(case["result"])


def _plain(result: dict[str, Any]) -> dict[str, Any]:
    lists = {key: tuple(result[key]) for key in ("parts", "feedback")}
    return {"written": "", **result, **lists}


@pytest.mark.parametrize("case", VECTORS["scores"], ids=lambda case: str(case["name"]))
def test_a_score_is_cut_as_the_case_says(case: dict[str, Any]) -> None:
    results = [Result(False, scaled, (), ()) for scaled in case["scaled"]]
    assert score_percent(results) == case["percent"]


@pytest.mark.parametrize("case", VECTORS["reviews"], ids=lambda case: str(case["name"]))
def test_of_a_try_is_shown_what_the_case_says(case: dict[str, Any]) -> None:
    assert shown_of_a_try(case["review"], passed=case["passed"]) == case["shown"]


def test_a_score_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one result"):
        score_percent([])


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_response_called_right_is_marked_right(name: str) -> None:
    asked = QUESTIONS[name]
    for response in type_of(asked).right(asked):
        result = mark(asked, parse_response(asked, response))
        assert (result.success, result.scaled) == (True, 1.0)


@pytest.mark.parametrize("name", CASES)
def test_every_key_of_feedback_has_a_text(name: str) -> None:
    case = CASES[name]
    texts = feedback_texts(QUESTIONS[case["question"]])
    assert set(case.get("result", {}).get("feedback", ())) <= set(texts)


def test_every_type_of_the_model_is_in_the_registry_and_among_the_cases() -> None:
    assert {kind.model for kind in QUESTION_TYPES.values()} == set(get_args(Question))
    assert {type(asked) for asked in QUESTIONS.values()} == set(get_args(Question))
