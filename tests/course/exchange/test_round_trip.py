"""What leaves comes back: every type, both formats, whatever the texts hold."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.exchange.formats import FORMATS
from course.exchange.gift_write import lost
from course.exchange.html_text import from_text
from course.exchange.outgoing import item_of, module_file, module_items
from course.files.text_files import REFUSED
from course.question_types import QUESTION_TYPES, type_of
from course.questions import (
    Action,
    FillIn,
    Level,
    Likert,
    LongText,
    Matching,
    Multiple,
    Numeric,
    Option,
    Pair,
    Question,
    Rating,
    Sequencing,
    Single,
    Step,
    Target,
    TrueFalse,
)
from tests.course.exchange.travel import expected, imported, in_words, there_and_back
from tests.packager.sample_course import sample_module

SIGNS = "~=#{}:\\%[]()*_`<>&!\"'$/-+^|.,;? aAb1é日😀ﬁ\u00a0→½"
TEXTS = (
    st.text(
        st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), min_size=1, max_size=30
    )
    .map(lambda text: REFUSED.sub("", text))
    .map(lambda text: "".join(c for c in text if not "\ufdd0" <= c <= "\ufdef"))
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
NUMBERS = st.decimals(-10_000, 10_000, allow_nan=False, allow_infinity=False, places=2)


def built(kind: str, texts: list[str], number: str) -> Question:
    """Return a question of a type whose every text is given, in its order.

    What takes a text into another (a ranking, a hotspot) is tried with the sample alone.
    """
    words = iter(map(from_text, texts))
    common: dict[str, Any] = {
        "id": "here",
        "topic": "first",
        "purpose": "practice",
        "stem": next(words),
        "explanation": next(words),
    }
    outcomes: dict[str, Any] = {"feedback_right": next(words), "feedback_wrong": next(words)}
    abc = [(letter, next(words), next(words)) for letter in "abc"]
    match kind:
        case "single":
            return Single(**common, options=tuple(Option(*each, each[0] == "b") for each in abc))
        case "multiple":
            return Multiple(**common, options=tuple(Option(*each, each[0] != "b") for each in abc))
        case "true-false":
            right, wrong = outcomes.values()
            return TrueFalse(**common, answer=False, feedback_true=wrong, feedback_false=right)
        case "fill-in":
            accept = tuple(dict.fromkeys(" ".join(text.split()) for text in texts[-3:]))
            return FillIn(**common, **outcomes, accept=accept, hint=next(words))
        case "numeric":
            unit = "days" if number.startswith("-") else ""
            return Numeric(**common, **outcomes, answer=number, tolerance="0.5", unit=unit)
        case "matching":
            targets = (Target("1", next(words)), Target("2", next(words)), Target("3", next(words)))
            pairs = tuple(Pair(a, b, "1" if a == "c" else "2", c) for a, b, c in abc)
            return Matching(**common, pairs=pairs, targets=targets)
        case "sequencing":
            steps = tuple(Step(letter, text) for letter, text, _ in abc)
            return Sequencing(**common, **outcomes, steps=steps)
        case "rating":
            return Rating(**common, actions=tuple(Action(a, b, "2", c) for a, b, c in abc))
        case "likert":
            return Likert(**common, scale=tuple(Level(*each) for each in abc))
        case "long-text":
            return LongText(**common, compare=tuple(text for _, text, _ in abc))
    raise AssertionError(f"no question of type {kind} is made here")


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "kind",
    [
        "single",
        "multiple",
        "true-false",
        "fill-in",
        "numeric",
        "matching",
        "sequencing",
        "rating",
        "likert",
        "long-text",
    ],
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    texts=st.lists(TEXTS, min_size=16, max_size=16, unique=True),
    number=NUMBERS.map(lambda value: f"{value.normalize():f}"),
)
def test_a_question_comes_back_as_it_left_whatever_its_texts_hold(
    kind: str, format_: str, texts: list[str], number: str
) -> None:
    question = built(kind, texts, number)
    item, _ = item_of(question)
    back = there_and_back(question, format_)
    if back is None:
        assert item is not None
        assert format_ == "gift"
        assert any("left out" in line for line in lost(item))
        return
    assert in_words(back) == expected(question, format_)


STAYS = {"conversation"}
"""Types that have no partner in any other system."""


def test_the_sample_has_every_type_and_all_but_those_that_stay_have_a_partner(
    tmp_path: Path,
) -> None:
    travels = {type_of(each).name: item_of(each)[0] is not None for each in sample(tmp_path)}
    assert travels == {name: name not in STAYS for name in QUESTION_TYPES}


def sample(tmp_path: Path) -> tuple[Question, ...]:
    return sample_module(tmp_path).questions


@pytest.mark.parametrize("format_", FORMATS)
def test_of_every_type_what_can_travel_arrives(tmp_path: Path, format_: str) -> None:
    for question in sample(tmp_path):
        item, told = item_of(question)
        back = there_and_back(question, format_)
        if item is None:
            assert back is None
            assert "left out" in told[0]
        else:
            assert back is not None, question.id
            assert in_words(back) == expected(question, format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_whole_module_travels_and_what_changes_is_told_at_the_head_of_the_file(
    tmp_path: Path, format_: str
) -> None:
    module = sample_module(tmp_path)
    made = module_file(module, FORMATS[format_])
    for line in made.told:
        assert line in made.text
    assert "p-talk: left out, since a conversation has no partner elsewhere" in made.told
    assert any(line.startswith("p-rank: becomes an ordering") for line in made.told)
    assert any(line.startswith("p-place: becomes a choice in words") for line in made.told)
    found, report = imported(made.text, format_)
    assert report.mistakes == []
    assert len(found) == len(module_items(module).items)
    assert "<days>/Second topic/Practice" in unescape(made.text)
