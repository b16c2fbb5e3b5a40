"""docs/overlay.md: its example is read, and its numbers are those of the code."""

import datetime as dt
import re
from pathlib import Path

from course.reader import read_course
from packager.overlay import MAX_ANSWER_CHARS, MAX_LOGO_BYTES, MAX_ORGANISATION_CHARS
from packager.overlay.file import read_overlay_file
from packager.overlay.logo import MAX_KEPT_BYTES
from packager.overlay.pixels import HIGHEST_PX, MOST_PIXELS, WIDEST_PX
from tests.packager.overlay.pictures import svg

ROOT = Path(__file__).parents[3]
DOC = (ROOT / "docs" / "overlay.md").read_text(encoding="utf-8")


def test_the_example_is_read(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", DOC, re.DOTALL)
    (tmp_path / "trust.yaml").write_text(example, encoding="utf-8")
    (tmp_path / "riverside.svg").write_bytes(svg())
    course, _ = read_course(ROOT / "modules")
    made = read_overlay_file(tmp_path / "trust.yaml", course.local_answers, dt.date(2026, 11, 25))
    assert made.logo and made.nation == "ENG" and made.accent == "#7c2855"
    assert made.local_answers["crash_number"].text == "2222"
    assert len(made.local_answers) == 4


def test_the_limits_are_told() -> None:
    told = (
        f"at most {MAX_ORGANISATION_CHARS} characters",
        f"at most {MAX_ANSWER_CHARS} characters",
        f"at most {MAX_LOGO_BYTES // 1000} kB and {MOST_PIXELS // 1_000_000} million pixels",
        f"at most {WIDEST_PX} × {HIGHEST_PX} pixels",
        f"{MAX_KEPT_BYTES // 1000} kB at most afterwards",
    )
    assert [each for each in told if each not in DOC] == []
