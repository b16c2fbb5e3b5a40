"""Where the four nations differ, on a phone: one's own nation open, the others one tap away."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.app.demonstration import Demonstration, open_menu
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

TOPIC = "/learn/culture/speaking-up"
OWN = "who listens in confidence"
OTHER = "give two stages in your board"
TARGET_PX = 44


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """Open a page on a phone."""
    return open_page(
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
        java_script_enabled=request.param,
    )


def box(page: Page, demonstration: Demonstration, who: str) -> Locator:
    """Sign in, and return the box of the topic."""
    demonstration.sign_in(page, who)
    page.goto(demonstration.address + TOPIC)
    return page.locator(".fs-note--nations")


def test_the_others_unfold_at_one_tap(page: Page, demonstration: Demonstration) -> None:
    found = box(page, demonstration, "htet")
    expect(found.get_by_text("In England, where you work")).to_be_visible()
    expect(found.get_by_text(OWN)).to_be_visible()
    expect(found.get_by_text(OTHER)).not_to_be_visible()
    summary = found.get_by_text("In Scotland, Wales and Northern Ireland")
    target = found.locator("summary").bounding_box()
    assert target is not None and target["height"] >= TARGET_PX
    summary.tap()
    expect(found.get_by_text(OTHER)).to_be_visible()
    widest = found.locator("details").bounding_box()
    assert widest is not None and widest["x"] + widest["width"] <= 360


def test_the_others_unfold_by_keyboard_and_are_on_paper(
    phone: Page, demonstration: Demonstration
) -> None:
    found = box(phone, demonstration, "htet")
    look(phone)
    phone.emulate_media(media="print")
    expect(found.get_by_text(OTHER)).to_be_visible()
    phone.emulate_media(media="screen")
    expect(found.get_by_text(OTHER)).not_to_be_visible()
    found.locator("summary").focus()
    phone.keyboard.press("Enter")
    expect(found.get_by_text(OTHER)).to_be_visible()
    look(phone)


def test_a_doctor_chooses_a_nation_and_the_topic_follows(
    page: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(page, "karim")
    open_menu(page)
    page.get_by_role("link", name="Your account").tap()
    page.get_by_role("link", name="Choose the nation that you see first").tap()
    page.get_by_label("Scotland").check()
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_text("Scotland, as you chose")).to_be_visible()
    page.goto(demonstration.address + TOPIC)
    expect(page.get_by_text("In Scotland, where you work")).to_be_visible()
    expect(page.get_by_text(OTHER)).to_be_visible()
    expect(page.get_by_text(OWN)).not_to_be_visible()


def test_nobody_is_put_first_where_somebody_wants_all_alike(
    page: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(page, "valentina")
    page.goto(f"{demonstration.address}/account/nation")
    page.get_by_label("show all four alike").check()
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_text("All four nations alike, as you chose")).to_be_visible()
    page.goto(demonstration.address + TOPIC)
    names = page.locator(".fs-note--nations dt").all_inner_texts()
    assert names == ["England", "Scotland", "Wales", "Northern Ireland"]
    expect(page.get_by_text(OTHER)).to_be_visible()
