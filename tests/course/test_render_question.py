"""Questions, feedback and reviews: each type in each state, for the eye, the ear and the form."""

import xml.etree.ElementTree as etree

import pytest

from course.marking import mark, parse_response
from course.model import Matching, Question, Response
from course.question_types import QUESTION_TYPES, type_of
from course.render import QuestionState
from tests.course.render_sample import (
    EVIL,
    MATCHING,
    MODULE,
    SEQUENCING,
    WRONG,
    parsed,
    sample_renderer,
)

EACH_TYPE = pytest.mark.parametrize(("question", "wrong"), WRONG.values(), ids=WRONG.keys())


def _shown(question: Question, state: QuestionState) -> etree.Element:
    return parsed(sample_renderer().question(question, state))


def _right(question: Question) -> Response:
    response: Response = type_of(question).right(question)[0]
    return response


def _inputs(tree: etree.Element) -> list[etree.Element]:
    return [part for part in tree.iter() if part.tag in {"input", "select", "textarea"}]


def _sent(tree: etree.Element) -> list[str]:
    """Return what a browser would send of a form that holds this question."""
    values = [
        option.get("value", "") for option in tree.iter("option") if "selected" in option.attrib
    ]
    for part in tree.iter("input"):
        if part.get("type") == "text" or "checked" in part.attrib:
            values.append(part.get("value", ""))
    return values


def test_every_type_of_question_is_in_the_sample() -> None:
    assert set(WRONG) == set(QUESTION_TYPES)


@EACH_TYPE
def test_a_fresh_question_holds_its_contract(question: Question, wrong: Response) -> None:
    tree = _shown(question, QuestionState())
    root = tree.find("body/div")
    assert root is not None
    assert root.get("id") == f"question-{question.id}"
    assert root.get("data-question") == question.id
    assert root.get("data-type") == type_of(question).name
    assert root.get("data-purpose") == "practice"
    assert {part.get("name") for part in _inputs(tree)} == {"answer"}
    feedback = root.findall("div[@data-feedback]")
    assert [(part.get("id"), part.get("role"), part.text) for part in feedback] == [
        (f"feedback-{question.id}", "status", None)
    ]
    assert not tree.findall(".//form") and not tree.findall(".//button")


@EACH_TYPE
@pytest.mark.parametrize("read_only", [False, True])
def test_what_was_answered_is_sent_back_as_it_was(
    question: Question, wrong: Response, read_only: bool
) -> None:
    for response in (wrong, _right(question)):
        tree = _shown(question, QuestionState(response=response, read_only=read_only))
        if read_only:
            assert all("disabled" in part.attrib for part in _inputs(tree))
        elif response[0] != EVIL:
            assert parse_response(question, _sent(tree)) == response


@EACH_TYPE
def test_nothing_that_anybody_wrote_becomes_markup(question: Question, wrong: Response) -> None:
    renderer, result = sample_renderer(), mark(question, wrong)
    for html in (
        renderer.question(question, QuestionState(wrong, result, error=EVIL)),
        renderer.feedback(question, wrong, result),
        renderer.review(question, wrong, result),
    ):
        assert "<script" not in html
        assert EVIL.removeprefix("<") in str(html).replace("&gt;", ">").replace("&lt;", "<")
        parsed(html)


@pytest.mark.parametrize("kind", ["fill-in", "numeric"])
def test_what_was_typed_is_kept_as_it_was_beside_its_error(kind: str) -> None:
    question = WRONG[kind][0]
    tree = _shown(question, QuestionState(response=(EVIL,), error="Type a number."))
    assert _sent(tree) == [EVIL]


