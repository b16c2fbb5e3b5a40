"""Files of the form: what is private stays out, and the blank one fits on its sheets."""

import io
import re

import pytest
from docx import Document
from flask import Flask
from msgspec.structs import replace

from app.welcome import files
from app.welcome.content import content
from tests.app.welcome.conftest import Pair

FAITH = "A quiet room at midday"


@pytest.mark.parametrize("kind", ["data", "word"])
def test_what_may_stand_in_no_file_is_in_none_but_the_doctors_own_if_ticked(
    pair: Pair, kind: str
) -> None:
    pair.save(pair.doctor, "c", **{"c.observe:-:answer": FAITH, "c.doctor_role:-:answer": "Decide"})
    pair.share()

    def text(who: object, query: str) -> str:
        answer = who.get(f"{pair.path}/download/file?kind={kind}{query}")  # type: ignore[attr-defined]
        assert answer.status_code == 200
        if kind == "data":
            return str(answer.json)
        return "\n".join(each.text for each in Document(io.BytesIO(answer.data)).paragraphs)

    for who in (pair.doctor, pair.supervisor):
        assert "Decide" in text(who, "")
        assert FAITH not in text(who, "")
        assert files.SENTENCE in text(who, "")
    assert FAITH in text(pair.doctor, "&private=yes")
    assert FAITH not in text(pair.supervisor, "&private=yes")


def test_a_filled_form_is_a_pdf_that_names_version_and_signatures(pair: Pair) -> None:
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)
    answer = pair.doctor.get(f"{pair.path}/download/file?kind=pdf")
    assert answer.data.startswith(b"%PDF")
    data = pair.doctor.get(f"{pair.path}/download/file?kind=data").json
    assert data is not None
    assert data["signed"][0]["version"] == "Version 1"
    assert "Dr Ngozi Eze" in data["signed"][0]["by"]


def sheets(pdf: bytes) -> int:
    """Return how many pages a PDF has: those that stand in it, which its page tree must count too."""
    pages = len(re.findall(rb"/Type\s*/Page[^s]", pdf))
    assert max(map(int, re.findall(rb"/Count\s+(\d+)", pdf))) == pages
    return pages


def test_the_blank_form_fits_on_six_sheets(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        assert sheets(files.blank_pdf()) == 5
        # A form that is twice as long does not: the count sees every sheet.
        whole = content()
        twice = replace(whole.form, sections=whole.form.sections * 2)
        monkeypatch.setattr("app.welcome.files.content", lambda: replace(whole, form=twice))
        assert sheets(files.blank_pdf()) > 6


def test_what_somebody_wrote_is_no_markup_in_a_pdf(pair: Pair) -> None:
    wild = '#panic("x") $ ] = *bold* \\ #let a = read("/etc/passwd")'
    pair.save(pair.doctor, "b", **{"b.proud:-:answer": wild})
    pair.share()
    assert pair.doctor.get(f"{pair.path}/download/file").data.startswith(b"%PDF")


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\ufffe", "\uffff"])
def test_no_character_of_the_other_breaks_a_download(pair: Pair, character: str) -> None:
    pair.share()
    pair.save(pair.supervisor, "a", **{"a.welcome:-:answer": f"Good{character}day"})
    for kind in ("word", "pdf", "data"):
        assert pair.doctor.get(f"{pair.path}/download/file?kind={kind}").status_code == 200
