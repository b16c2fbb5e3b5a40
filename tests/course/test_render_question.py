"""Questions, feedback and reviews: each type in each state, for the eye, the ear and the form."""

import xml.etree.ElementTree as etree

import pytest
from msgspec.structs import replace

from course.marking import mark, parse_response
from course.question_types import QUESTION_TYPES, type_of
from course.question_types.long_text import WRITTEN
from course.questions import Matching, Question, Response
from course.render import QuestionState
from course.rendering.answer_words import right_response
from tests.course.render_sample import (
    CONVERSATION,
    EVIL,
    HOTSPOT,
    LIKERT,
    LONG_TEXT,
    MATCHING,
    MODULE,
    RANKING,
    RATING,
    SEQUENCING,
    WRONG,
    parsed,
    sample_renderer,
)

EACH_TYPE = pytest.mark.parametrize(("question", "wrong"), WRONG.values(), ids=WRONG.keys())

JUDGED = {name: case for name, case in WRONG.items() if QUESTION_TYPES[name].judged}
EACH_JUDGED = pytest.mark.parametrize(("question", "wrong"), JUDGED.values(), ids=JUDGED)
ONE_FORM = {name: case for name, case in WRONG.items() if name != "conversation"}
EACH_ONE_FORM = pytest.mark.parametrize(("question", "wrong"), ONE_FORM.values(), ids=ONE_FORM)


def _shown(question: Question, state: QuestionState) -> etree.Element:
    return parsed(sample_renderer().question(question, state))


def _right(question: Question) -> Response:
    return right_response(question)


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


@EACH_ONE_FORM
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


@EACH_ONE_FORM
@pytest.mark.parametrize("read_only", [False, True])
def test_what_was_answered_is_sent_back_as_it_was(
    question: Question, wrong: Response, read_only: bool
) -> None:
    for response in filter(None, (wrong, _right(question))):
        tree = _shown(question, QuestionState(response=response, read_only=read_only))
        if read_only:
            assert all("disabled" in part.attrib for part in _inputs(tree))
        elif response[0] not in (EVIL, WRITTEN):
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


@EACH_ONE_FORM
def test_an_error_is_tied_to_what_it_is_about(question: Question, wrong: Response) -> None:
    tree = _shown(question, QuestionState(error="Choose one answer."))
    error = f"answer-{question.id}-error"
    assert "Choose one answer." in "".join(tree.find(f".//*[@id='{error}']").itertext())  # type: ignore[union-attr]
    about = [part for part in tree.iter() if error in part.get("aria-describedby", "").split()]
    assert [part.tag for part in about] in (["fieldset"], ["input"], ["textarea"])
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


GOOD_AND_BAD = {"conversation": ("It went well", ("It could go better",))}
"""A conversation has words of its own for how it went."""


@EACH_JUDGED
def test_feedback_says_in_words_how_it_went(question: Question, wrong: Response) -> None:
    renderer = sample_renderer()
    right = renderer.feedback(question, _right(question), mark(question, _right(question)))
    good, bad = GOOD_AND_BAD.get(type_of(question).name, ("Right", ("Not quite", "Partly right")))
    assert good in right and not any(words in right for words in bad)
    not_right = renderer.feedback(question, wrong, mark(question, wrong))
    assert any(words in not_right for words in bad)
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


@EACH_JUDGED
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


def _words(html: str) -> str:
    body = parsed(html).find("body")
    assert body is not None
    return " ".join("".join(body.itertext()).split())


def _feedback(question: Question, response: Response) -> str:
    return _words(sample_renderer().feedback(question, response, mark(question, response)))


def test_what_is_not_judged_is_only_noted() -> None:
    assert _feedback(LIKERT, ("2",)) == "Noted You chose: A little Go on" + _why()
    told = _feedback(LONG_TEXT, (WRITTEN,))
    assert told == f"Noted Others notice this {EVIL} And that" + _why()


def _why() -> str:
    return f" Why it is so {EVIL}"


def test_what_was_written_is_shown_again_only_where_it_was_just_sent() -> None:
    just_sent = QuestionState(
        response=(WRITTEN,), written="It was loud", result=mark(LONG_TEXT, (WRITTEN,))
    )
    assert "It was loud" in sample_renderer().question(LONG_TEXT, just_sent)
    before = sample_renderer().question(
        LONG_TEXT, QuestionState(response=(WRITTEN,), result=mark(LONG_TEXT, (WRITTEN,)))
    )
    assert WRITTEN not in before.replace("What was written", "")
    assert "You wrote something here before" in before


