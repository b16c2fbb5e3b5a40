"""The style sheets: compiled as the set-up does it, they ask nobody for anything."""

import gzip
import re
from pathlib import Path

import pytest

from course.assets import NotBuilt, built
from tests.support.style import ROOT, compiled


@pytest.fixture(params=["first-shift", "package"])
def css(request: pytest.FixtureRequest) -> str:
    """Give each style sheet."""
    return compiled(request.param)


def test_no_font_of_the_health_service_and_no_font_file_is_left(css: str) -> None:
    assert "frutiger" not in css.lower()
    assert "@font-face" not in css


def test_no_address_is_left(css: str) -> None:
    assert not re.findall(r"(?:https?:)?//[a-z]", css.lower())
    assert not re.findall(r"url\((?!\"?data:)[^)]*\)", css)
    assert "@import" not in css


def test_no_text_is_smaller_than_16_pixels(css: str) -> None:
    sizes = [float(size) for size in re.findall(r"font-size:([\d.]+)rem", css)]
    assert sizes and min(sizes) >= 1
    assert not [size for size in re.findall(r"font-size:([\d.]+)px", css) if float(size) < 16]


def test_it_stays_smaller_than_the_ready_made_sheet(css: str) -> None:
    ready_made = ROOT / "node_modules/nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css"
    assert len(gzip.compress(css.encode())) < len(gzip.compress(ready_made.read_bytes()))


def test_a_file_that_is_not_built_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match=r"\./run set-up"):
        built("first-shift.css", tmp_path)
