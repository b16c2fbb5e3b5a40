"""Whatever a file holds, reading it ends in questions or sentences, never in a traceback."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.exchange.formats import FORMATS, guess
from course.exchange.html_text import from_html, from_markdown, from_text, to_text
from course.exchange.importing import incoming
from course.exchange.source_text import decode
from course.files import kinds
from course.files.report import Report
from course.files.schema import BAD
from course.files.yaml_positions import Text, read_yaml
from tests.course.exchange.travel import imported

FILES = Path(__file__).parent / "files"
BANKS = [(FILES / name).read_text(encoding="utf-8") for name in ("bank.xml", "bank.gift.txt")]
SIGNS = r"""
{ } \ ~ = # #### -> :: % %50% [html] $CATEGORY: // {>9 < > & &#0; &nbsp; <![CDATA[ ]]> <text> <![x
<!-- </answer> <question/> 1e999 <p><b> [a](b) [[local:x]] ![x](y) * _ `
"""
PIECES = st.sampled_from(
    [*SIGNS.split(), "\n", "\n\n", "\0", "\u202e", "<!DOCTYPE x>", "<question type='match'>"]
)
CALM = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CALM
@given(
    bank=st.sampled_from(BANKS),
    cuts=st.lists(
        st.tuples(st.integers(0, 9000), st.integers(0, 60), PIECES | st.text(max_size=5)),
        max_size=6,
    ),
)
def test_a_damaged_bank_is_read_or_refused(bank: str, cuts: list[tuple[int, int, str]]) -> None:
    text = bank
    for place, length, piece in cuts:
        text = text[:place] + piece + text[place + length :]
    for format_ in FORMATS:
        found, _ = imported(text, format_)
        assert len({each.id for each in found}) == len(found)


@CALM
@given(st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    for format_ in FORMATS:
        imported(text, format_)
    imported(f"::x::[markdown]{text}{{T}}", "gift")


@CALM
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    report = Report("bank", [])
    text = decode(data, report)
    assert (text is None) == bool(report.mistakes)
    if text is not None:
        incoming(text, guess(text), "first", "practice", (), report)


@CALM
@given(st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join))
def test_whatever_html_holds_what_comes_in_is_a_text_that_we_allow(html: str) -> None:
    for cleaned in (from_html(html), from_markdown(html)):
        for paragraph in cleaned.paragraphs:
            assert kinds.inline(Text(paragraph, 1), Report("", [])) is not BAD


@CALM
@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_plain_text_shows_as_itself(text: str) -> None:
    assert to_text(from_text(text)) == " ".join(text.replace("\0", "").split())


@pytest.mark.parametrize("bomb", ["[" * 4000, "*a " * 1600, "<b>" * 4000, "`" * 4000, "> " * 2000])
def test_a_text_made_to_hurt_is_read_soon(bomb: str) -> None:
    imported(f"::x::[markdown]{bomb}{{T}}", "gift")
    imported(f"::x::[html]{bomb}{{T}}", "gift")


def test_a_mark_that_cannot_be_seen_stops_nobody() -> None:
    found, _ = imported("::x::How?{=one\x7f}", "gift")
    assert [each.question.accept for each in found] == [("one",)]  # type: ignore[union-attr]
    report = Report("bank", [])
    assert read_yaml("a: b\nc: \x7f\n", report) is None
    assert [str(told) for told in report.mistakes] == [
        "bank:2: the character U+007F does not belong in YAML; delete it, or type the line again"
    ]


def test_dashes_in_what_is_told_end_no_comment() -> None:
    text = FORMATS["moodle"].write([], ("left out: **yes --- later** --",))
    found, report = imported(text, "moodle")
    assert found == () and report.mistakes == []


def test_a_document_type_behind_two_byte_order_marks_is_refused() -> None:
    bomb = "\ufeff<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz></quiz>"
    for text in (bomb, decode(f"\ufeff{bomb}".encode(), Report("bank", [])) or ""):
        found, report = imported(text, "moodle")
        assert found == () and "declares a document type" in report.mistakes[0].what
