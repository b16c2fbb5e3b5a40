"""The codec of suspend data: shared cases, round trips, damage, and room enough."""

import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.errors import ResponseError, SuspendDataError
from course.model import Module
from course.question_types import type_of
from course.questions import Question
from course.state import Attempt, Given, State
from course.suspend_data import LIMIT_CHARACTERS, decode, encode, fullest_state
from tests.course.vectors import load, module, question

VECTORS = load("suspend_data")
MODULES = {name: module(data) for name, data in VECTORS["modules"].items()}
FIRST = MODULES["first"]


def _name(case: dict[str, Any]) -> str:
    return str(case["name"])


def _state(case: dict[str, Any]) -> State:
    return msgspec.convert(case["state"], State)


@pytest.mark.parametrize("case", VECTORS["written"], ids=_name)
def test_a_state_is_written_as_the_case_says(case: dict[str, Any]) -> None:
    assert encode(_state(case), MODULES[case["module"]]) == case["text"]


@pytest.mark.parametrize("case", VECTORS["written"] + VECTORS["read"], ids=_name)
def test_a_text_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    assert decode(case["text"], MODULES[case["module"]]) == _state(case)


@pytest.mark.parametrize("case", VECTORS["refused"], ids=_name)
def test_a_text_that_is_damaged_or_not_ours_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(SuspendDataError):
        decode(case["text"], MODULES[case["module"]])


@st.composite
def _given(draw: st.DrawFn, question: Question) -> Given:
    kind = type_of(question)
    correct = draw(st.booleans())
    if not kind.kept or draw(st.booleans()):
        return Given(correct)
    if kind.name in ("single", "true-false"):
        ids = kind.shuffled_ids(question) or ("true", "false")
        return Given(correct, (draw(st.sampled_from(ids)),))
    if kind.name == "multiple":
        chosen = draw(st.sets(st.sampled_from(kind.shuffled_ids(question)), min_size=1))
        return Given(correct, tuple(sorted(chosen)))
    if kind.name == "sequencing":
        return Given(correct, tuple(draw(st.permutations(kind.shuffled_ids(question)))))
    targets = st.sampled_from(kind.shuffled_ids(question))
    sources = [right.split(".")[0] for right in kind.right(question)[0]]
    return Given(correct, tuple(f"{source}.{draw(targets)}" for source in sources))


@st.composite
def _answers(draw: st.DrawFn, questions: list[Question]) -> dict[str, Given]:
    chosen = [question for question in questions if draw(st.booleans())]
    return {question.id: draw(_given(question)) for question in chosen}


@st.composite
def states(draw: st.DrawFn, subject: Module) -> State:
    """Make a state that the module can have."""
    slugs = [topic.slug for topic in subject.topics]
    bank = list(subject.of_purpose("assessment"))
    drawn = draw(st.permutations(bank))[: subject.assessment.draw]
    attempt = Attempt(
        draw(st.integers(0, 2**32 - 1)), tuple(q.id for q in drawn), draw(_answers(drawn))
    )
    return State(
        location=draw(st.sampled_from(["", "assessment", *slugs])),
        topics_seen=frozenset(draw(st.sets(st.sampled_from(slugs)))),
        answers=draw(_answers(list(subject.questions))),
        attempts=draw(st.integers(0, 5000)),
        best_percent=draw(st.none() | st.integers(0, 10000).map(lambda n: n / 100)),
        passed=draw(st.booleans()),
        attempt=draw(st.sampled_from([None, attempt])),
        version=subject.version,
    )


@given(states(FIRST))
def test_every_state_comes_back_as_it_was(state: State) -> None:
    text = encode(state, FIRST)
    assert re.fullmatch(r"v1~[A-Za-z0-9_.~-]+", text)
    assert decode(text, FIRST) == state


@given(st.text(max_size=60))
def test_no_text_makes_reading_fail_but_by_refusing(text: str) -> None:
    for candidate in (text, f"v1~{text}"):
        with pytest.raises(SuspendDataError):
            decode(candidate, FIRST)


@given(states(FIRST), st.data())
def test_one_changed_character_is_always_noticed(state: State, data: st.DataObject) -> None:
    text = encode(state, FIRST)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("Ab0-_.~").filter(lambda c: c != text[place]))
    with pytest.raises(SuspendDataError):
        decode(text[:place] + other + text[place + 1 :], FIRST)


def test_typed_text_never_enters_the_data() -> None:
    typed = State(answers={"fill-in": Given(False, ("my secret",))})
    plain = State(answers={"fill-in": Given(False)})
    assert encode(typed, FIRST) == encode(plain, FIRST)


@given(states(FIRST))
def test_no_state_takes_more_room_than_the_fullest(state: State) -> None:
    bounded = msgspec.structs.replace(state, attempts=min(state.attempts, 255))
    assert len(encode(bounded, FIRST)) <= len(encode(fullest_state(FIRST), FIRST))


def test_a_state_that_does_not_fit_is_refused_and_not_cut() -> None:
    question = FIRST.question("matching")
    many = tuple(msgspec.structs.replace(question, id=f"m-{n}") for n in range(600))
    large = msgspec.structs.replace(
        FIRST, questions=many, index_questions=tuple(q.id for q in many)
    )
    answers = {q.id: Given(True, ("a.1", "b.2", "c.1")) for q in many}
    with pytest.raises(SuspendDataError, match=f"{LIMIT_CHARACTERS} fit"):
        encode(State(answers=answers), large)


@pytest.mark.parametrize(
    ("name", "longest"),
    [
        ("multiple", "abcd"),
        ("likert", "1"),
        ("ranking", "cadb"),
        ("rating", "a1b4c3"),
        ("hotspot", "b"),
        # By the angry turn it takes a line more than the best lines do.
        ("conversation", "bab"),
    ],
)
def test_the_fullest_state_counts_the_longest_answer_not_the_best(name: str, longest: str) -> None:
    asked = question(load("marking")["questions"][name])
    kind = type_of(asked)
    response = kind.longest(asked)
    assert len(kind.to_characters(response)) == len(longest)
    assert kind.parse(asked, kind.from_characters(asked, kind.to_characters(response))) == response


def test_a_conversation_is_kept_by_what_was_chosen_at_each_turn() -> None:
    asked = question(load("marking")["questions"]["conversation"])
    kind = type_of(asked)
    path = ("opening.b", "angry.a", "calmer.b")
    assert kind.to_characters(path) == "bab"
    assert kind.from_characters(asked, "bab") == path
    with pytest.raises(ResponseError):
        kind.from_characters(asked, "bz")
