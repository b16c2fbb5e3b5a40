"""The pinned browser draws what a person would see."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WORD = """
() => {
  const context = document.createElement("canvas").getContext("2d");
  return ["Open Sans", "DejaVu Sans", "Arial", "sans-serif"].map((family) => {
    context.font = `40px "${family}"`;
    return context.measureText("Welcome").width;
  });
}
"""


def test_the_browser_has_real_fonts_so_that_words_have_a_width(page: Page) -> None:
    widths = page.evaluate(WORD)
    open_sans, dejavu, arial, _fallback = widths
    assert min(widths) > 100
    assert open_sans != dejavu
    assert arial == open_sans


def test_the_browser_draws_text_as_dark_pixels(page: Page) -> None:
    page.set_content("<p style='font:60px Arial;margin:0'>Welcome to the ward</p>")
    with_text = page.screenshot()
    page.set_content("<p style='font:60px Arial;margin:0'></p>")
    assert len(with_text) > len(page.screenshot()) + 1000
