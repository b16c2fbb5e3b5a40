"""Two people talk about a reflection and agree on what was said; each sees it on a screen of their own."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.conftest import SIZES
from tests.browser.app.demonstration import Demonstration
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_a_conversation_from_the_guide_to_the_word_of_both(
    open_page: OpenPage, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("409")
    supervisor, doctor = open_page(**SIZES["phone"]), open_page(**SIZES["desk"])
    demonstration.sign_in(supervisor, "meera")
    supervisor.goto(f"{demonstration.address}/journal/shared-with-me")
    follow(supervisor.get_by_role("link", name="The worry that had no number"))
    supervisor.get_by_text("Questions to choose from").click()
    expect(supervisor.get_by_text("What has stayed with you from it?")).to_be_visible()
    look(supervisor)
    demonstration.sign_in(doctor, "adaeze")
    doctor.goto(f"{demonstration.address}/journal")
    follow(doctor.get_by_role("link", name="Records of conversations (1)"))
    look(doctor)
    follow(doctor.get_by_role("link", name=re.compile("^With Dr Meera Krishnan")))
    look(doctor)
    follow(doctor.get_by_role("button", name="Change it"))
    follow(supervisor.get_by_role("button", name="The record of your conversation"))
    follow(supervisor.get_by_role("button", name="Change it"))
    look(supervisor)
    supervisor.get_by_label("What you offer").fill("To sit in on the round with Mrs Hughes")
    follow(supervisor.get_by_role("button", name="Save", exact=True))
    expect(supervisor.locator("mark")).to_have_text("Mrs Hughes")
    look(supervisor)
    follow(supervisor.get_by_role("button", name="Take it out and save"))
    expect(supervisor.locator(".app-written", has_text="To sit in on the round")).to_be_visible()
    expect(supervisor.get_by_text("Mrs Hughes")).to_have_count(0)
    look(supervisor)

    doctor.get_by_label("What you take from it").fill("A time, said aloud")
    with doctor.expect_event("dialog") as asked:
        doctor.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    follow(doctor.get_by_role("button", name="Save", exact=True))
    expect(doctor.get_by_role("heading", name="Which text do you want to keep?")).to_be_visible()
    look(doctor)
    follow(doctor.get_by_role("button", name="Keep both"))
    expect(doctor.locator(".app-written", has_text="To sit in on the round")).to_be_visible()
    follow(doctor.get_by_role("button", name="I agree that this is what we talked about"))
    expect(doctor.get_by_text("Waits for Dr Meera Krishnan", exact=True)).to_be_visible()
    supervisor.reload()
    follow(supervisor.get_by_role("button", name="I agree that this is what we talked about"))
    expect(supervisor.get_by_text("Agreed by both")).to_be_visible()
    doctor.reload()
    expect(doctor.get_by_role("button", name="Change it")).to_have_count(0)
    look(doctor)
    follow(supervisor.get_by_role("button", name="Record a follow-up"))
    look(supervisor)
    supervisor.get_by_label("What we talked about").fill("The two calls")
    follow(supervisor.get_by_role("button", name="Save", exact=True))
    expect(supervisor.get_by_role("heading", name="A follow-up conversation")).to_be_visible()
    look(supervisor)
    doctor.reload()
    follow(doctor.get_by_role("link", name="The follow-up to this one"))
    expect(doctor.get_by_text("The two calls")).to_be_visible()


def test_reminders_are_chosen_on_any_screen(visitor: Page, demonstration: Demonstration) -> None:
    demonstration.sign_in(visitor, "tomos")
    visitor.goto(f"{demonstration.address}/account")
    follow(visitor.get_by_role("link", name="Choose which reminders you get"))
    look(visitor)
    visitor.get_by_label("Your doctors").select_option("Never")
    follow(visitor.get_by_role("button", name="Save"))
    expect(visitor.get_by_label("Your doctors")).to_have_value("never")
    expect(visitor.get_by_text("Your choice is kept.")).to_be_visible()
    look(visitor)
