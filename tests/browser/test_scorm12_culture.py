"""The real module in a learning system, from its first opening over a failed try to a pass."""

import json

import pytest
from playwright.sync_api import Page

from course.model import Course
from course.suspend_data import decode
from packager import PackageOptions
from tests.browser.answering import right, wrong
from tests.browser.lms.again import close, interactions, launch, recorded, set_values
from tests.browser.lms.audit import overflowing, violations
from tests.browser.lms.server import Serve

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.slow]


def told(page: Page, visit: str, stored: object) -> None:
    """Print what the system holds, for whoever asks with pytest -rP."""
    journal = interactions(page)
    values = {
        "visit": visit,
        "core": stored,
        "session_time as written": set_values(page, "cmi.core.session_time")[-1],
        "suspend_data": recorded(page)["suspend_data"],
        "interactions": len(journal),
        "the last of them": journal[-1],
    }
    print(json.dumps(values, indent=1))


def test_the_culture_module_is_learnt_failed_and_passed_over_three_visits(
    page: Page, serve: Serve, course: Course
) -> None:
    culture = course.module("culture")
    practice = culture.of_purpose("practice")
    draw = culture.assessment.draw
    system = serve(course, ("culture",), PackageOptions())

    learner = launch(page, system, culture)
    for number, topic in enumerate(culture.topics):
        learner.practise_topic(topic.slug, wrong if number % 2 else right)
        assert violations(learner.frame) == []
        assert overflowing(learner.frame) == []
    place = culture.topics[-1]
    stored = close(page, system)
    assert (stored["lesson_status"], stored["lesson_location"]) == ("incomplete", place.slug)
    assert len(interactions(page)) == len(practice)
    told(page, "every topic and its practice", stored)

    learner = launch(page, system, culture)
    assert learner.heading() == place.title
    assert "7 of 7 topics opened" in learner.frame.locator("[data-progress-words]").inner_text()
    learner.take_assessment(wrong)
    stored = close(page, system)
    assert stored["lesson_status"] == "failed"
    told(page, "a try with wrong answers", stored)

    learner = launch(page, system, culture)
    assert learner.heading() == "Assessment"
    learner.take_assessment(right)
    state = decode(recorded(page)["suspend_data"], culture)
    assert (state.passed, state.attempts, state.best_percent) == (True, 2, 100.0)
    assert len(interactions(page)) == len(practice) + 2 * draw
    stored = close(page, system)
    assert (stored["lesson_status"], stored["score"]) == (
        "passed",
        {"raw": "100", "min": "0", "max": "100"},
    )
    told(page, "a try with right answers", stored)