@EACH_TYPE
def test_every_input_has_a_label_and_ids_are_unique(question: Question, wrong: Response) -> None:
    tree = _shown(question, QuestionState(error="Choose one answer."))
    labels = {label.get("for") for label in tree.iter("label")}
    assert {part.get("id") for part in _inputs(tree)} <= labels
    ids = [part.get("id") for part in tree.iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    assert all(question.id in str(each) for each in ids)


@EACH_TYPE
def test_an_error_is_tied_to_what_it_is_about(question: Question, wrong: Response) -> None:
    tree = _shown(question, QuestionState(error="Choose one answer."))
    error = f"answer-{question.id}-error"
    assert "Choose one answer." in "".join(tree.find(f".//*[@id='{error}']").itertext())  # type: ignore[union-attr]
    about = [part for part in tree.iter() if error in part.get("aria-describedby", "").split()]
    assert [part.tag for part in about] in (["fieldset"], ["input"])
    assert any(part.get("id") == f"answer-{question.id}" for part in _inputs(tree))


@EACH_TYPE
def test_the_stem_is_a_heading_of_the_level_asked_for(question: Question, wrong: Response) -> None:
    for level in (1, 2, 3):
        tree = _shown(question, QuestionState(heading=level))
        assert "A stem with" in "".join(tree.find(f".//h{level}").itertext())  # type: ignore[union-attr]
    assert not _shown(question, QuestionState(heading=0)).findall(".//h1")


def test_its_place_among_several_is_said() -> None:
    text = "".join(_shown(MATCHING, QuestionState(number=3, of=10)).itertext())
    assert "Question 3 of 10" in text


@EACH_TYPE
def test_feedback_says_in_words_how_it_went(question: Question, wrong: Response) -> None:
    renderer = sample_renderer()
    right = renderer.feedback(question, _right(question), mark(question, _right(question)))
    assert "Right" in right and "Not quite" not in right
    not_right = renderer.feedback(question, wrong, mark(question, wrong))
    assert "Not quite" in not_right or "Partly right" in not_right
    for html in (right, not_right):
        assert "Why it is so" in html


def test_each_answer_gets_its_own_reason() -> None:
    question, wrong = WRONG["multiple"]
    text = "".join(
        parsed(sample_renderer().feedback(question, wrong, mark(question, wrong))).itertext()
    )
    words = " ".join(text.split())
    assert "Right: First right Because a" in words
    assert "You left out: Second right" in words
    assert "Not right: Wrong one Because c" in words


def test_a_wrong_match_is_named_with_what_was_chosen() -> None:
    html = sample_renderer().feedback(MATCHING, ("a.1", "b.1"), mark(MATCHING, ("a.1", "b.1")))
    words = " ".join("".join(parsed(html).itertext()).split())
    assert "Partly right" in words
    assert f"Not right: Source B: Target one {EVIL} For b" in words


@EACH_TYPE
def test_a_review_shows_the_answer_and_what_is_right(question: Question, wrong: Response) -> None:
    html = sample_renderer().review(question, wrong, mark(question, wrong))
    assert "You answered" in html and "Right answer" in html
    assert not _inputs(parsed(html))
    alright = sample_renderer().review(question, _right(question), mark(question, _right(question)))
    assert "Right answer" not in alright


def test_a_review_of_no_answer_says_so() -> None:
    assert "No answer" in sample_renderer().review(MATCHING, (), mark(MATCHING, ()))


def test_steps_are_never_shown_in_their_right_order_by_themselves() -> None:
    letters = _shown(SEQUENCING, QuestionState()).findall(".//ol/li")
    assert [str(step.text)[:6] for step in letters] == ["Step b", "Step c", "Step a"]


def test_a_given_order_is_the_order_shown() -> None:
    tree = _shown(SEQUENCING, QuestionState(order=("c", "a", "b")))
    first = tree.find(".//select")
    assert first is not None
    assert [option.get("value") for option in first] == ["", "c", "a", "b"]
    assert [str(option.text)[:2] for option in first] == ["Ch", "A.", "B.", "C."]


def test_a_long_target_is_listed_in_full_above_the_selects() -> None:
    assert _shown(MATCHING, QuestionState()).findall(".//ol/li")
    short = Matching(
        id="m", topic="first", purpose="practice", stem="S", explanation="E",
        pairs=MATCHING.pairs, targets=(MATCHING.targets[1],),
    )  # fmt: skip
    assert not _shown(short, QuestionState()).findall(".//ol/li")


def test_the_same_course_renders_a_topic_once() -> None:
    renderer = sample_renderer()
    topic = MODULE.topics[1]
    assert renderer.topic(MODULE, topic) is renderer.topic(MODULE, topic)
