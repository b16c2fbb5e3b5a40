"""What a page in view must not have: an accessibility violation, or anything wider than the screen."""

from typing import Final

from playwright.sync_api import Frame, Page

from tools.checkout import NODE_MODULES

AXE: Final = NODE_MODULES / "axe-core" / "axe.min.js"
_RUN: Final = """async () => (await window.axe.run(document)).violations.map(
    (found) => `${found.id}: ${found.nodes.map((node) => node.html).join(' | ').slice(0, 400)}`)"""
_WIDE: Final = """() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.body.querySelectorAll('*')].filter((each) => {
        const box = each.getBoundingClientRect();
        return box.width > 0 && box.right > width + 1 && !each.closest('.nhsuk-u-visually-hidden');
    });
    if (document.documentElement.scrollWidth <= width) return [];
    return wide.map((each) => each.outerHTML.slice(0, 120));
}"""


def violations(frame: Frame) -> list[str]:
    """Return what axe-core finds, one line a rule."""
    if not frame.evaluate("'axe' in window"):
        frame.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = frame.evaluate(_RUN)
    return found


def overflowing(frame: Frame) -> list[str]:
    """Return the elements that stand out of the screen to the right."""
    found: list[str] = frame.evaluate(_WIDE)
    return found


def look(page: Page) -> None:
    """Raise AssertionError where the page in view has a violation or is wider than the screen."""
    assert overflowing(page.main_frame) == [], page.url
    assert violations(page.main_frame) == [], page.url
