"""Learning where the network goes away, at each moment at which it can: nothing lost, nothing told twice."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from course.model import Course
from course.questions import Conversation, LongText, Question
from tests.browser.answering import put, right, wrong
from tests.browser.app.demonstration import Demonstration
from tests.browser.app.network import SLUG, banner, connect, cut_off, keep_module
from tests.browser.lms.audit import look
from tests.support.browser import PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

Told = Callable[[str], Counter[str]]


@pytest.fixture
def told(instance: Path) -> Told:
    """Give a function that counts the statements of a verb in the record store, by their activity."""

    def count(verb: str) -> Counter[str]:
        with closing(sqlite3.connect(instance / "demo.sqlite")) as connection:
            rows = connection.execute("SELECT body FROM lrs_statement").fetchall()
        statements = [json.loads(row[0]) for row in rows]
        return Counter(
            each["object"]["id"].rpartition("/")[2]
            for each in statements
            if each["verb"]["id"].endswith(f"/{verb}")
        )

    return count


@pytest.fixture(autouse=True)
def without_network(page_faults: PageFaults) -> None:
    """Allow what a browser says where there is none."""
    page_faults.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION")


@pytest.fixture
def asked(course: Course) -> list[Question]:
    """Give the practice questions of the topic that has most of them with given answers."""
    module = course.module(SLUG)
    plain = [q for q in module.of_purpose("practice") if not isinstance(q, Conversation | LongText)]
    topic, _ = Counter(question.topic for question in plain).most_common(1)[0]
    return [question for question in plain if question.topic == topic]


def form_of(page: Page, question: Question) -> Locator:
    """Return a question's form."""
    return page.locator(f'form[action*="/questions/{question.id}#"]')


def answer(page: Page, question: Question) -> None:
    """Answer a question rightly, and see that it is marked at once."""
    form = form_of(page, question)
    put(form, question, right(question))
    if not isinstance(question, Conversation):
        form.get_by_role("button", name="Check").click()
    expect(form.locator(".fs-result__verdict")).to_be_visible()


def test_a_module_is_read_and_answered_without_network_and_told_once(
    phone: Page, demonstration: Demonstration, asked: list[Question], told: Told
) -> None:
    page = phone
    keep_module(page, demonstration, "valentina")
    look(page)
    before = told("answered")[asked[0].id], told("experienced")[asked[0].topic]
    cut_off(page)
    page.goto(f"{demonstration.address}/learn/{SLUG}/{asked[0].topic}")
    expect(banner(page)).to_contain_text("You are offline. What you answer is kept on this phone")
    answer(page, asked[0])
    expect(banner(page)).to_contain_text("One answer waits on this phone.")
    look(page)
    page.reload()
    expect(form_of(page, asked[0]).locator(".fs-result__verdict")).to_have_text("Right")
    page.goto(f"{demonstration.address}/learn/{SLUG}/assessment")
    expect(page.get_by_text("The assessment is marked on the server")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("culture", re.IGNORECASE))).to_be_visible()
    look(page)
    assert told("answered")[asked[0].id] == before[0]
    connect(page)
    page.goto(f"{demonstration.address}/learn")
    expect(banner(page)).to_have_text("One answer that you gave offline is sent.")
    after = told("answered")[asked[0].id], told("experienced")[asked[0].topic]
    assert after == (before[0] + 1, before[1] + 1)


