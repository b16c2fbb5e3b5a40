"""The whole way, in a real browser: a doctor learns, leaves, goes on elsewhere, passes; others see it."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from course.model import Course, Module
from course.questions import Conversation
from packager import verify
from tests.browser.answering import Choose, put, right, wrong
from tests.browser.app.demonstration import Demonstration
from tests.browser.app.making import CULTURE
from tests.support.browser import OpenPage, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

LEARNER = "valentina"


class AtModule:
    """A doctor in the module on one device."""

    def __init__(self, page: Page, demonstration: Demonstration, module: Module) -> None:
        self.page = page
        self.module = module
        demonstration.sign_in(page, LEARNER)

    def read_topic(self) -> None:
        """Answer all practice of the topic in view, then go on by the link at its foot."""
        slug = self.page.url.partition("#")[0].rpartition("/")[2]
        for question in self.module.of_purpose("practice", slug):
            form = self.page.locator(f'form[action*="/questions/{question.id}#"]')
            put(form, question, right(question))
            if not isinstance(question, Conversation):  # its last line is its end
                form.get_by_role("button", name="Check your answer").click()
            answered = self.page.locator(f'form[action*="/questions/{question.id}#"] .fs-result')
            answered.wait_for()
        follow(self.page.locator(".fs-pagination a").last)

    def take_assessment(self, choose: Choose) -> str:
        """Answer every question and send; return the heading of the result."""
        for number in range(1, self.module.assessment.draw + 1):
            self.page.get_by_text(f"Question {number} of").first.wait_for()
            form = self.page.locator("form:has([name=question])")
            key = form.locator("[name=question]").get_attribute("value") or ""
            question = self.module.question(key)
            put(form, question, choose(question))
            form.get_by_role("button", name="Save and go on").click()
        self.page.get_by_role("button", name="Send my answers").click()
        self.page.get_by_role("heading", name="By topic").or_(
            self.page.get_by_text("By topic")
        ).first.wait_for()
        return self.page.locator("h1").inner_text()


@pytest.fixture
def module(course: Course) -> Module:
    """Give the module."""
    return course.module("culture")


def without_scripts(open_page: OpenPage) -> Page:
    """Open a page on a phone that runs no script."""
    return open_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)


def test_from_the_first_topic_to_the_statement(
    open_page: OpenPage, demonstration: Demonstration, module: Module, tmp_path: Path
) -> None:
    phone = AtModule(without_scripts(open_page), demonstration, module)
    follow(phone.page.get_by_role("button", name="Start"))
    for _ in range(3):
        phone.read_topic()
    place = phone.page.locator("h1").inner_text()

    desk = AtModule(open_page(), demonstration, module)
    follow(desk.page.get_by_role("button", name="Continue"))
    assert desk.page.locator("h1").inner_text() == place
    for _ in range(len(module.topics) - 3):
        desk.read_topic()
    desk.page.get_by_role("button", name="Begin the assessment").click()
    assert desk.take_assessment(wrong).startswith("Not passed yet: 0 of")
    desk.page.get_by_role("button", name="Try again with other questions").click()
    assert desk.take_assessment(right).startswith("You passed")

    supervisor = open_page()
    demonstration.sign_in(supervisor, "meera")
    row = supervisor.get_by_role("row").filter(has_text="Dr Valentina Rojas")
    assert "100 %" in row.inner_text()
    follow(row.get_by_role("link", name="How we know"))
    said = supervisor.locator("main").inner_text()
    assert "Passed the assessment with 100 % at the second attempt" in said
    assert "First Shift itself" in said


def test_the_package_that_an_administrator_downloads_is_sound(
    page: Page, demonstration: Demonstration, tmp_path: Path
) -> None:
    demonstration.sign_in(page, "joanna")
    page.get_by_label(CULTURE, exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Make the package").click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download").click()
    file = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(file)
    assert list(verify(file.read_bytes())) == []
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        assert "imsmanifest.xml" in archive.namelist()
    page.goto(f"{demonstration.address}/packages")
    made = page.get_by_role("table", name="Packages that your organisation made")
    assert "SCORM 1.2" in made.get_by_role("row").last.inner_text()
