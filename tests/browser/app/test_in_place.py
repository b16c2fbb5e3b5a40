"""With scripts a practice question is answered in its place: nothing else on the page is lost."""

import pytest
from playwright.sync_api import Page, expect

from course.model import Course
from course.questions import Conversation, LongText, Single
from tests.browser.answering import put, right
from tests.browser.app.demonstration import Demonstration
from tests.support.browser import PageFaults

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def form_of(page: Page, question_id: str) -> str:
    """Return the selector of a question's form."""
    return f'form[action*="/questions/{question_id}#"]'


def test_what_is_begun_elsewhere_on_the_page_stays_and_focus_goes_to_the_feedback(
    page: Page, demonstration: Demonstration, course: Course
) -> None:
    module = course.module("professional-practice")
    writing = next(q for q in module.of_purpose("practice") if isinstance(q, LongText))
    other = next(
        q
        for q in module.of_purpose("practice", writing.topic)
        if not isinstance(q, LongText | Conversation)
    )
    demonstration.sign_in(page, "karim")
    page.goto(f"{demonstration.address}/learn/{module.slug}/{writing.topic}")
    text = page.locator(f"{form_of(page, writing.id)} textarea")
    text.fill("The corridor was loud.")
    form = page.locator(form_of(page, other.id))
    put(form, other, right(other))
    form.get_by_role("button", name="Check").click()
    expect(form.locator(".fs-result")).to_be_focused()
    expect(text).to_have_value("The corridor was loud.")
    page.locator(form_of(page, writing.id)).get_by_role("button", name="Check").click()
    expect(page.locator(f"{form_of(page, writing.id)} .fs-result")).to_be_focused()
    expect(text).to_have_value("The corridor was loud.")


def test_a_line_of_a_talk_is_said_in_place(
    page: Page, demonstration: Demonstration, course: Course
) -> None:
    talk = course.module("communication").question("the-missed-lunch")
    assert isinstance(talk, Conversation)
    demonstration.sign_in(page, "karim")
    page.goto(f"{demonstration.address}/learn/communication/{talk.topic}")
    page.evaluate("document.body.dataset.same = 'yes'")
    form = page.locator(form_of(page, talk.id))
    form.locator(".fs-talk__choice").first.click()
    expect(form.locator(".fs-talk__line").last).to_be_focused()
    form.get_by_role("button", name="Take back the last line").click()
    expect(form.get_by_role("button", name="Take back the last line")).to_have_count(0)
    assert page.evaluate("document.body.dataset.same") == "yes"


def test_nothing_chosen_is_said_at_the_question(
    page: Page, demonstration: Demonstration, course: Course, page_faults: PageFaults
) -> None:
    page_faults.allow("422")
    module = course.module("culture")
    asked = next(q for q in module.of_purpose("practice") if isinstance(q, Single))
    demonstration.sign_in(page, "valentina")
    page.goto(f"{demonstration.address}/learn/culture/{asked.topic}")
    form = page.locator(form_of(page, asked.id))
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_text("Choose one answer.")).to_be_visible()
    expect(form.locator("[name=answer]").first).to_be_focused()


def test_whoever_is_signed_out_meanwhile_is_told(
    page: Page, demonstration: Demonstration, course: Course, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    module = course.module("culture")
    asked = next(q for q in module.of_purpose("practice") if isinstance(q, Single))
    demonstration.sign_in(page, "valentina")
    page.goto(f"{demonstration.address}/learn/culture/{asked.topic}")
    form = page.locator(form_of(page, asked.id))
    put(form, asked, right(asked))
    topic = page.get_by_role("heading", level=1).inner_text()
    page.context.clear_cookies()
    form.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(topic)
