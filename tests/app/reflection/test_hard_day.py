"""Whom to talk to after a hard day stands beside the page on which one writes, with its sources."""

import datetime as dt

import pytest

from app.database import Database
from app.organisations.models import LocalAnswer, Organisation
from app.reflection.hard_day import LINES, LOCAL, Piece, pieces
from course.reader import read_course
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.reflection.writing import NEW
from tests.app.trust import Trust
from tests.support.html import words_of
from tools.checkout import ROOT


def test_a_sentence_gives_its_numbers_to_the_phone() -> None:
    assert list(pieces("Ring 116 123 or 0300 0303 300, at any time")) == [
        Piece("Ring "),
        Piece("116 123", "116123"),
        Piece(" or "),
        Piece("0300 0303 300", "03000303300"),
        Piece(", at any time"),
    ]


def test_the_modules_have_a_fact_for_each_line_and_the_trust_is_asked_for_each_answer() -> None:
    course, _ = read_course(ROOT / "modules")
    facts = {
        fact.source for module in course.modules for topic in module.topics for fact in topic.facts
    }
    assert set(LINES) <= facts and set(LOCAL) <= set(course.local_answers)


def test_national_lines_stand_beside_the_page_with_source_and_day(as_learner: Actor) -> None:
    page = as_learner.get(NEW).text
    assert 'href="tel:116123"' in page and 'href="tel:03301231245"' in page
    words = words_of(page)
    assert "Samaritans can be called free on <a" in words
    assert "Checked on 28 November 2026: <a" in words and ">Samaritans</a>" in words
    # Nobody has said where they work: each line says for whom it is.
    assert "England: NHS Practitioner Health" in words
    assert "Northern Ireland: Lifeline" in words


@pytest.mark.parametrize(
    ("nation", "there", "not_there"),
    [("NI", "Lifeline", "Practitioner Health"), ("ENG", "Practitioner Health", "Lifeline")],
)
def test_the_lines_of_other_nations_are_left_out(
    as_learner: Actor, trust: Trust, database: Database, nation: str, there: str, not_there: str
) -> None:
    with database.write() as session:
        session.get_one(Organisation, trust.organisation).nation = nation  # type: ignore[assignment]
    words = as_learner.get(NEW).text
    assert there in words and not_there not in words and "Samaritans" in words


def test_the_trusts_own_people_come_first_and_only_for_its_own_doctors(
    as_learner: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database
) -> None:
    with database.write() as session:
        for key, text in (("wellbeing_lead", "Tom Ellery"), ("crash_number", "2277")):
            day = dt.date(2026, 11, 1)
            row = LocalAnswer(organisation_id=trust.organisation, key=key, text=text, given=day)
            session.add(row)
    words = words_of(as_learner.get(NEW).text)
    assert "Wellbeing lead:</strong> Tom Ellery" in words and "As of 1 November 2026." in words
    assert words.index("Tom Ellery") < words.index("Samaritans") and "2277" not in words
    assert "Tom Ellery" not in sign_in(other_trust.email("learner")).get(NEW).text
