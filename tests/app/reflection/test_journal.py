"""The journal: written, listed, changed, deleted, and seen by its writer only."""

import pytest

from app.reflection import journal, quota
from app.reflection.structures import STRUCTURES
from app.reflection.writing import MOST_CHARACTERS
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.reflection.writing import address_of, carried, save, send, version_of, write
from tests.app.trust import Trust
from tests.support.html import words_of


def test_an_entry_is_written_listed_and_read(as_learner: Actor) -> None:
    assert "Nothing is written yet." in as_learner.get("/journal").text
    address = save(as_learner, "I stood\n\nat the <b>bed</b>.", so_what="Torn.", title="A hand")
    page = as_learner.get(address)
    assert "A hand" in page.text and "I stood\n\nat the &lt;b&gt;bed&lt;/b&gt;." in page.text
    assert "Only you can see this." in page.text and "Now what?</h2>" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    listed = as_learner.get("/journal").text
    assert address in listed and "A hand" in listed and "Your entry" in listed
    # The window's title stays in the history of a browser that others may use.
    assert "A hand" not in page.text.partition("</title>")[0]


@pytest.mark.parametrize("structure", STRUCTURES)
def test_each_structure_has_its_steps(as_learner: Actor, structure: object) -> None:
    key, steps = structure.key, structure.steps  # type: ignore[attr-defined]
    page = as_learner.get(f"/journal/new/{key}")
    assert all(f'name="part-{step.key}"' in page.text for step in steps)
    assert key in as_learner.get("/journal/new").text
    texts = {step.key: f"About {step.key}." for step in steps}
    shown = as_learner.get(address_of(send(as_learner, carried(page), **texts))).text
    assert all(text in shown for text in texts.values())


def test_a_draft_is_one_until_it_is_saved(as_learner: Actor) -> None:
    address = address_of(write(as_learner, do="draft", what="Half a thought"))
    assert "Draft</strong>" in as_learner.get("/journal").text
    assert as_learner.get(address).headers["Location"] == f"{address}/write"
    page = as_learner.get(f"{address}/write")
    assert "Half a thought" in page.text
    assert send(as_learner, carried(page), what="A whole one.").headers["Location"] == address
    assert "Draft</strong>" not in as_learner.get("/journal").text


def test_changes_to_a_saved_entry_wait_as_a_draft_and_can_be_thrown_away(as_learner: Actor) -> None:
    address = save(as_learner, "As it was.")
    write(as_learner, f"{address}/write", "draft", what="As it may be.")
    page = as_learner.get(address).text
    assert "As it was." in page and "As it may be." not in page and "not saved the changes" in page
    version = version_of(as_learner, address)
    assert as_learner.send(f"{address}/discard", version=version - 1).status_code == 409
    as_learner.send(f"{address}/discard", version=version)
    assert "As it was." in as_learner.get(f"{address}/write").text


def test_a_page_sent_twice_makes_one_entry(as_learner: Actor) -> None:
    hidden = carried(as_learner.get("/journal/new/three"))
    answers = [send(as_learner, hidden, what="Once.") for _ in range(2)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert as_learner.get("/journal").text.count("Once.") == 1


def test_an_entry_is_deleted_after_a_warning(as_learner: Actor) -> None:
    address = save(as_learner)
    assert "Delete this entry?" in as_learner.get(f"{address}/delete").text
    assert as_learner.get(address).status_code == 200
    as_learner.send(f"{address}/delete")
    assert as_learner.get(address).status_code == 404
    assert as_learner.send(f"{address}/delete").status_code == 404


@pytest.mark.parametrize("who", ["other-learner", "supervisor"])
def test_nobody_else_finds_an_entry(
    as_learner: Actor, sign_in: SignIn, trust: Trust, who: str
) -> None:
    address = save(as_learner, "Mine alone.")
    page = carried(as_learner.get(f"{address}/write"))
    other = sign_in(trust.email(who))
    assert "Mine alone." not in other.get("/journal").text
    for path in ("", "/write", "/check", "/delete", "/share", "/download/pdf"):
        assert other.get(address + path).status_code == 404, path
    for path in ("/discard", "/check/take-out", "/check/save", "/delete"):
        sent = other.send(address + path, version=1, part="what", at=0)
        assert sent.status_code == 404, path
    taken = carried(other.get("/journal/new/three")) | {"entry": page["entry"]}
    assert send(other, taken, what="Mine now.").status_code == 404
    assert "Mine alone." in as_learner.get(address).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"what": " \n "}, "Write a few words first."),
        ({"what": "x", "title": "t" * 121}, "The title is too long"),
        ({"what": "x" * (MOST_CHARACTERS + 1)}, "and an entry holds 30,000."),
        ({"what": "x" * 1_500_000}, "and an entry holds 30,000."),  # other pages take less
    ],
)
@pytest.mark.parametrize("do", ["save", "draft"])
def test_a_mistake_is_named_and_what_was_typed_stays(
    as_learner: Actor, fields: dict[str, str], sentence: str, do: str
) -> None:
    answer = write(as_learner, do=do, **fields)
    assert answer.status_code == 400 and sentence in words_of(answer.text)
    assert max(fields.values(), key=len).strip() in answer.text
    assert "Nothing is written yet." in as_learner.get("/journal").text
    assert write(as_learner, what="Mended.").status_code == 303


@pytest.mark.parametrize(("name", "most"), [("MOST_ENTRIES", 2), ("MOST_BYTES", 1_000)])
def test_a_full_journal_keeps_the_text_in_the_form(
    as_learner: Actor, monkeypatch: pytest.MonkeyPatch, name: str, most: int
) -> None:
    first, _ = save(as_learner, "a" * 300), save(as_learner, "b" * 300)
    monkeypatch.setattr(quota, name, most)
    answer = write(as_learner, what="c" * 300)
    assert answer.status_code == 400 and "Your journal is full" in answer.text
    assert "c" * 300 in answer.text and 'href="#title"' in answer.text
    if name == "MOST_ENTRIES":  # what is there can still be written
        assert write(as_learner, f"{first}/write", what="short").status_code == 303
    as_learner.send(f"{first}/delete")
    again = carried(answer)
    assert send(as_learner, again, what="c" * 300).status_code == 303


def test_a_long_journal_has_pages(as_learner: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "PAGE", 2)
    for number in range(3):
        save(as_learner, f"Entry {number}.")
    first, second = (as_learner.get(f"/journal?page={page}").text for page in (1, 2))
    assert "Entry 2." in first and "Older entries" in first and "Entry 0." not in first
    assert "Entry 0." in second and "Newer entries" in second
    for strange in ("99", "0", "x", "9" * 20):
        assert as_learner.get(f"/journal?page={strange}").status_code == 200


@pytest.mark.parametrize("field", ["version", "entry", "form"])
def test_a_form_that_is_none_of_ours_is_refused(as_learner: Actor, field: str) -> None:
    hidden = carried(as_learner.get("/journal/new/three"))
    assert send(as_learner, hidden | {field: "x"}, what="Text").status_code == 400
