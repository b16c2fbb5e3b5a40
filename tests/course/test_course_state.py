"""Several modules' states in one text: shared cases, round trips, and room enough for the whole course."""

from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.course_state import ModuleState, decode_course, encode_course
from course.errors import SuspendDataError
from course.reader import read_course
from course.suspend_data import BUDGET_CHARACTERS, encode, fullest_state
from tests.course.vectors import load
from tools.checkout import ROOT

VECTORS = load("course_state")
STATES = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
    st.builds(
        ModuleState,
        suspend_data=st.text("AZaz09-_.~", max_size=40),
        location=st.from_regex(r"[a-z0-9-]{0,12}", fullmatch=True),
        percent=st.none() | st.integers(0, 10000).map(lambda cents: cents / 100),
        progress=st.integers(0, 1000).map(lambda part: part / 1000),
        read=st.booleans(),
        passed=st.booleans(),
        tried=st.booleans(),
        exhausted=st.booleans(),
    ),
    max_size=6,
)


def _name(case: dict[str, Any]) -> str:
    return str(case["name"])


@pytest.mark.parametrize("case", VECTORS["written"], ids=_name)
def test_states_are_written_and_read_as_the_case_says(case: dict[str, Any]) -> None:
    states = msgspec.convert(case["states"], dict[str, ModuleState])
    assert encode_course(states) == case["text"]
    assert decode_course(case["text"]) == states


@pytest.mark.parametrize("case", VECTORS["refused"], ids=_name)
def test_a_text_that_is_damaged_or_not_ours_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(SuspendDataError):
        decode_course(case["text"])


@given(STATES)
def test_what_is_written_is_read(states: dict[str, ModuleState]) -> None:
    assert decode_course(encode_course(states)) == states


@given(st.text("c1~0123456789abcdef-xyz", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(SuspendDataError):
        decode_course(text)


def test_the_fullest_state_of_the_whole_course_is_within_the_budget_of_scorm_12() -> None:
    course, mistakes = read_course(ROOT / "modules")
    assert not mistakes
    fullest = {
        module.slug: ModuleState(
            suspend_data=encode(fullest_state(module), module),
            location=max((topic.slug for topic in module.topics), key=len),
            percent=100.0,
            progress=1.0,
            read=True,
            passed=True,
            tried=True,
        )
        for module in course.modules
    }
    assert len(fullest) >= 6
    assert len(encode_course(fullest)) <= BUDGET_CHARACTERS
