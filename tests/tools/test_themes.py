"""The sheet in other colours: text stays readable, widths stay as they are, focus stays yellow."""

import pytest

from tools.css_rules import read_rules
from tools.themes import THEMES, Colour, Theme, themed

DARK, CONTRAST, DARK_CONTRAST = THEMES
WHITE, INK = Colour.read("#fff"), "#212b32"


def declared(css: str, theme: Theme) -> dict[str, str]:
    """Return the declarations of the one rule that a sheet becomes."""
    (rule,) = read_rules(themed(css, theme))
    return dict(rule.declarations)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", ["#212b32", "#4c6272", "#005eb8", "#d5281b", "#7c2855", "#007f3b"])
@pytest.mark.parametrize(
    "ground", ["#fff", "#f0f4f5", "#eaf2fa", "#fff8e8", "#edf7f1", "#fbf0f3", "#cce5d8"]
)
def test_text_is_readable_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    found = declared(f"p{{color:{text};background-color:{ground}}}", theme)
    contrast = Colour.read(found["color"]).contrast(Colour.read(found["background-color"]))
    assert contrast >= (7 if "contrast" in theme.name else 4.5)


@pytest.mark.parametrize("theme", THEMES)
def test_a_button_stays_white_on_its_colour(theme: Theme) -> None:
    found = declared(".b{color:#fff;background-color:#007f3b}", theme)
    assert found["color"] == "#ffffff"
    assert Colour.read(found["background-color"]).contrast(WHITE) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_what_has_focus_stays_black_on_yellow(theme: Theme) -> None:
    for selector in ("a:focus", ".marked"):
        found = declared(f"{selector}{{color:{INK};background-color:#ffeb3b}}", theme)
        assert found == {"color": INK, "background-color": "#ffeb3b"}
    hover = declared(f"a:not(:focus):hover{{color:{INK}}}", DARK)
    assert hover["color"] == DARK.ink


def test_a_shorthand_gives_its_colour_only() -> None:
    found = declared("p{border:1px solid #d8dde0;border-left:0;margin:0}", DARK)
    assert found == {"border-color": DARK.raised}


def test_a_colour_that_a_later_rule_takes_back_is_taken_back_in_every_theme() -> None:
    for arrow in ("border-left-color:currentcolor", "border-left-color:inherit"):
        found = declared(f"summary::before{{border-color:rgba(0,0,0,0);{arrow}}}", DARK)
        assert list(found.items())[-1] == tuple(arrow.split(":"))
    assert declared("p{background:none}", DARK) == {"background-color": "transparent"}
    assert declared("p{border-top:4px solid}", DARK) == {"border-top-color": "currentcolor"}
    assert themed("p{border:0;outline:none}", DARK) == ""


def test_what_stands_around_a_rule_stays_and_paper_is_left_alone() -> None:
    css = '@media(min-width:40em){@media print{p{color:#000}}p{color:#000}}@charset "UTF-8";'
    (rule,) = read_rules(themed(css, DARK))
    assert rule.around == ("@media(min-width:40em)",)


def test_a_trusts_colour_is_lightened_as_text_and_kept_under_white() -> None:
    css = "p{color:var(--fs-accent,#14324a);background-color:var(--fs-accent,#14324a)}"
    found = declared(css, DARK)
    assert found["background-color"] == "var(--fs-accent,#14324a)"
    assert found["color"].startswith("color-mix(in srgb,var(--fs-accent,")


def test_braces_in_quotes_and_addresses_are_no_rules() -> None:
    css = 'a::after{content:"}{;";color:#000}b{background:url("data:,{;}") #fff}'
    assert [rule.selector for rule in read_rules(css)] == ["a::after", "b"]
