"""What only SCORM 1.2 asks, in a system that forgives nothing."""

import pytest
from playwright.sync_api import Page

from course.model import Module
from tests.browser.lms.server import Play
from tests.browser.lms.strict import SCORM12, Strict, order_from

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

STATUS = "cmi.core.lesson_status"


@pytest.fixture
def strict(page: Page, play: Play, sample: Module) -> Strict:
    """Give a strict system with the sample package."""
    return Strict(page, play(), sample, SCORM12)


def test_each_snapshot_is_written_in_the_order_that_survives_a_cut_best(strict: Strict) -> None:
    learner = strict.launch()
    learner.take_assessment()
    strict.wait_for_commit_of("cmi.core.score.raw")
    strict.close()
    assert order_from(strict.calls(), strict.standard, "cmi.core.score.raw") == [
        "cmi.core.score.raw",
        "cmi.core.score.min",
        "cmi.core.score.max",
        STATUS,
        "cmi.core.session_time",
        "LMSCommit",
        "LMSFinish",
    ]


def test_a_first_look_around_is_browsed_and_nothing_more(strict: Strict) -> None:
    learner = strict.launch("mode=browse")
    learner.take_assessment()
    assert strict.close()[STATUS] == "browsed"


def test_a_long_journal_is_not_made_longer(strict: Strict) -> None:
    strict.system.stored = {f"cmi.interactions.{n}.id": f"old.{n}" for n in range(200)}
    learner = strict.launch()
    learner.practise_topic("first")
    ids = [key for key in strict.close() if key.startswith("cmi.interactions.")]
    assert len(ids) == 200
