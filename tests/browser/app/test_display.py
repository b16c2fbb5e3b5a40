"""Pages as somebody wants them: dark, with more contrast, in large letters, with few data."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.demonstration import Demonstration
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PAGES = {
    "adaeze": [
        "/learn",
        "/learn/culture",
        "/learn/culture/assessment",
        "/learn/professional-practice/asking-for-help-early",  # a table, a conversation, a picture
        "/learn/professional-practice/prescribing-safely",  # places on a picture
        "/glossary?letter=m",
        "/account",
        "/account/password",
    ],
    "meera": ["/supervision"],
    "joanna": ["/packages", "/packages/make?module=culture&lms=totara", "/organisation/overlay"],
    "samuel": ["/people", "/people/add", "/records"],
}
CHOICES = {
    "phone": ("Dark", "Normal", "Normal"),
    "desk": ("Dark", "More", "Largest"),
}

CUT = """() => [...document.querySelectorAll('select, .nhsuk-input, .fs-search__field')].filter((field) => {
    const style = getComputedStyle(field);
    const edges = ['paddingTop', 'paddingBottom', 'borderTopWidth', 'borderBottomWidth'];
    const around = edges.reduce((sum, edge) => sum + parseFloat(style[edge]), 0);
    return field.offsetHeight < around + 1.2 * parseFloat(style.fontSize);
}).map((field) => field.id)"""
"""The fields that are too low for the letters in them."""

EDGELESS = """() => {
    const luminance = ([r, g, b]) => [r, g, b].map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const colour = (text) => text.match(/[\\d.]+/g).map(Number);
    const contrast = (one, other) => {
        const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05);
    };
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const found = colour(getComputedStyle(at).backgroundColor);
            if (found[3] !== 0) return found;
        }
        return [255, 255, 255];
    };
    const fields = 'input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea';
    return [...document.querySelectorAll(fields)].filter((field) => {
        const around = ground(field.parentElement);
        const edges = [colour(getComputedStyle(field).borderTopColor), ground(field)];
        return Math.max(...edges.map((edge) => contrast(edge, around))) < 3;
    }).map((field) => field.outerHTML);
}"""
"""The fields whose edge is hard to see. Source: WCAG 2.2, 1.4.11 (a contrast of 3)."""


def choose(
    page: Page, demonstration: Demonstration, *, contrast: str, text: str, theme: str
) -> None:
    """Choose on the page how pages are to look."""
    page.goto(f"{demonstration.address}/display")
    page.get_by_role("radio", name=theme, exact=True).check()
    page.get_by_role("group", name="Contrast").get_by_label(contrast).check()
    page.get_by_role("group", name="Size of text").get_by_label(text, exact=True).check()
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Saved. This is how pages look from now on.")).to_be_visible()


def test_dark_pages_are_as_accessible_as_light_ones(
    visitor: Page, demonstration: Demonstration
) -> None:
    # Of the window, not of the empty page in it, which a phone lays out as for a desk.
    viewport = visitor.viewport_size
    size = "phone" if viewport and viewport["width"] < 500 else "desk"
    theme, contrast, text = CHOICES[size]
    for who in PAGES if size == "phone" else ("adaeze",):
        visitor.context.clear_cookies()
        demonstration.sign_in(visitor, who)
        choose(visitor, demonstration, contrast=contrast, text=text, theme=theme)
        look(visitor)
        for path in PAGES[who]:
            visitor.goto(demonstration.address + path)
            look(visitor)
            assert visitor.evaluate(EDGELESS) == [], path


def test_the_device_says_whether_it_is_dark_and_nothing_flashes(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme)
        page.goto(f"{demonstration.address}/sign-in")
        look(page)
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2


def test_large_letters_with_more_contrast_stay_inside_a_phone(
    phone: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(phone, "karim")
    choose(phone, demonstration, contrast="More", text="Largest", theme="Light")
    for path in (
        "/learn",
        "/learn/culture",
        "/learn/culture/how-the-nhs-is-made",  # lists to choose from
        "/learn/professional-practice/prescribing-safely",
        "/glossary",
    ):
        phone.goto(demonstration.address + path)
        look(phone)
        assert phone.evaluate(CUT) == [], path
