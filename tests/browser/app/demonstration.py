"""The demonstration as a visitor meets it: who signs in with what, and how one finds the way."""

from playwright.sync_api import Page

from tools.demonstration import DOMAIN, Demonstration

__all__ = ["DOMAIN", "Demonstration", "open_menu"]


def open_menu(page: Page) -> None:
    """Open the menu, where the screen is so small that the links are behind it."""
    menu = page.locator("summary", has_text="Menu")
    if menu.is_visible() and not page.locator("details[open] > summary", has_text="Menu").count():
        menu.click()
