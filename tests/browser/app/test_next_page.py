"""Page after page without waiting: the next one is fetched early, opened once, and not fetched where data are saved."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from course.model import Course
from tests.browser.app.demonstration import Demonstration
from tests.support.browser import follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

DELIVERY = "performance.getEntriesByType('navigation')[0].deliveryType"


def test_the_next_page_is_there_before_it_is_asked_for_and_is_opened_once(
    page: Page, demonstration: Demonstration, course: Course
) -> None:
    first, second, *_ = course.module("culture").topics
    module = f"{demonstration.address}/learn/culture"
    demonstration.sign_in(page, "valentina")
    page.goto(f"{module}/{first.slug}")
    way = page.get_by_role("link", name=re.compile("^Next"))

    def is_early(request: Request) -> bool:
        early = request.headers.get("sec-purpose", "").startswith("prefetch")
        return early and request.url == f"{module}/{second.slug}"

    with page.context.expect_event("requestfinished", is_early):
        way.scroll_into_view_if_needed()
    with page.expect_response("**/offline/acts") as told:
        follow(way)
    assert page.evaluate(DELIVERY) == "navigational-prefetch"
    assert told.value.json()["taken"]
    page.goto(module)
    state = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=second.title))
    expect(state).to_contain_text("In progress")


def test_who_saves_data_is_sent_nothing_early(
    page: Page, demonstration: Demonstration, course: Course
) -> None:
    demonstration.sign_in(page, "karim")
    page.goto(f"{demonstration.address}/display")
    page.get_by_label("Only when I ask").check()
    follow(page.get_by_role("button", name="Save"))
    topic = next(t for t in course.module("culture").topics if "](images/" in t.body)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(f"{demonstration.address}/learn/culture/{topic.slug}")
    page.get_by_role("link", name=re.compile("^Next")).scroll_into_view_if_needed()
    expect(page.locator("script[type=speculationrules]")).to_have_count(0)
    assert not any("/images/" in url for url in asked)
    with page.expect_request("**/images/**"):
        page.get_by_text("Show the picture").first.click()
    expect(page.locator("details[open] img").first).to_be_visible()


def test_nothing_moves_while_a_topic_loads_and_is_read(
    phone: Page, demonstration: Demonstration, course: Course
) -> None:
    topic = next(t for t in course.module("culture").topics if "](images/" in t.body)
    demonstration.sign_in(phone, "htet")
    phone.goto(f"{demonstration.address}/learn/culture/{topic.slug}")
    picture = phone.locator(".fs-picture img").first
    picture.scroll_into_view_if_needed()
    phone.wait_for_function("(picture) => picture.complete", arg=picture.element_handle())
    shifts = phone.evaluate(
        """() => new Promise((resolve) => {
            const seen = new PerformanceObserver((list) => resolve(list.getEntries().length));
            seen.observe({ type: 'layout-shift', buffered: true });
            // Without any entry the observer is never called: then two frames have passed by.
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(0))));
        })"""
    )
    assert shifts == 0
