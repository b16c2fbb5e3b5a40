"""A question's numbers, against vectors worked out by hand."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from markupsafe import Markup, escape

from app.items.findings import findings, in_ten
from app.items.statistics import (
    FEWEST,
    NO_REPLY,
    Numbers,
    Reply,
    Sitting,
    discrimination,
    facility,
    numbers,
    tellable_versions,
)
from app.items.uses import uses
from course.question_types import QUESTION_TYPES
from course.questions import FillIn, Matching, Option, Pair, Sequencing, Single, Step, Target
from course.rendering.answer_words import right_response
from tests.course.render_sample import WRONG

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))


def named(kind: str) -> Any:
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=case["name"]) for case in VECTORS[kind]]
    )


@named("facility")
def test_facility(case: dict[str, Any]) -> None:
    assert facility(case["successes"]) == case["is"]


@named("discrimination")
def test_discrimination(case: dict[str, Any]) -> None:
    pairs = list(zip(map(bool, case["right"]), case["rest"], strict=True)) * case["repeat"]
    found = discrimination(pairs)
    assert found == (case["is"] if case["is"] is None else pytest.approx(case["is"], abs=1e-12))


@named("tellable_versions")
def test_which_versions_may_be_told(case: dict[str, Any]) -> None:
    assert tellable_versions(case["sizes"]) == tuple(case["is"])


def replies(*choices: str) -> list[Reply]:
    return [Reply((choice,), choice == "a", float(choice == "a"), 10.0) for choice in choices]


def sittings(answers: list[Reply]) -> list[Sitting]:
    return [Sitting("1.0.0", {"q": reply, "other": NO_REPLY}) for reply in answers]


def test_of_fewer_than_five_people_nothing_is_told() -> None:
    assert numbers("q", sittings(replies(*"abab"))) is None
    assert numbers("q", sittings(replies(*"ababa"))) is not None
    assert numbers("not drawn", sittings(replies(*"ababa"))) is None


def test_an_answer_that_was_left_out_is_not_right_and_has_no_time() -> None:
    found = numbers("q", sittings([*replies(*"aaaa"), NO_REPLY]))
    assert found == Numbers(5, 0.8, None, None)


def test_the_question_itself_is_left_out_of_the_rest() -> None:
    sitting = Sitting("1.0.0", {"q": Reply(("a",), True, 1.0), "other": Reply(("b",), False, 0.25)})
    assert sitting.rest("q") == 0.25
    assert Sitting("1.0.0", {"q": NO_REPLY}).rest("q") is None


COMMON: dict[str, Any] = {
    "id": "q",
    "topic": "t",
    "purpose": "assessment",
    "stem": "Which?",
    "explanation": "So.",
}
SINGLE = Single(
    **COMMON,
    options=(Option("a", "Ask", "", True), Option("b", "Wait", ""), Option("c", "Go", "")),
)


def inline(text: str) -> Markup:
    return escape(text)


def told(*choices: str, of: Single = SINGLE) -> list[str]:
    answers = replies(*choices)
    found = numbers("q", sittings(answers))
    assert found is not None
    used = uses(of, answers, inline)
    return [str(each.sentence) for each in findings(of, found, used)]


def test_a_wrong_answer_that_most_choose_points_at_the_key() -> None:
    assert (
        told(*"bbbbbbbbba")[0] == "9 in 10 choose “Wait”, which is marked wrong: look at the key."
    )


@pytest.mark.parametrize(
    ("choice", "quoted"),
    [
        ("“Wait, please.”", "“Wait, please.”"),
        ("Say “wait”", "‘Say “wait”’"),
        ("“Wait,” then “go”", "‘“Wait,” then “go”’"),
    ],
)
def test_a_choice_that_is_a_saying_is_not_quoted_twice(choice: str, quoted: str) -> None:
    other = Option("b", choice, "")
    asked = msgspec.structs.replace(SINGLE, options=(SINGLE.options[0], other))
    assert told(*"bbbbbbbbba", of=asked)[0] == (
        f"9 in 10 choose {quoted}, which is marked wrong: look at the key."
    )


def test_a_question_that_works_does_not_stand_out() -> None:
    assert told(*"aaaaaabbcc") == []


def test_an_answer_that_nobody_chooses_is_told_once_there_are_enough() -> None:
    assert told(*"aaabb") == []
    assert told(*"aaabb" * 4) == ["Nobody chooses “Go”."]


@pytest.mark.parametrize(
    ("answers", "discrimination", "says"),
    [
        (40, -0.3, "wrong more often"),
        (40, -0.1, "hardly tells"),
        (40, 0.1, ""),  # it may well be 0.2
        (400, 0.1, "hardly tells"),
        (400, 0.3, ""),
    ],
)
def test_a_question_that_does_not_tell_apart_stands_out_where_that_is_no_chance(
    answers: int, discrimination: float, says: str
) -> None:
    found = findings(
        SINGLE, Numbers(answers, 0.6, discrimination, None), uses(SINGLE, replies(*"abc"), inline)
    )
    assert (says in found[0].sentence) if says else (found == ())


def test_shares_are_told_in_tens() -> None:
    assert [in_ten(share) for share in (0.01, 0.52, 0.97)] == [
        "hardly anybody",
        "5 in 10",
        "nearly everybody",
    ]


def test_what_few_people_typed_is_not_shown() -> None:
    question = FillIn(**COMMON, accept=("concerned",), feedback_right="", feedback_wrong="")
    typed = ["Concerned"] * FEWEST + ["my own words"] * (FEWEST - 1)
    used = uses(question, [Reply((text,), False, 0.0) for text in typed], inline)
    assert [(str(use.words), use.count, use.right) for use in used] == [
        ("concerned", FEWEST, True),
        ("Something else", FEWEST - 1, False),
    ]


def test_choices_of_matching_and_of_an_order_are_told_part_by_part() -> None:
    matching = Matching(
        **COMMON,
        pairs=(Pair("a", "Bleep", "1", ""), Pair("b", "Reg", "2", "")),
        targets=(Target("1", "Pager"), Target("2", "Registrar")),
    )
    used = uses(matching, [Reply(("a.1", "b.1"), False, 0.5)], inline)
    assert [(use.key, use.count, use.right) for use in used] == [
        ("a.1", 1, True),
        ("b.1", 1, False),
        ("b.2", 0, True),
    ]
    steps = Sequencing(
        **COMMON,
        steps=(Step("a", "Look"), Step("b", "Listen")),
        feedback_right="",
        feedback_wrong="",
    )
    used = uses(steps, [Reply(("a", "b"), True, 1.0), Reply(("b", "a"), False, 0.0)], inline)
    assert [use.count for use in used] == [1, 1]


@pytest.mark.parametrize(
    "name", [name for name, kind in QUESTION_TYPES.items() if "assessment" in kind.purposes]
)
def test_what_is_right_is_counted_of_every_type_that_an_assessment_may_ask(name: str) -> None:
    question, _ = WRONG[name]
    used = uses(question, [Reply(right_response(question), True, 1.0)] * FEWEST, inline)
    assert any(use.right and use.count == FEWEST for use in used)


def test_who_chose_nothing_is_counted_last() -> None:
    used = uses(SINGLE, [*replies("a"), NO_REPLY], inline)
    assert (str(used[-1].words), used[-1].count) == ("No answer", 1)
