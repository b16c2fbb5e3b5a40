"""Every page of the app: no accessibility violation, nothing wider than a phone, nothing from outside."""

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from course.model import Course
from tests.browser.app.demonstration import Demonstration
from tests.browser.lms.audit import look
from tests.support.browser import PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

MODULE = "/learn/culture"
PRACTICE = "/learn/professional-practice"
SEND_UNANSWERED = re.compile(r"^Send with \d+ unanswered$")
OF_EVERYBODY = [
    "/sign-in",
    "/accessibility",
    "/privacy",
    "/licences",
    "/display",
    "/offline",
    "/no-such-page",
]
OF = {
    "adaeze": [
        "/learn",
        "/journal",
        "/journal/new",
        "/journal/new/gibbs",
        "/journal/sharing",
        "/journal/download",
        "/journal/download/file?from=2020-01-01&to=2020-01-02",
        "/glossary",
        "/glossary?letter=m",
        f"{PRACTICE}/asking-for-help-early",  # a table, a conversation
        f"{PRACTICE}/prescribing-safely",  # places on a picture
        f"{PRACTICE}/consent-and-capacity",  # rating
        f"{PRACTICE}/confidentiality-and-records",  # ranking
        f"{PRACTICE}/card",
        "/learn/reflective-practice/three-questions",  # writing, self-rating
        MODULE,
        f"{MODULE}/card",
        f"{MODULE}/assessment",
        f"{MODULE}/precheck",
        "/account",
        "/kept-pages",
        f"{MODULE}/how-the-nhs-is-made/note",
        "/search?q=bleap",
        "/search?q=zzzzzzzzzz",
        "/search?q=",
    ],
    "valentina": [
        "/learn",
        MODULE,
        "/account/password",
        "/account/nation",
        "/kept-pages",
        "/supervision",
    ],
    "meera": [
        "/supervision",
        "/supervision?show=not-started",
        "/supervision?show=nobody",
        "/journal/shared-with-me",
        "/assignments",
    ],
    "joanna": [
        "/packages",
        "/packages/make?module=culture&lms=totara",
        "/packages/dispatch",
        "/packages/preview",
        "/organisation/overlay",
    ],
    "samuel": [
        "/people",
        "/people/add",
        "/assignments",
        "/assignments/new",
        "/assignments/rules/new",
        "/organisation",
        "/organisation/overlay",
        "/organisation/overlay/answers/help",
        "/records",
        "/records/keys",
    ],
}


def test_pages_for_everybody(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("404")
    for path in OF_EVERYBODY:
        visitor.goto(demonstration.address + path)
        look(visitor)


@pytest.mark.parametrize("who", OF)
def test_pages_of_each_role(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults, who: str
) -> None:
    page_faults.allow("40[03]")
    demonstration.sign_in(visitor, who)
    for path in OF[who]:
        visitor.goto(demonstration.address + path)
        look(visitor)


def test_every_topic(visitor: Page, demonstration: Demonstration, course: Course) -> None:
    demonstration.sign_in(visitor, "adaeze")
    for topic in course.module("culture").topics:
        visitor.goto(f"{demonstration.address}{MODULE}/{topic.slug}")
        look(visitor)


def test_a_result_with_every_question(visitor: Page, demonstration: Demonstration) -> None:
    demonstration.sign_in(visitor, "yusuf")
    visitor.goto(f"{demonstration.address}{MODULE}")
    visitor.get_by_role("link", name="Attempt 1").click()
    visitor.get_by_role("heading", name="Question by question").wait_for()
    look(visitor)


def test_an_assessment_under_way(visitor: Page, demonstration: Demonstration) -> None:
    demonstration.sign_in(visitor, "htet")
    visitor.goto(f"{demonstration.address}{MODULE}/assessment")
    visitor.get_by_role("main").get_by_role("button").first.click()
    visitor.get_by_role("button", name="Save and go on").wait_for()
    look(visitor)
    visitor.get_by_role("link", name="Look over all answers").click()
    visitor.get_by_role("heading", name="Look over your answers").wait_for()
    look(visitor)


def test_a_doctor_and_the_statement_behind(visitor: Page, demonstration: Demonstration) -> None:
    demonstration.sign_in(visitor, "meera")
    visitor.get_by_role("link", name="Dr Yusuf Demirci", exact=True).click()
    visitor.get_by_role("heading", name="Dr Yusuf Demirci").wait_for()
    look(visitor)
    visitor.get_by_role("link", name=re.compile("^How we know.*Did not pass")).click()
    visitor.get_by_text("For technical staff: check the record itself").click()
    look(visitor)


def test_a_person_of_the_organisation(visitor: Page, demonstration: Demonstration) -> None:
    demonstration.sign_in(visitor, "samuel")
    visitor.get_by_role("link", name="Dr Htet Aung Lwin").click()
    visitor.get_by_role("heading", name="Dr Htet Aung Lwin").wait_for()
    look(visitor)


def test_what_one_knows_already(
    visitor: Page, demonstration: Demonstration, course: Course, page_faults: PageFaults
) -> None:
    page_faults.allow("422")
    demonstration.sign_in(visitor, "karim")
    visitor.goto(f"{demonstration.address}{MODULE}/precheck")
    visitor.get_by_role("main").get_by_role("button").first.click()
    visitor.get_by_role("button", name="Save and go on").click()  # without an answer
    visitor.get_by_role("heading", name="There is a problem").wait_for()
    look(visitor)
    visitor.get_by_role("link", name="Look over all answers").click()
    follow(visitor.get_by_role("button", name=SEND_UNANSWERED))
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("unanswered?")
    look(visitor)
    follow(visitor.get_by_role("button", name=SEND_UNANSWERED))
    visitor.get_by_role("heading", name="What you know already").wait_for()
    look(visitor)


def test_a_conversation_at_each_of_its_moments(
    visitor: Page, demonstration: Demonstration, course: Course
) -> None:
    talk = course.module("professional-practice").question("calling-the-registrar")
    demonstration.sign_in(visitor, "karim")
    visitor.goto(f"{demonstration.address}{PRACTICE}/{talk.topic}")
    form = visitor.locator(f'form[action*="/questions/{talk.id}#"]')
    if form.get_by_role("button", name="Start again").is_visible():
        form.get_by_role("button", name="Start again").click()
    said = form.locator(".fs-talk__line--you")
    choice = form.locator(".fs-talk__choice").first
    expect(said).to_have_count(0)
    for lines in itertools.count(1):
        choice.click()
        expect(said).to_have_count(lines)
        if lines == 1:
            look(visitor)
        if not choice.is_visible():
            break
    form.locator(".fs-aspects").wait_for()
    look(visitor)
