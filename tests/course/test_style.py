"""The style sheet: compiled as the set-up does it, it asks nobody for anything."""

import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course.assets import NotBuilt, built

ROOT = Path(__file__).resolve().parents[2]
STYLE = ROOT / "course" / "style" / "first-shift.scss"


@pytest.fixture(scope="module")
def css() -> str:
    """Give the style sheet, compiled from its sources as they are now."""
    modules = ROOT / "node_modules"
    wheel = Path(sys.prefix) / "bin" / "node"
    node = str(wheel) if wheel.exists() else shutil.which("node")
    if node is None or not (modules / "sass").is_dir():
        pytest.fail("Node's parts are not there: run ./run set-up once.")
    options = [f"--load-path={modules}", "--style=compressed", "--no-source-map", "--quiet-deps"]
    command = [node, str(modules / "sass" / "sass.js"), *options, str(STYLE)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr, done.stderr
    return done.stdout


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
