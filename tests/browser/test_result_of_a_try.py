"""After a try a package shows of each question what the module says, and all of them after a pass."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Page, expect

from course.model import Course, Review
from course.questions import FillIn, Question, Response
from packager import PackageOptions
from tests.browser.answering import right, wrong
from tests.browser.lms.learner import Learner, course_frame
from tests.browser.lms.server import Serve
from tests.packager.sample_course import sample_course

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

Opened = Callable[..., Learner]


@pytest.fixture
def opened(page: Page, serve: Serve, tmp_path: Path) -> Opened:
    """Give a function that opens the sample as a module with such a setting."""

    def start(review: Review, **options: Any) -> Learner:
        course = with_review(sample_course(tmp_path / "source"), review)
        system = serve(course, ("sample",), PackageOptions(**options))
        page.goto(f"{system.address}/frame.html?show=package/index.html")
        return Learner(course_frame(page), course.module("sample"))

    return start


def with_review(course: Course, review: Review) -> Course:
    """Return the course with what its modules show of a try."""
    modules = tuple(
        msgspec.structs.replace(
            module, assessment=msgspec.structs.replace(module.assessment, review=review)
        )
        for module in course.modules
    )
    return msgspec.structs.replace(course, modules=modules)


def with_a_slip(question: Question) -> Response:
    """Answer rightly, with a slip where one types words."""
    return ("concenred",) if isinstance(question, FillIn) else right(question)


def test_only_the_marks_before_a_pass_and_everything_after_it(opened: Opened) -> None:
    learner = opened("marks")
    learner.take_assessment(wrong)
    place = learner.frame.locator("[data-assessment]")
    expect(place.get_by_role("heading", name="Which questions were right")).to_be_visible()
    expect(place.locator(".fs-assessment__list li")).to_have_count(10)
    expect(place.get_by_text("as soon as you have passed")).to_be_visible()
    for told in (".fs-review", ".fs-reasons", "text=Said plainly."):
        expect(place.locator(told)).to_have_count(0)
    learner.take_assessment(with_a_slip)
    expect(place.locator(".fs-review")).to_have_count(10)
    typed = place.locator("#review-e-word")
    expect(typed).to_contain_text("Right; it is written “concerned”")
    expect(typed).to_contain_text("concenred")
    learner.take_assessment(wrong)
    expect(place.locator(".fs-review")).to_have_count(10)


def test_only_the_score_and_no_promise_where_no_try_is_left(opened: Opened) -> None:
    learner = opened("score", attempts=1)
    learner.take_assessment(wrong)
    place = learner.frame.locator("[data-assessment]")
    expect(place.get_by_role("heading", name="By topic")).to_be_visible()
    expect(place).not_to_contain_text("answers")
    for told in (".fs-review", ".fs-assessment__list", "text=Which answer fits"):
        expect(place.locator(told)).to_have_count(0)
