"""The pages of the records and of their keys, as an administrator meets them."""

import json
import re
import subprocess
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.demonstration import Demonstration, open_menu
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PASSED = "/records?verb=http%3A%2F%2Fadlnet.gov%2Fexpapi%2Fverbs%2Fpassed"


def open_passed(page: Page, demonstration: Demonstration) -> None:
    """Open the first statement of a pass."""
    page.goto(demonstration.address + PASSED)
    page.get_by_role("link", name=re.compile(r"passed “.*” with \d+ %")).first.click()
    page.get_by_role("heading", name="How we know").wait_for()


def make_key(page: Page, demonstration: Demonstration, scope: str) -> None:
    """Make a key, and wait for its secret."""
    page.goto(f"{demonstration.address}/records/keys")
    page.get_by_role("button", name="Make a key").click()
    page.get_by_label("What is the key for?").fill("Dashboard")
    page.get_by_label(scope, exact=True).check()
    page.get_by_role("button", name="Make the key").click()
    page.get_by_text("The secret is shown now only.").wait_for()


def run_curl(command: str) -> dict[str, Any]:
    """Give a command to a shell, as an administrator would, and return the JSON of its answer."""
    answer = subprocess.run(  # noqa: S602 (that the shell reads it rightly is what is tested)
        f"{command} --silent --show-error --fail",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def test_each_page_of_the_records_fits_and_can_be_used_by_everybody(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    demonstration.sign_in(visitor, "samuel")
    open_menu(visitor)
    visitor.get_by_role("link", name="Records").click()
    visitor.get_by_role("heading", name="Statements", exact=True).wait_for()
    look(visitor)
    visitor.get_by_text("More filters").click()
    look(visitor)
    visitor.get_by_label("Somebody else").fill("nobody")
    visitor.get_by_role("button", name="Show statements").click()
    visitor.get_by_role("alert").get_by_role("link").click()
    expect(visitor.get_by_label("Somebody else")).to_be_focused()
    look(visitor)
    open_passed(visitor, demonstration)
    visitor.get_by_text("The statement as JSON").click()
    visitor.get_by_text("The same with curl").click()
    look(visitor)
    visitor.get_by_role("link", name="All of this registration").click()
    visitor.get_by_role("heading", name="The story of a registration").wait_for()
    look(visitor)


def test_a_statement_is_voided_on_a_page_that_says_what_comes_of_it(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    demonstration.sign_in(visitor, "samuel")
    visitor.goto(f"{demonstration.address}/records")
    visitor.get_by_role("link", name=re.compile("answered")).first.click()
    visitor.get_by_role("button", name="Void this statement").click()
    visitor.get_by_role("button", name="Void the statement").click()
    visitor.get_by_role("link", name="Choose why it is voided.").click()
    expect(visitor.get_by_label("It was made in a trial")).to_be_focused()
    look(visitor)
    visitor.get_by_label("It was made in a trial").check()
    visitor.get_by_role("button", name="Void the statement").click()
    expect(visitor.get_by_role("status").first).to_contain_text("The statement is voided.")
    expect(visitor.get_by_text("Samuel Adjei voided a statement")).to_be_visible()
    look(visitor)


def test_each_page_of_the_keys_fits_and_can_be_used_by_everybody(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    demonstration.sign_in(visitor, "samuel")
    visitor.goto(f"{demonstration.address}/records/keys/new")
    visitor.get_by_role("button", name="Make the key").click()
    visitor.get_by_role("link", name="Choose at least one thing that the key may do.").click()
    expect(visitor.get_by_label("Write statements")).to_be_focused()
    look(visitor)
    make_key(visitor, demonstration, "Read all statements")
    look(visitor)
    follow(visitor.get_by_role("link", name="Keys to the records"))
    look(visitor)
    visitor.get_by_role("link", name="Revoke the key Dashboard").first.click()
    visitor.get_by_role("heading", name="What will happen").wait_for()
    look(visitor)
    visitor.get_by_role("button", name="Revoke the key").click()
    expect(visitor.get_by_role("status").first).to_contain_text("It opens nothing any more.")
    look(visitor)


def test_commands_of_the_pages_run_in_a_shell(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    demonstration.sign_in(page, "samuel")
    make_key(page, demonstration, "Read all statements")
    secret = page.locator("#record-secret").inner_text()
    credentials = f"{page.locator('#record-key').inner_text()}:{secret}"
    page.get_by_role("button", name="Copy the secret").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == secret
    (latest,) = run_curl(page.locator("#try-it").inner_text())["statements"]
    assert latest["id"]
    open_passed(page, demonstration)
    page.get_by_text("The same with curl").click()
    page.get_by_role("button", name="Copy as curl").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    command = page.evaluate("navigator.clipboard.readText()")
    told = run_curl(command.replace("KEY:SECRET", credentials))
    assert told["id"] == page.url.rpartition("/")[2]


def test_everything_works_without_scripts(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    page = open_page(java_script_enabled=False)
    demonstration.sign_in(page, "samuel")
    page.goto(f"{demonstration.address}/records")
    page.get_by_label("Who", exact=True).select_option(label="Dr Yusuf Demirci")
    page.get_by_label("Did", exact=True).select_option(label="did not pass")
    page.get_by_role("button", name="Show statements").click()
    page.get_by_role("link", name=re.compile("^Dr Yusuf Demirci did not pass")).click()
    page.get_by_text("The same with curl").click()
    expect(page.get_by_text("curl --user KEY:SECRET")).to_be_visible()
    expect(page.get_by_role("button", name="Copy as curl")).to_be_hidden()
    page.get_by_role("button", name="Void this statement").click()
    follow(page.get_by_role("link", name="Keep the statement"))
    make_key(page, demonstration, "Everything")
    expect(page.locator("#record-secret")).to_be_visible()
