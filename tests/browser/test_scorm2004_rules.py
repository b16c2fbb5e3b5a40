"""The rules of SCORM 2004 by themselves: both statuses, the measure of progress, times."""

import json
import re
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from tests.browser.lms.server import Play
from tests.browser.test_player_rules import FLAGS, imported, standing

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

RANK: Final = {"": 0, "unknown": 0, "not attempted": 0, "incomplete": 0, "failed": 1, "passed": 2}
REPORTING: Final = {
    "statusMapping": "passed-failed",
    "reportFailed": True,
    "completion": "assessment",
}
# As the strictest system takes it: hours with what follows them, or minutes, or seconds.
DURATION: Final = re.compile(r"PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d\d))?S)?")
TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\dZ")
YEAR_2038: Final = 2_145_916_800_000


def statuses(page: Page, play: Play, cases: list[Any]) -> list[dict[str, str]]:
    """Return both words for each case: standing, reporting, held."""
    expression = "JSON.parse(value).map((v) => it.statuses(...v))"
    # As one text, for thousands of cases take long as values.
    text = json.dumps(cases)
    found: list[dict[str, str]] = imported(page, play, "tracker/statuses.js", expression, text)
    return found


def test_neither_status_is_ever_lowered_in_any_situation(page: Page, play: Play) -> None:
    cases: list[Any] = [
        [
            dict(zip(FLAGS, flags, strict=True)),
            {"statusMapping": how, "reportFailed": fails, "completion": rule},
            {"completion": completion, "success": success},
        ]
        for flags in product([False, True], repeat=5)
        for how in ("passed-failed", "completed-only")
        for rule in ("assessment", "content", "both")
        for fails in (False, True)
        for completion in ("", "unknown", "not attempted", "incomplete", "completed")
        for success in ("", "unknown", "failed", "passed")
    ]
    for case, words in zip(cases, statuses(page, play, cases), strict=True):
        held = case[2]
        assert words["completion"] in ("completed", "incomplete"), case
        assert held["completion"] != "completed" or words["completion"] == "completed", case
        assert RANK[words["success"]] >= RANK[held["success"]], case
        if case[1]["statusMapping"] == "completed-only":
            assert words["success"] == held["success"], case


@pytest.mark.parametrize(
    ("where", "reporting", "words"),
    [
        (standing(), {}, ("incomplete", "unknown")),
        (standing(read=True), {}, ("incomplete", "unknown")),
        (standing(passed=True), {}, ("completed", "passed")),
        (standing(tried=True), {}, ("incomplete", "failed")),
        (standing(tried=True), {"reportFailed": False}, ("incomplete", "unknown")),
        (standing(tried=True, exhausted=True), {"reportFailed": False}, ("incomplete", "failed")),
        (standing(passed=True), {"statusMapping": "completed-only"}, ("completed", "unknown")),
        (standing(tried=True), {"statusMapping": "completed-only"}, ("incomplete", "unknown")),
        (standing(hasAssessment=False, read=True), {}, ("completed", "unknown")),
        (standing(passed=True), {"completion": "both"}, ("incomplete", "passed")),
        (standing(passed=True, read=True), {"completion": "both"}, ("completed", "passed")),
        (standing(read=True), {"completion": "content"}, ("completed", "unknown")),
        (standing(read=True, tried=True), {"completion": "content"}, ("completed", "failed")),
    ],
)
def test_the_words_follow_the_table(
    page: Page,
    play: Play,
    where: dict[str, bool],
    reporting: dict[str, Any],
    words: tuple[str, str],
) -> None:
    held = {"completion": "incomplete", "success": "unknown"}
    found = statuses(page, play, [[where, {**REPORTING, **reporting}, held]])
    assert [(each["completion"], each["success"]) for each in found] == [words]


def test_progress_is_whole_exactly_where_the_module_is_completed(page: Page, play: Play) -> None:
    cases = [[0, False], [0.336, False], [0.999, False], [1, False], [0.2, True], [1, True]]
    expression = "value.map((v) => it.progressMeasure(...v))"
    found = imported(page, play, "tracker/statuses.js", expression, cases)
    assert found == [0, 0.33, 0.99, 0.99, 1, 1]


@given(st.lists(st.integers(min_value=-1_000, max_value=10**11), min_size=50, max_size=200))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_duration_reads_back_to_the_hundredth_of_a_second(
    page: Page, play: Play, system_address: str, milliseconds: list[int]
) -> None:
    for given_ms, text in zip(milliseconds, times(page, "duration", milliseconds), strict=True):
        match = DURATION.fullmatch(text)
        assert match, text
        hours, minutes, seconds, hundredths = (int(part or 0) for part in match.groups())
        assert minutes < 60 and seconds < 60
        read = ((hours * 60 + minutes) * 60 + seconds) * 100 + hundredths
        assert read == max(given_ms, 0) // 10, text


@given(st.lists(st.integers(min_value=0, max_value=YEAR_2038 - 1), min_size=50, max_size=200))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_point_in_time_reads_back_to_the_hundredth_of_a_second(
    page: Page, play: Play, system_address: str, milliseconds: list[int]
) -> None:
    for since, text in zip(milliseconds, times(page, "timestamp", milliseconds), strict=True):
        assert TIME.fullmatch(text), text
        expected = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=since // 10 * 10)
        assert datetime.fromisoformat(text) == expected


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [
        (0, "PT0S"),
        (9, "PT0S"),
        (50, "PT0.05S"),
        (10_000, "PT10S"),
        (65_250, "PT1M5.25S"),
        (3_605_000, "PT1H5S"),
        (3_600_000, "PT1H"),
        (90_000_000, "PT25H"),
    ],
)
def test_a_duration_takes_the_form_that_every_system_reads(
    page: Page, system_address: str, milliseconds: int, text: str
) -> None:
    assert times(page, "duration", [milliseconds]) == [text]


@pytest.fixture
def system_address(page: Page, play: Play) -> str:
    """Open the page that holds the player's modules, and give its address."""
    address = f"{play().address}/twins.html"
    page.goto(address)
    return address


def times(page: Page, function: str, milliseconds: list[int]) -> list[str]:
    """Return what a function of the player's times writes."""
    found: list[str] = page.evaluate(
        """async ([name, values]) => {
            const times = await import("/player/time.js");
            const given = (ms) => (name === "timestamp" ? new Date(ms) : ms);
            return values.map((ms) => times[name](given(ms)));
        }""",
        [function, milliseconds],
    )
    return found
