"""People at the size of a trust, as an administrator meets them: the list, a file, a leaver, the log."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.conftest import SIZES
from tests.browser.app.demonstration import Demonstration
from tests.browser.lms.audit import look
from tests.support.browser import PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PASTED = "name\temail\tsupervisor\nDr Amara Silva\t{}\tmeera@demo.example\n"
MOST_OF_A_PERSON = 200
"""In pixels, on a phone: a name, an address, the role with the state, and three lines of where and with whom."""


def test_a_pasted_table_is_checked_mended_and_imported(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    width = visitor.viewport_size["width"] if visitor.viewport_size else 0
    address = f"amara-{width}@demo.example"  # each screen imports somebody of its own
    demonstration.sign_in(visitor, "samuel")
    visitor.goto(f"{demonstration.address}/people")
    look(visitor)
    follow(visitor.get_by_role("button", name="Import from a file"))
    look(visitor)
    visitor.get_by_label("Or paste the table").fill(PASTED.format("amara"))
    follow(visitor.get_by_role("button", name="Check it"))
    expect(visitor.get_by_text("“amara” is no e-mail address.")).to_be_visible()
    look(visitor)
    visitor.get_by_label("Or paste the table").fill(PASTED.format(address))
    follow(visitor.get_by_role("button", name="Check it"))
    expect(visitor.get_by_text("1 new: is invited")).to_be_visible()
    look(visitor)
    follow(visitor.get_by_role("button", name="Do it"))
    look(visitor)
    with visitor.expect_download() as handed:
        visitor.get_by_role("button", name="Download the links").click()
    assert handed.value.suggested_filename == "links.csv"
    visitor.goto(f"{demonstration.address}/audit?act=person.invited")
    invited = visitor.get_by_role("row").filter(has_text="Person invited").filter(has_text="Amara")
    expect(invited.first).to_be_visible()
    look(visitor)


def test_who_leaves_hands_over_and_is_found_by_cohort(
    visitor: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(visitor, "samuel")
    visitor.goto(f"{demonstration.address}/people/groups")
    look(visitor)
    follow(visitor.get_by_role("link", name=re.compile("Winter starters$")).last)
    expect(visitor.get_by_text("2 people are like that.")).to_be_visible()
    look(visitor)
    visitor.goto(f"{demonstration.address}/people")
    follow(visitor.get_by_role("link", name="Dr Tomos Bevan"))
    look(visitor)
    hand_over = visitor.get_by_role("link", name="Hand all of them over")
    follow(hand_over)
    visitor.get_by_label("Hand over to").select_option(label="Dr Meera Krishnan")
    follow(visitor.get_by_role("button", name="Show what will be done"))
    expect(visitor.get_by_text("Dr Meera Krishnan will supervise this doctor")).to_be_visible()
    look(visitor)
    visitor.go_back()
    visitor.go_back()
    follow(visitor.get_by_role("link", name="Say when they leave"))
    expect(visitor.get_by_role("group", name="Last day", exact=True)).to_be_visible()
    look(visitor)


def test_a_person_takes_few_lines_and_what_is_not_known_none(
    visitor: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(visitor, "samuel")
    visitor.goto(f"{demonstration.address}/people")
    expect(visitor.get_by_label("Name or e-mail address")).to_be_hidden()
    row = visitor.locator("#members ~ table tbody tr").filter(has_text="Samuel")
    role, state = row.get_by_text("Administrator of the organisation"), row.get_by_text("Active")
    tops = [round(each.bounding_box()["y"]) for each in (role, state)]  # type: ignore[index]
    assert tops[0] == tops[1]
    on_phone = visitor.viewport_size == SIZES["phone"]["viewport"]
    unknown = row.locator(".fs-table__unknown")
    expect(unknown).to_have_count(2)
    expect(unknown.first).to_be_visible(visible=not on_phone)
    if on_phone:
        heights = visitor.locator("#members ~ table tbody tr").evaluate_all(
            "rows => rows.map((row) => row.offsetHeight)"
        )
        assert max(heights) < MOST_OF_A_PERSON
    visitor.locator("summary", has_text="Choose who is shown").click()
    look(visitor)
    visitor.get_by_label("Name or e-mail address").fill("nobody")
    follow(visitor.get_by_role("button", name="Show", exact=True))
    expect(visitor.get_by_label("Name or e-mail address")).to_be_visible()
    expect(visitor.get_by_text("Nobody is like that.")).to_be_visible()
