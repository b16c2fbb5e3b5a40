"""Practice on a phone and on a desk; feedback from a reader to an editor; how the questions work."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.database import Database
from app.organisations.models import Organisation
from course.model import Course
from course.questions import Question, Single
from tests.app.items.sitting import Sat, let_sit
from tests.browser.app.conftest import served_demonstration
from tests.browser.app.demonstration import Demonstration, open_menu
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

TOPIC = "/learn/culture/speaking-up"
PEOPLE = 24


@pytest.fixture(scope="module")
def demonstration(instance: Path, course: Course) -> Iterator[Demonstration]:
    """Serve a demonstration in which many people have sat one assessment."""
    with served_demonstration(instance) as served:
        module = course.module("culture")
        asked = [q for q in module.of_purpose("assessment") if isinstance(q, Single)][:6]
        database = Database(f"sqlite:///{instance / 'demo.sqlite'}")
        with database.write() as session:
            organisation = session.scalars(select(Organisation.id)).one()
            let_sit(session, organisation, PEOPLE, Sat(module, asked, answered))
        database.close()
        yield served


def answered(nth: int, question: Question) -> tuple[list[str], bool]:
    """Answer the longer stems rightly, and the others rightly now and then."""
    assert isinstance(question, Single)
    right = len(question.stem) % 3 > 0 or nth % 4 == 0
    return [next(each.id for each in question.options if each.correct == right)], right


def test_cards_are_asked_rated_and_gone_on_with(
    visitor: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(visitor, "adaeze")
    visitor.goto(f"{demonstration.address}/learn/culture")
    follow(visitor.get_by_role("link", name="Practise the words of this module"))
    expect(visitor.get_by_role("heading", name="Practice", exact=True)).to_be_visible()
    look(visitor)
    follow(
        visitor.get_by_role("button", name="Start").or_(visitor.get_by_role("button", name="Go on"))
    )
    number = visitor.get_by_text("Card ", exact=False).first.inner_text().split(",")[0]
    look(visitor)
    follow(visitor.get_by_role("button", name="Show the answer"))
    expect(visitor.locator("#answer")).to_be_in_viewport()
    look(visitor)
    visitor.get_by_role("button", name="I did not know").focus()
    visitor.keyboard.press("Tab")
    expect(visitor.get_by_role("button", name="Just about")).to_be_focused()
    with visitor.expect_navigation():
        visitor.keyboard.press("Enter")
    expect(visitor.get_by_text(number)).to_have_count(0)
    follow(visitor.get_by_role("link", name="Stop for now"))
    expect(visitor.get_by_text("cards of today’s 5 left")).to_be_visible()


def test_a_day_of_practice_needs_no_script(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    demonstration.sign_in(page, "yusuf")
    page.goto(f"{demonstration.address}/practice")
    follow(page.get_by_role("button", name="Start"))
    for number in range(1, 6):
        expect(page.get_by_text(f"Card {number} of 5")).to_be_visible()
        if page.get_by_role("button", name="Show the answer").count():
            follow(page.get_by_role("button", name="Show the answer"))
        else:
            answer_somehow(page)
            follow(page.get_by_role("button", name="Check your answer"))
        follow(page.get_by_role("button", name="I knew it"))
    expect(page.get_by_text("That was all for today.")).to_be_visible()


def answer_somehow(page: Page) -> None:
    """Give the question in view some answer that it takes."""
    kinds = page.locator(".fs-question input, .fs-question select")
    match kinds.first.get_attribute("type") or "select":
        case "radio" | "checkbox":
            kinds.first.check()
        case "select":
            for number, each in enumerate(kinds.all(), start=1):
                each.select_option(index=min(number, each.locator("option").count() - 1))
        case _:
            kinds.first.fill("30")


def test_a_remark_goes_from_a_reader_to_an_editor(
    visitor: Page, open_page: OpenPage, demonstration: Demonstration
) -> None:
    who = "htet" if visitor.viewport_size == {"width": 360, "height": 740} else "valentina"
    demonstration.sign_in(visitor, who)
    visitor.goto(demonstration.address + TOPIC)
    foot = visitor.locator("#feedback")
    expect(foot.get_by_role("button")).to_have_count(3)
    follow(foot.get_by_role("button", name="Unclear"))
    look(visitor)
    visitor.get_by_label("What would you change?").fill(f"Whom does {who} ask?")
    follow(visitor.get_by_role("button", name="Send to the editors"))
    expect(foot.get_by_text("You said: something is unclear, with your words")).to_be_in_viewport()
    editor = open_page(viewport=visitor.viewport_size)
    demonstration.sign_in(editor, "ffion")
    expect(editor.get_by_role("heading", name="Feedback on the topics")).to_be_visible()
    look(editor)
    remark = editor.get_by_role("article").filter(has_text=f"Whom does {who} ask?")
    follow(remark.get_by_role("link", name="Deal with it"))
    look(editor)
    editor.get_by_label("What was done?").fill("Said in the text.")
    follow(editor.get_by_role("button", name="Mark as done"))
    expect(editor.get_by_role("status")).to_contain_text("marked as done")
    expect(remark).to_have_count(0)


def test_how_the_questions_work_is_seen_and_read(
    visitor: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(visitor, "ffion")
    open_menu(visitor)
    follow(visitor.get_by_role("link", name="Questions", exact=True))
    look(visitor)
    follow(visitor.get_by_role("link", name="Welcome: UK and NHS culture"))
    expect(visitor.get_by_role("heading", name="To look at")).to_be_visible()
    expect(visitor.get_by_role("img", name="How many get each question right")).to_be_visible()
    look(visitor)
