"""The demonstration as a visitor meets it: its address, who signs in with what, and how one does."""

from typing import Final

from msgspec import Struct
from playwright.sync_api import Page

DOMAIN: Final = "demo.example"


class Demonstration(Struct, frozen=True):
    """A server that runs. passwords: by e-mail address."""

    address: str
    passwords: dict[str, str]

    def sign_in(self, page: Page, who: str) -> None:
        """Sign somebody in by the form. who: what stands before the @ of their address."""
        email = f"{who}@{DOMAIN}"
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password", exact=True).fill(self.passwords[email])
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.locator("body[data-owner]").wait_for()


def open_menu(page: Page) -> None:
    """Open the menu, where the screen is so small that the links are behind it."""
    menu = page.locator("summary", has_text="Menu")
    if menu.is_visible() and not page.locator("details[open] > summary", has_text="Menu").count():
        menu.click()
