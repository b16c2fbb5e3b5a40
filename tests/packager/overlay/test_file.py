"""The overlay's file: what it may say, and every mistake in it with its line."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.local_answers import LocalAnswerGiven
from course.model import LocalAnswer
from packager.errors import BadOverlay
from packager.overlay import Overlay, read_overlay_file
from tests.packager.overlay.pictures import picture, svg

KNOWN = {key: LocalAnswer(key, key) for key in ("crash_number", "img_lead", "payroll_contact")}
TODAY = dt.date(2026, 11, 25)

WHOLE = """\
name: "Riverside University Hospitals"
nation: WAL
accent: "#7C2855"
logo: pictures/logo.png
answers:
  crash_number: {text: "2222", given: 2026-11-01}
  img_lead:
    text: >
      Dr Samuel Boateng,
      bleep 1200
    given: 2026-11-25
"""


def read(folder: Path, text: str) -> Overlay:
    file = folder / "trust.yaml"
    file.write_text(text, encoding="utf-8")
    return read_overlay_file(file, KNOWN, TODAY)


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(BadOverlay) as caught:
        read(folder, text)
    assert caught.value.sentence == "\n".join(map(str, caught.value.mistakes))
    return [str(each).removeprefix(f"{folder}/") for each in caught.value.mistakes]


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "logo.png").write_bytes(picture("PNG"))
    made = read(tmp_path, WHOLE)
    assert made.logo and made.logo.suffix == ".png"
    assert (made.organisation, made.nation, made.accent) == (
        "Riverside University Hospitals",
        "WAL",
        "#7c2855",
    )
    assert made.local_answers == {
        "crash_number": LocalAnswerGiven("2222", dt.date(2026, 11, 1)),
        "img_lead": LocalAnswerGiven("Dr Samuel Boateng, bleep 1200", TODAY),
    }


def test_every_key_may_be_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, "nation: SCO") == Overlay(nation="SCO")


def test_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(svg("<script/>"))
    found = mistakes(
        tmp_path,
        f"""\
nam: Riverside
nation: Wales
accent: "#41b6e6"
logo: logo.svg
answers:
  crash_numbr: {{text: "2222", given: 2026-11-01}}
  zzz: {{text: "2222", given: 2026-11-01}}
  crash_number: {{text: "2222"}}
  img_lead: {{text: "{"a" * 201}", given: 2026-11-26}}
  payroll_contact: 2222
""",
    )
    assert found == [
        "trust.yaml:1: trust.yaml has no key 'nam'; did you mean 'name'?",
        "trust.yaml:2: unknown nation 'Wales'; use ENG, SCO, WAL or NI",
        "trust.yaml:3: The colour #41b6e6 has a contrast of 2.31 to 1 with white text, which is hard"
        " to read; it needs 4.5 to 1, which its darker tone #2a7695 reaches",
        "trust.yaml:4: logo.svg cannot be the logo: it holds <script>, which a logo must not; take it"
        " out, or save it as PNG",
        "trust.yaml:6: the course asks for no 'crash_numbr'; did you mean 'crash_number'?",
        "trust.yaml:7: the course asks for no 'zzz'; take it out; modules/local_answers.yaml has them"
        " all",
        "trust.yaml:8: the answer 'crash_number' lacks the key 'given'; add 'given:'",
        "trust.yaml:9: the answer has 201 characters; use at most 200",
        "trust.yaml:9: the date 2026-11-26 lies in the future; write a day that has come",
        "trust.yaml:10: the answer 'payroll_contact' is no mapping; write it as 'key: value' lines"
        " (text, given)",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file is empty; add its keys (name, nation, accent, logo, answers)"),
        ("logo: none.png", "the logo 'none.png' cannot be read; write its path"),
        ("logo: .", "the logo '.' cannot be read"),
        ('logo: "a\\0b"', "the logo 'a\0b' cannot be read"),
        ("logo: trust.yaml", "it is no PNG, JPEG, WebP, GIF or SVG; save the picture"),
        ("answers: none", "the answers are no mapping"),
        (f"name: {'n' * 121}", "the name has 121 characters; use at most 120"),
        ("accent: red", "'red' is no colour; write it like #005eb8"),
        ("name: a\nname: b", "trust.yaml:2: the key 'name' is written twice"),
        ("name: &a b", "'&a' is a YAML anchor"),
        ("answers: {crash_number: {text: ' ', given: 2026-11-01}}", "a text is missing"),
        ("name: a\x07", "the character U+0007 does not belong"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, text: str, told: str) -> None:
    assert told in mistakes(tmp_path, text)[0]


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.sampled_from("nameloganswcr: {}[]'\"\n#-&*!|>012"), max_size=120))
def test_whatever_a_file_says_it_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    try:
        read(tmp_path_factory.mktemp("overlay"), text)
    except BadOverlay as bad:
        assert bad.mistakes  # noqa: PT017 - most texts are refused
