"""A package with a glossary, opened by itself, and what tests ask of its terms."""

from pathlib import Path

from playwright.sync_api import FloatRect, Locator, Page

from packager import PackageOptions
from tests.browser.lms.server import Serve
from tests.packager.glossary_course import course_with_glossary

SPEECH = Path(__file__).parent / "speech.js"


def open_topic(page: Page, serve: Serve, folder: Path) -> Page:
    """Open the first topic of the sample that has a glossary."""
    system = serve(course_with_glossary(folder), ("sample",), PackageOptions())
    page.goto(f"{system.address}/package/index.html")
    page.locator("[data-progress]").wait_for()
    page.locator('[data-step="topic-first"] a').click()
    page.locator("#topic-first").wait_for(state="visible")
    return page


def term(page: Page, name: str) -> Locator:
    """Return the button of a term in the first topic."""
    return page.locator("#topic-first .fs-term").get_by_text(name, exact=True)


def meaning(page: Page, key: str) -> Locator:
    """Return the meaning of a term of the first topic."""
    return page.locator(f"#term-first-{key}")


def box(of: Locator) -> FloatRect:
    """Return where something stands in the window."""
    found = of.bounding_box()
    assert found is not None
    return found