def test_an_answer_that_the_server_took_without_being_heard_is_told_once(
    page: Page, demonstration: Demonstration, asked: list[Question], told: Told
) -> None:
    demonstration.sign_in(page, "htet")
    page.goto(f"{demonstration.address}/learn/{SLUG}/{asked[0].topic}")
    before = told("answered")[asked[0].id]

    def lose(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/questions/**", lose, times=1)
    answer(page, asked[0])
    expect(banner(page)).to_contain_text("One answer waits on this phone.")
    page.get_by_role("button", name="Send now").click()
    expect(banner(page)).to_contain_text("is sent")
    assert told("answered")[asked[0].id] <= before + 1
    page.reload()
    expect(form_of(page, asked[0]).locator(".fs-result__verdict")).to_be_visible()


def test_the_network_goes_while_three_answers_are_sent(
    page: Page, demonstration: Demonstration, course: Course, told: Told
) -> None:
    module = course.module("communication")
    three = [q for q in module.of_purpose("practice") if not isinstance(q, LongText)][:3]
    before = told("answered")
    keep_module(page, demonstration, "valentina", module.slug)
    cut_off(page)
    for question in three:
        page.goto(f"{demonstration.address}/learn/{module.slug}/{question.topic}")
        answer(page, question)
    expect(banner(page)).to_contain_text("3 answers wait on this phone.")
    sent: list[str] = []

    def lose_the_second_answer(route: Route) -> None:
        kind = json.loads(route.request.post_data or "{}")["kind"]
        if kind == "answered":
            sent.append(kind)
        answered = route.fetch()
        if kind == "answered" and len(sent) == 2:
            route.abort()
        else:
            route.fulfill(response=answered)

    page.route("**/offline/acts", lose_the_second_answer)
    connect(page)
    expect(banner(page)).to_contain_text("2 answers wait on this phone.")
    look(page)
    page.unroute("**/offline/acts")
    page.get_by_role("button", name="Send now").click()
    expect(banner(page)).to_have_text("2 answers that you gave offline are sent.")
    assert told("answered") - before == Counter(question.id for question in three)


def test_what_waits_is_its_owners_alone(
    page: Page, demonstration: Demonstration, asked: list[Question], told: Told
) -> None:
    keep_module(page, demonstration, "adaeze")
    page.goto(f"{demonstration.address}/learn/{SLUG}/{asked[1].topic}")
    before = told("answered")[asked[1].id]
    cut_off(page)
    answer(page, asked[1])
    page.context.clear_cookies()  # the sign-in ends meanwhile
    connect(page)
    expect(banner(page)).to_contain_text("Sign in to send one answer")
    follow(banner(page).get_by_role("link"))
    expect(banner(page)).to_contain_text("Sign in to send one answer")
    demonstration.sign_in(page, "yusuf")
    page.wait_for_function(
        "async () => !(await caches.keys()).some((each) => each.includes('kept'))"
    )
    expect(banner(page)).to_be_empty()
    assert told("answered")[asked[1].id] == before
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in").wait_for()
    demonstration.sign_in(page, "adaeze")
    expect(banner(page)).to_have_text("One answer that you gave offline is sent.")
    # The same answer as in the demonstration's own walk would be a mere repeat: either is one at most.
    assert told("answered")[asked[1].id] - before <= 1


def test_a_page_in_view_takes_answers_when_the_network_goes_and_holds_other_forms_back(
    page: Page, demonstration: Demonstration, asked: list[Question], told: Told
) -> None:
    demonstration.sign_in(page, "htet")
    page.goto(f"{demonstration.address}/learn/{SLUG}/{asked[1].topic}")
    before = told("answered")[asked[1].id]
    note = page.get_by_label("Your note")
    note.fill("Half a sentence")
    cut_off(page)
    expect(banner(page)).to_contain_text("You are offline.")
    form = form_of(page, asked[1])
    put(form, asked[1], wrong(asked[1]))
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_text("Your answer is kept on this phone.")).to_be_focused()
    page.get_by_role("button", name="Keep this page").click()
    expect(banner(page)).to_contain_text("this was not sent")
    expect(note).to_have_value("Half a sentence")
    connect(page)
    expect(banner(page)).to_have_text("One answer that you gave offline is sent.")
    assert told("answered")[asked[1].id] == before + 1


def test_kept_pages_are_shown_to_nobody_while_it_is_not_known_who_signed_in(
    page: Page, demonstration: Demonstration
) -> None:
    keep_module(page, demonstration, "karim")
    # As the service worker leaves it after a sign-in whose first page does not come.
    page.evaluate(
        "async () => (await caches.open('first-shift-state')).put('/u', new Response(''))"
    )
    cut_off(page)
    page.goto(f"{demonstration.address}/learn/{SLUG}")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page needs the network")
    connect(page)
    page.goto(f"{demonstration.address}/learn/{SLUG}")
    expect(page.get_by_text("is kept on this phone")).to_be_visible()
    cut_off(page)
    page.goto(f"{demonstration.address}/learn/{SLUG}")
    expect(page.get_by_role("heading", name="Topics")).to_be_visible()


def test_signing_out_removes_what_is_kept_and_a_full_phone_says_so(
    page: Page, demonstration: Demonstration
) -> None:
    keep_module(page, demonstration, "karim")
    follow(page.get_by_role("button", name="Sign out"))
    assert not [each for each in page.evaluate("caches.keys()") if "kept" in each]
    cut_off(page)
    page.goto(f"{demonstration.address}/learn/{SLUG}")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page needs the network")
    connect(page)
    demonstration.sign_in(page, "karim")
    page.goto(f"{demonstration.address}/learn/{SLUG}")
    page.evaluate(
        "() => { Cache.prototype.put = () => Promise.reject(new DOMException('', 'QuotaExceededError')) }"
    )
    page.get_by_role("button", name="Keep this module on this phone").click()
    expect(page.get_by_text("This phone has no room left for this module.")).to_be_visible()
