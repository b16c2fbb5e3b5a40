"""The player's rules by themselves: the word for a status, times, and where an API is looked for."""

from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.lms.server import Play

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

HELD = ["", "not attempted", "incomplete", "browsed", "failed", "completed", "passed"]
RANK = {"failed": 1, "completed": 2, "passed": 3}
FLAGS = ["hasAssessment", "read", "passed", "tried", "exhausted"]


def imported(page: Page, play: Play, module: str, expression: str, value: Any) -> Any:
    """Return what an expression of a module of the player gives for a value."""
    page.goto(f"{play().address}/twins.html")
    script = (
        f"async (value) => {{ const it = await import('/player/{module}'); return {expression} }}"
    )
    return page.evaluate(script, value)


def statuses(page: Page, play: Play, cases: list[Any]) -> list[str]:
    """Return the word for each case: standing, reporting, held."""
    found: list[str] = imported(
        page, play, "tracker/lesson-status.js", "value.map((v) => it.lessonStatus(...v))", cases
    )
    return found


def standing(**flags: bool) -> dict[str, bool]:
    """Return where a learner stands."""
    return {**dict.fromkeys(FLAGS, False), "hasAssessment": True, **flags}


def test_no_status_is_ever_lowered_in_any_situation(page: Page, play: Play) -> None:
    cases: list[Any] = [
        [
            dict(zip(FLAGS, flags, strict=True)),
            {"statusMapping": how, "reportFailed": fails, "completion": rule},
            held,
        ]
        for flags in product([False, True], repeat=5)
        for how in ("passed-failed", "completed-only")
        for rule in ("assessment", "content", "both")
        for fails in (False, True)
        for held in HELD
    ]
    for case, word in zip(cases, statuses(page, play, cases), strict=True):
        assert RANK.get(word, 0) >= RANK.get(case[2], 0), case
        assert word in ("passed", "completed", "failed", "incomplete"), case


@pytest.mark.parametrize(
    ("where", "reporting", "word"),
    [
        (standing(), {}, "incomplete"),
        (standing(read=True), {}, "incomplete"),
        (standing(passed=True), {}, "passed"),
        (standing(tried=True), {}, "failed"),
        (standing(tried=True), {"reportFailed": False}, "incomplete"),
        (standing(tried=True, passed=True), {"reportFailed": False}, "passed"),
        (standing(tried=True), {"statusMapping": "completed-only"}, "incomplete"),
        (standing(passed=True), {"statusMapping": "completed-only"}, "completed"),
        (standing(hasAssessment=False, read=True), {}, "completed"),
        (standing(hasAssessment=False), {}, "incomplete"),
        (standing(tried=True, exhausted=True), {"reportFailed": False}, "failed"),
        (standing(passed=True), {"completion": "both"}, "incomplete"),
        (standing(passed=True, read=True), {"completion": "both"}, "passed"),
        (standing(tried=True, read=True), {"completion": "both"}, "failed"),
        (standing(read=True), {"completion": "content"}, "completed"),
        (standing(read=True, tried=True), {"completion": "content"}, "completed"),
        (standing(read=True, passed=True), {"completion": "content"}, "passed"),
        (standing(tried=True), {"completion": "content"}, "incomplete"),
    ],
)
def test_the_word_follows_the_table(
    page: Page, play: Play, where: dict[str, bool], reporting: dict[str, Any], word: str
) -> None:
    full = {
        "statusMapping": "passed-failed",
        "reportFailed": True,
        "completion": "assessment",
        **reporting,
    }
    assert statuses(page, play, [[where, full, ""]]) == [word]


def test_times_take_the_one_form_that_every_system_reads(page: Page, play: Play) -> None:
    milliseconds = [-5, 0, 9, 1_009, 62_000, 3_600_000, 35_999_999_999, 36_000_000_000]
    assert imported(page, play, "time.js", "value.map(it.timespan)", milliseconds) == [
        "0000:00:00.00",
        "0000:00:00.00",
        "0000:00:00.00",
        "0000:00:01.00",
        "0000:01:02.00",
        "0001:00:00.00",
        "9999:59:59.99",
        "9999:59:59.99",
    ]


def test_the_search_ends_in_a_chain_of_frames_without_an_end(page: Page, play: Play) -> None:
    expression = """(() => {
        const endless = { steps: 0, get parent() { this.steps += 1; return this.next; } };
        endless.next = Object.create(endless);
        endless.next.next = endless;
        const hostile = { get API() { throw new Error("other origin"); },
                          get parent() { throw new Error("other origin"); } };
        return [it.findApi(endless, "API"), it.findApi(hostile, "API")];
    })()"""
    assert imported(page, play, "tracker/find-api.js", expression, None) == [None, None]
