"""Downloads for a portfolio: PDF, Word and plain text, of one entry or of a span of days."""

import datetime as dt
import io
import re
import zipfile

import pytest
from docx import Document
from sqlalchemy import select

from app.database import Database
from app.reflection.export import FORMATS
from app.reflection.models import JournalEntry
from tests.app.actors import Actor
from tests.app.reflection.writing import save, write
from tests.support.html import words_of

TEXT = "I held *her* hand #1.\n\nThen $I$ left. مرحبا 🙂 \ufffe"


@pytest.fixture
def entry(as_learner: Actor) -> str:
    return save(as_learner, TEXT, so_what="Torn.", title="A hand")


def file_of(actor: Actor, path: str) -> tuple[str, bytes]:
    """Download a file; return its name and what it holds."""
    answer = actor.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    found = re.fullmatch(r"attachment; filename=([\w.-]+)", answer.headers["Content-Disposition"])
    assert found
    return found[1], answer.data


def test_word_has_styles_a_language_and_no_name_in_its_properties(
    as_learner: Actor, entry: str
) -> None:
    name, data = file_of(as_learner, f"{entry}/download/word")
    assert re.fullmatch(r"journal-\d{4}-\d\d-\d\d\.docx", name)
    document = Document(io.BytesIO(data))
    styled = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    headings = [(style, text) for style, text in styled if "Heading" in str(style)]
    assert headings == [("Heading 1", "A hand"), ("Heading 2", "What?"), ("Heading 2", "So what?")]
    texts = [p.text for p in document.paragraphs]
    assert "I held *her* hand #1." in texts and "Then $I$ left. مرحبا 🙂" in texts
    about = document.core_properties
    assert (about.title, about.author, about.last_modified_by) == ("A hand", "", "")
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        styles = zipped.read("word/styles.xml").decode()
        assert b"Ngozi" not in b"".join(zipped.read(each) for each in zipped.namelist())
    assert '<w:lang w:val="en-GB"' in styles


def test_a_pdf_is_tagged_and_says_its_language(as_learner: Actor, entry: str) -> None:
    name, data = file_of(as_learner, f"{entry}/download/pdf")
    assert name.endswith(".pdf") and data.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in data and b"/Lang(en-GB)" in data and b"A hand" in data
    _, plain = file_of(as_learner, f"{save(as_learner, 'Torn.')}/download/pdf")
    assert (
        b"<pdfuaid:part>1</pdfuaid:part>" in plain
    )  # a letter that no font has would cost it that


def test_plain_text_is_readable_everywhere(as_learner: Actor, entry: str) -> None:
    _, data = file_of(as_learner, f"{entry}/download/text")
    text = data.decode("utf-8-sig")
    assert "A hand\r\n======" in text and "So what?\r\n--------\r\nTorn." in text
    assert "I held *her* hand #1.\r\n\r\nThen $I$ left." in text


def test_word_has_no_empty_paragraph_whatever_was_typed(as_learner: Actor) -> None:
    address = save(as_learner, "One.\n \n\n\nTwo.\nStill two.\n\t\n")
    _, data = file_of(as_learner, f"{address}/download/word")
    texts = [p.text for p in Document(io.BytesIO(data)).paragraphs]
    assert all(map(str.strip, texts)) and texts[-2:] == ["One.", "Two.\nStill two."]


def test_plain_text_has_72_columns_and_leaves_long_words_whole(as_learner: Actor) -> None:
    address_typed = "https://riverside.example/" + "a" * 80
    text = "I held her hand and said nothing for a while. " * 8 + f"\n\n{address_typed}"
    _, data = file_of(as_learner, f"{save(as_learner, text, title='T' * 90)}/download/text")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert address_typed in lines
    assert max(len(line) for line in lines if " " in line) <= 72
    assert " ".join(lines).count("I held her hand") == 8


@pytest.mark.parametrize("kind", FORMATS)
def test_a_span_of_days_holds_what_was_saved_in_it(
    as_learner: Actor, database: Database, kind: str
) -> None:
    days = ("2026-03-01", "2026-03-29", "2026-04-02")  # clocks go forward on the second
    for number in range(3):
        address = save(as_learner, f"Text {number}.")
        write(as_learner, f"{address}/write", "draft", what=f"Draft {number}.")
    write(as_learner, do="draft", what="Only a draft.")
    with database.write() as session:
        rows = session.scalars(select(JournalEntry).order_by(JournalEntry.made)).all()
        for row, day in zip(rows, days, strict=False):
            row.made = dt.datetime.fromisoformat(f"{day}T22:30:00+00:00")
    name, data = file_of(
        as_learner, f"/journal/download/file?from=2026-03-02&to=2026-04-02&kind={kind}"
    )
    assert name == f"journal-2026-03-29-to-2026-04-02.{FORMATS[kind].ending}"
    if kind == "text":
        text = data.decode()
        assert text.index("Text 1.") < text.index("Text 2.")
        assert "Text 0." not in text and "Draft" not in text
    _, all_of_them = file_of(as_learner, f"/journal/download/file?kind={kind}")
    assert len(all_of_them) > 0


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("from=x", "“First day” is no day of the calendar"),
        ("to=2026-13-01", "“Last day” is no day of the calendar"),
        ("from=1950-01-01", ""),
        ("to=2099-12-31", ""),
        ("to=9999-12-31", "The year of “Last day” must be from 1950 to 2099"),
        ("from=2026-03-02&to=2026-03-01", "The last day is before the first one."),
        ("from=2020-01-01&to=2020-01-02", "No saved entry was written in these days."),
        ("kind=exe", "Not a valid choice"),
    ],
)
def test_days_that_make_no_sense_are_named(
    as_learner: Actor, entry: str, asked: str, words: str
) -> None:
    answer = as_learner.get(f"/journal/download/file?{asked}")
    if not words:
        assert answer.status_code == 200
        return
    assert answer.status_code == 400 and words.lower() in words_of(answer.text).lower()


def test_a_draft_is_not_downloaded(as_learner: Actor) -> None:
    draft = write(as_learner, do="draft", what="Half.").headers["Location"].rpartition("/")[0]
    assert as_learner.get(f"{draft}/download/pdf").status_code == 409
    assert as_learner.get(f"{draft}/download/exe").status_code == 404
    assert as_learner.get("/journal/download/file").status_code == 400
    assert as_learner.get("/journal/download").status_code == 200