def test_a_ranking_tells_the_place_that_experts_gave_to_each() -> None:
    words = _feedback(RANKING, ("b", "c", "a"))
    assert f"Right First for the experts: Ask {EVIL} Asking comes first" in words
    assert "Second for the experts: Wait Waiting helps" in words


def test_a_rating_tells_what_experts_say_of_each() -> None:
    words = _feedback(RATING, ("a.3", "b.3"))
    yours = "you said somewhat appropriate, experts say"
    assert f"Near: Ask {EVIL}: {yours} very appropriate Asking helps" in words
    assert f"Not right: Leave: {yours} very inappropriate Leaving does not" in words
    assert f"Right: Ask {EVIL}: Very appropriate" in _feedback(RATING, ("a.4", "b.1"))


def test_a_place_on_a_picture_is_a_label_of_its_choice_in_the_list() -> None:
    tree = _shown(HOTSPOT, QuestionState())
    picture = tree.find(".//img")
    assert picture is not None and picture.get("alt") == f"A ward {EVIL}"
    spots = tree.findall(".//label[@aria-hidden='true']")
    radios = {part.get("id"): part.get("value") for part in _inputs(tree)}
    assert [(spot.text, radios[spot.get("for")]) for spot in spots] == [("A", "a"), ("B", "b")]
    assert "fs-hotspot__spot--x55 fs-hotspot__spot--y80" in str(spots[1].get("class"))


def test_a_conversation_offers_each_line_as_a_button() -> None:
    tree = _shown(CONVERSATION, QuestionState())
    buttons = tree.findall(".//button")
    assert [(each.get("name"), each.get("value")) for each in buttons] == [
        ("answer", "opening.a"),
        ("answer", "opening.b"),
    ]
    assert not tree.findall(".//input")
    assert "Gerard Doyle" in "".join(tree.itertext())


def test_a_conversation_carries_what_was_said() -> None:
    tree = _shown(CONVERSATION, QuestionState(response=("opening.a",)))
    sent = [(part.get("type"), part.get("value")) for part in _inputs(tree)]
    assert sent == [("hidden", "opening.a")]
    assert not tree.findall(".//button")
    lines = ["".join(line.itertext()).split() for line in tree.findall(".//ol/li")]
    assert [" ".join(line)[:8] for line in lines] == ["Gerard D", "You I am", "Gerard D"]


def test_a_debrief_shows_three_sides_and_the_better_line() -> None:
    words = _feedback(CONVERSATION, ("opening.b",))
    assert words.startswith(f"It could go better He leaves {EVIL}")
    assert "Empathy 0 of 2 Clarity 1 of 2 Safety 1 of 2" in words
    assert f"You said: What is it? It sounds cold {EVIL} Better: I am. Please sit {EVIL}" in words
    assert "Better:" not in _feedback(CONVERSATION, ("opening.a",))


@EACH_TYPE
def test_what_was_answered_and_what_is_right_are_told_in_words(
    question: Question, wrong: Response
) -> None:
    for response in filter(None, (wrong, _right(question))):
        assert all(sample_renderer().answered(question, response))
        assert sample_renderer().answered(question, response)


TELLS = {"multiple", "true-false", "ranking", "rating", "conversation", "likert", "long-text"}
"""Types whose feedback tells what is right, or which have nothing right."""


@EACH_TYPE
def test_the_right_answer_is_one_press_away_after_a_wrong_one(
    question: Question, wrong: Response
) -> None:
    renderer = sample_renderer()
    name = type_of(question).name
    after = str(renderer.feedback(question, wrong, mark(question, wrong)))
    assert ("Show the answer" in after) is (name not in TELLS)
    if name not in TELLS:
        shown = after.partition("Show the answer")[2]
        assert all(line in shown for line in renderer.answered(question, _right(question)))
        assert "<details open" not in after
        right = _right(question)
        assert "Show the answer" not in renderer.feedback(question, right, mark(question, right))


def test_a_question_that_is_matched_has_no_colon_after_its_own_mark() -> None:
    pairs = tuple(replace(pair, text="Who calls?") for pair in MATCHING.pairs)
    question = replace(MATCHING, pairs=pairs)
    told = sample_renderer().answered(question, _right(question))
    assert told and all("<strong>Who calls?</strong> " in line for line in told)
