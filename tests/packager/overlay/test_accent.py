"""A trust's colour: read, judged by contrast, put in the place of ours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.assets import STYLE, built
from packager.errors import BadOptions
from packager.overlay import Overlay, accent_style, check_accent, plain_accent
from packager.overlay.accent import PALE, TRACK
from packager.overlay.colour import WHITE, Colour, contrast, read_colour

PARTS = st.integers(0, 255)
COLOURS = st.builds(Colour, PARTS, PARTS, PARTS)


def test_contrast_is_that_of_the_guidelines() -> None:
    black, grey = Colour(0, 0, 0), Colour(0x77, 0x77, 0x77)
    assert contrast(black, WHITE) == contrast(WHITE, black) == 21
    assert contrast(WHITE, grey) == pytest.approx(4.478, abs=0.001)
    assert contrast(Colour(255, 0, 0), WHITE) == pytest.approx(3.998, abs=0.001)


@pytest.mark.parametrize(("text", "plain"), [("#05b", "#0055bb"), ("#005EB8", "#005eb8")])
def test_a_colour_is_written_short_or_long(text: str, plain: str) -> None:
    assert plain_accent(text) == plain


@pytest.mark.parametrize(
    "text", ["", "005eb8", "#005eb", "blue", "#005eb8;}", "#00５eb8", "#005eb8\n", "url(x)"]
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(BadOptions, match="is no colour; write it like #005eb8"):
        check_accent(text)
    with pytest.raises(BadOptions):
        accent_style(text)


def test_a_pale_colour_is_refused_with_its_ratio_and_a_tone_that_passes() -> None:
    with pytest.raises(BadOptions) as caught:
        Overlay(accent="#41b6e6")
    sentence = caught.value.sentence
    assert "#41b6e6 has a contrast of 2.31 to 1 with white text" in sentence
    assert "needs 4.5 to 1" in sentence
    proposed = re.findall(r"#[0-9a-f]{6}", sentence)[1]
    assert Overlay(accent=proposed).accent == proposed


def test_a_colour_that_does_on_white_may_not_do_on_a_note() -> None:
    assert contrast(Colour(0x74, 0x74, 0x74), WHITE) > 4.5
    with pytest.raises(BadOptions, match=r"4\.\d\d to 1 with the pale ground of a note"):
        check_accent("#747474")


@given(COLOURS)
def test_what_passes_can_be_seen_wherever_it_stands(colour: Colour) -> None:
    try:
        check_accent(colour.hex)
    except BadOptions as bad:
        proposed = read_colour(re.findall(r"#[0-9a-f]{6}", bad.sentence)[1])
        assert proposed
        colour = proposed
    assert contrast(colour, WHITE) >= 4.5
    assert contrast(colour, PALE) >= 4.5
    assert contrast(colour, TRACK) >= 3
    deep = re.findall(r"deep: (#[0-9a-f]{6})", accent_style(colour.hex).decode())
    dawn = Colour(0xFF, 0xB8, 0x1C)
    navigation = read_colour(deep[0])
    assert navigation and contrast(navigation, dawn) >= 3


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    sheet = built(STYLE).read_text(encoding="utf-8")
    grounds = re.findall(r"\.fs-note(?:--\w+)?\{[^}]*background-color:(#\w{6})", sheet)
    darkest = min((read_colour(each) or WHITE).luminance for each in grounds if each)
    assert PALE.hex in grounds and PALE.luminance == darkest
    track = re.findall(r"\.fs-progress__bar\{[^}]*background-color:(#\w{6})", sheet)
    assert track == [TRACK.hex]
    assert sheet.count("var(--fs-accent") == 10


def test_the_proposed_tone_is_the_nearest_that_passes() -> None:
    with pytest.raises(BadOptions) as caught:
        check_accent("#008080".replace("80", "90"))
    proposed = read_colour(re.findall(r"#[0-9a-f]{6}", caught.value.sentence)[1])
    assert proposed
    lighter = Colour(*(min(255, value + 1) if value else 0 for value in proposed))
    with pytest.raises(BadOptions):
        check_accent(lighter.hex)


def test_the_style_sheet_holds_two_properties_and_nothing_else() -> None:
    assert accent_style("#7C2855") == (
        b":root {\n  --fs-accent: #7c2855;\n  --fs-accent-deep: #591c3d;\n}\n"
    )
