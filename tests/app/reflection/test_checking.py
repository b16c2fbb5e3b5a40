"""The reminder before an entry is saved: it lists, takes out, never blocks, and keeps nothing."""

import re

import pytest

from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.reflection.writing import address_of, version_of, write
from tests.support.html import words_of

TEXT = "Mrs Hughes in bed 12 asked me.\nI told Mrs Hughes the truth."


@pytest.fixture
def found(as_learner: Actor) -> str:
    """Save a text in which something is found; give the address of its entry."""
    answer = write(as_learner, what=TEXT, so_what="I was torn.", title="For Dr Shah")
    assert answer.headers["Location"].endswith("/check")
    return address_of(answer)


def take(actor: Actor, entry: str, part: str, at: int = 0, version: int | None = None) -> str:
    version = version_of(actor, entry) if version is None else version
    answer = actor.send(f"{entry}/check/take-out", part=part, at=at, version=version)
    assert answer.headers["Location"] == f"{entry}/check"
    return words_of(actor.get(f"{entry}/check").text)


def test_what_is_found_is_listed_with_the_words_around_it(as_learner: Actor, found: str) -> None:
    page = as_learner.get(f"{found}/check").text
    assert "4 places in your text look" in words_of(page)
    assert page.count("<mark>Mrs Hughes</mark>") == 2 and "<mark>bed 12</mark>" in page
    assert "“this person”" in page and "It cannot find an unusual story" in page
    # It is a draft meanwhile: nothing is lost, and nothing is saved for good.
    assert "Draft</strong>" in as_learner.get("/journal").text


@BOTH
def test_each_can_be_taken_out_alone(as_learner: Actor, found: str) -> None:
    assert "3 places" in take(as_learner, found, "what", TEXT.rindex("Mrs"))
    text = as_learner.get(f"{found}/write").text
    assert "Mrs Hughes in bed 12 asked me.\nI told this person the truth." in text
    assert "2 places" in take(as_learner, found, "title", 4)
    assert "For a colleague" in as_learner.get(f"{found}/write").text


def test_one_goes_on_with_what_stood_after_what_was_taken_out(
    as_learner: Actor, found: str
) -> None:
    def taken(nth: int) -> str:
        page = as_learner.get(f"{found}/check").text
        assert f'id="finding-{nth}" tabindex="-1"' in page
        part, at = re.findall(r'name="part" value="(\w+)">\s*<input[^>]*value="(\d+)"', page)[
            nth - 1
        ]
        version = version_of(as_learner, found)
        sent = as_learner.send(
            f"{found}/check/take-out", part=part, at=at, version=version, nth=str(nth)
        )
        path, _, anchor = sent.headers["Location"].partition("#")
        assert f'id="{anchor}" tabindex="-1"' in as_learner.get(path).text
        return anchor

    # The last one leads to the buttons under the list; the only one to the sentence that none is left.
    assert [taken(nth) for nth in (2, 3, 1, 1)] == [
        "finding-2",
        "finding-3",
        "finding-1",
        "finding-1",
    ]


def test_all_can_be_taken_out_at_once(as_learner: Actor, found: str) -> None:
    # Above the list too, where it is long.
    assert as_learner.get(f"{found}/check").text.count("Take out all 4") == 2
    assert "Nothing more is found" in take(as_learner, found, "all")
    text = as_learner.get(f"{found}/write").text
    assert "This person in a bed asked me.\nI told this person the truth." in text


def test_the_text_can_be_saved_as_it_is(as_learner: Actor, found: str) -> None:
    version = version_of(as_learner, found)
    assert as_learner.send(f"{found}/check/save", version=version).headers["Location"] == found
    assert TEXT in as_learner.get(found).text
    # Sent twice, it is saved once; and there is nothing more to look over.
    again = as_learner.send(f"{found}/check/save", version=version)
    assert again.headers["Location"] == f"{found}/check"
    assert as_learner.get(f"{found}/check").headers["Location"] == found


def test_what_changed_meanwhile_is_not_taken_for_what_was_shown(
    as_learner: Actor, found: str
) -> None:
    version = version_of(as_learner, found)
    write(as_learner, f"{found}/write", "draft", what="Mr Smith came.", title="")
    words = take(as_learner, found, "what", 0, version)
    assert "changed in the meantime" in words and "1 place in your text looks" in words
    as_learner.send(f"{found}/check/save", version=version)
    assert as_learner.get(found).headers["Location"] == f"{found}/write"  # still a draft
    assert "Mr Smith came." in as_learner.get(f"{found}/write").text


@pytest.mark.parametrize(("part", "at"), [("what", "x"), ("what", "9" * 9), ("nothing", "0")])
def test_a_place_where_nothing_is_found_changes_nothing(
    as_learner: Actor, found: str, part: str, at: str
) -> None:
    version = version_of(as_learner, found)
    as_learner.send(f"{found}/check/take-out", part=part, at=at, version=version)
    assert version_of(as_learner, found) == version


def test_a_draft_is_not_looked_over(as_learner: Actor) -> None:
    answer = write(as_learner, do="draft", what=TEXT)
    assert answer.headers["Location"].endswith("/write")
