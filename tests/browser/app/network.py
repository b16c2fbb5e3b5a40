"""A module on a phone, and the network that goes and comes back."""

from typing import Final

from playwright.sync_api import Locator, Page, expect

from tests.browser.app.demonstration import Demonstration

SLUG: Final = "culture"


def keep_module(page: Page, demonstration: Demonstration, who: str, slug: str = SLUG) -> None:
    """Sign somebody in and keep a module on the device."""
    demonstration.sign_in(page, who)
    page.goto(f"{demonstration.address}/learn/{slug}")
    page.get_by_role("button", name="Keep this module on this phone").click()
    expect(page.get_by_text("is kept on this phone")).to_be_visible()


def cut_off(page: Page) -> None:
    """Take the network away.

    A new page may be let through for a moment before the browser applies it: what it would ask first is
    held back as well.
    """
    page.route("**/offline/who", lambda route: route.abort())
    page.context.set_offline(True)


def connect(page: Page) -> None:
    """Give the network back."""
    page.unroute("**/offline/who")
    page.context.set_offline(False)


def banner(page: Page) -> Locator:
    """Return the line about the network."""
    return page.locator("[data-network]")
