"""Several modules in one SCO: one session, one state, one status, whichever module is open."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, Route, expect

from course.course_state import decode_course
from course.model import Course, Module
from packager import PackageOptions
from tests.browser.answering import wrong
from tests.browser.lms.again import close, recorded
from tests.browser.lms.audit import look
from tests.browser.lms.learner import Learner
from tests.browser.lms.server import LearningSystem, Serve
from tests.packager.several import READING, course_of_two

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def two(tmp_path: Path) -> Course:
    """Give a course of two modules."""
    return course_of_two(tmp_path / "two")


@pytest.fixture
def system(serve: Serve, two: Course) -> LearningSystem:
    """Give a system that serves both modules as one SCO."""
    return serve(two, ("sample", READING), PackageOptions())


def front(page: Page) -> Frame:
    """Return the frame with the list of modules."""
    handle = page.wait_for_selector("#sco")
    frame = handle.content_frame() if handle else None
    assert frame is not None
    return frame


def launch(page: Page, system: LearningSystem) -> Frame:
    """Open the course from the system."""
    page.goto(f"{system.address}/scorm-again.html")
    frame = front(page)
    frame.wait_for_function("window.FirstShiftCourse !== undefined")
    return frame


def opened(frame: Frame, module: Module) -> Learner:
    """Return a learner in the module that is open."""
    handle = frame.wait_for_selector("iframe.fs-framed__page")
    inner = handle.content_frame() if handle else None
    assert inner is not None
    inner.wait_for_selector("[data-progress]:not([hidden])")
    return Learner(inner, module)


def enter(frame: Frame, module: Module) -> Learner:
    """Open a module by its link."""
    frame.get_by_role("link", name=module.title).click()
    return opened(frame, module)


def test_the_course_is_passed_when_each_module_is_done(
    page: Page, system: LearningSystem, two: Course
) -> None:
    sample, reading = two.modules
    frame = launch(page, system)
    assert recorded(page)["core"]["lesson_status"] == "incomplete"
    learner = enter(frame, sample)
    learner.practise_topic("first")
    learner.take_assessment()
    core = recorded(page)["core"]
    assert (core["lesson_status"], core["score"]["raw"]) == ("passed", "100")
    assert core["lesson_location"] == "sample"
    states = decode_course(recorded(page)["suspend_data"])
    assert states["sample"].passed and not states["sample"].read
    learner.frame.get_by_role("link", name="All modules").click()
    expect(frame.get_by_text("passed with 100%")).to_be_visible()
    expect(frame.get_by_role("link", name=sample.title)).to_be_focused()
    second = enter(frame, reading)
    second.practise_topic("first")
    assert set(decode_course(recorded(page)["suspend_data"])) == {"sample", READING}
    calls = [call[0] for call in page.evaluate("window.CALLS")]
    assert calls.count("LMSInitialize") == 1 and "LMSFinish" not in calls


def test_the_next_visit_opens_the_module_that_was_left(
    page: Page, system: LearningSystem, two: Course
) -> None:
    sample = two.modules[0]
    learner = enter(launch(page, system), sample)
    learner.practise_topic("second")
    close(page, system)
    again = opened(launch(page, system), sample)
    assert again.heading() == sample.topic("second").title
    again.frame.get_by_role("link", name="All modules").click()
    expect(front(page).locator("li", has_text=sample.title)).to_contain_text("% done")


def test_a_failed_try_does_not_fail_a_course_of_which_modules_are_open(
    page: Page, system: LearningSystem, two: Course
) -> None:
    learner = enter(launch(page, system), two.modules[0])
    learner.take_assessment(wrong)
    assert recorded(page)["core"]["lesson_status"] == "incomplete"
    learner.take_assessment()
    assert recorded(page)["core"]["lesson_status"] == "passed"


def test_a_course_is_failed_once_no_try_is_left(page: Page, serve: Serve, two: Course) -> None:
    system = serve(two, ("sample", READING), PackageOptions(attempts=1))
    learner = enter(launch(page, system), two.modules[0])
    learner.take_assessment(wrong)
    core = recorded(page)["core"]
    assert (core["lesson_status"], core["score"]["raw"]) == ("failed", "0")
    assert "You have used every try" in learner.frame.locator("[data-assessment]").inner_text()
    assert learner.frame.get_by_role("button", name="Try again").count() == 0


def test_save_and_close_in_a_module_ends_the_whole_session_once(
    page: Page, system: LearningSystem, two: Course
) -> None:
    frame = launch(page, system)
    learner = enter(frame, two.modules[0])
    learner.open("topic-first")
    learner.frame.get_by_role("button", name="Save and close").click()
    frame.get_by_role("heading", name="Your work is saved").wait_for()
    assert frame.locator("iframe").count() == 0
    assert not frame.locator("[data-course-list]").is_visible()
    page.evaluate("document.getElementById('sco').remove()")
    assert [call[0] for call in page.evaluate("window.CALLS")].count("LMSFinish") == 1


def test_a_module_that_is_pressed_before_the_session_is_open_is_part_of_it(
    page: Page, system: LearningSystem, two: Course
) -> None:
    def late(route: Route) -> None:
        time.sleep(1)
        route.continue_()

    page.route("**/shell-scorm12.js", late)
    page.goto(f"{system.address}/scorm-again.html", wait_until="commit")
    frame = front(page)
    frame.get_by_role("link", name=two.modules[0].title).click()
    learner = opened(frame, two.modules[0])
    learner.practise_topic("first")
    assert decode_course(recorded(page)["suspend_data"])["sample"].progress > 0
    assert learner.frame.get_by_role("button", name="Save and close").is_visible()


def test_without_a_system_the_links_lead_to_the_modules(
    page: Page, system: LearningSystem, two: Course
) -> None:
    page.goto(f"{system.address}/package/index.html")
    page.get_by_text("No learning system answered").wait_for()
    page.get_by_role("link", name=two.modules[0].title).click()
    page.wait_for_url("**/package/sample/index.html**")
    page.get_by_role("link", name="All modules").click()
    page.wait_for_url("**/package/index.html")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_list_and_a_module_in_its_frame_are_accessible(
    page: Page, system: LearningSystem, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{system.address}/package/index.html")
    look(page)
