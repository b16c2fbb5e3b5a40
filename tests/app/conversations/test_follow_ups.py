"""A follow-up: another conversation about the same reflection, once both have agreed to the one before."""

import re

from sqlalchemy import select

from app.conversations.models import Conversation
from app.database import Database
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.conversations.talking import RECORDS, agree, begin, send
from tests.app.databases import BOTH
from tests.app.reflection.test_sharing import withdraw
from tests.app.trust import Trust
from tests.support.html import words_of


def agreed(as_learner: Actor, as_supervisor: Actor, about: str) -> str:
    """Return a record that both have agreed to."""
    record = begin(as_supervisor, about)
    agree(as_supervisor, record)
    assert "Agreed by both" in agree(as_learner, record).text
    return record


@BOTH
def test_either_records_a_follow_up_beside_the_record_that_stands(
    as_learner: Actor, as_supervisor: Actor, about: str, database: Database
) -> None:
    first = agreed(as_learner, as_supervisor, about)
    page = as_learner.get(first).text
    assert f'href="{first}/follow-up"' in page
    second = begin(as_learner, f"{first}/follow-up", topics="The two calls")
    assert second != first
    shown = words_of(as_supervisor.get(second).text)
    assert "A follow-up conversation" in shown and "The two calls" in shown
    assert f'href="{first}"' in as_supervisor.get(second).text
    assert f'href="{second}"' in as_supervisor.get(first).text
    assert "Worry without a number" in as_learner.get(first).text
    assert as_supervisor.get(about).headers["Location"] == second
    assert "(follow-up)" in as_supervisor.get(RECORDS).text
    agree(as_learner, second)
    assert "Agreed by both" in agree(as_supervisor, second).text
    third = begin(as_supervisor, f"{second}/follow-up")
    with database.read() as session:
        numbers = session.scalars(select(Conversation.number).order_by(Conversation.number)).all()
    assert numbers == [1, 2, 3] and third not in (first, second)


def test_none_is_begun_before_both_have_agreed(
    as_learner: Actor, as_supervisor: Actor, about: str
) -> None:
    record = begin(as_supervisor, about)
    assert "Record a follow-up" not in as_learner.get(record).text
    assert as_learner.get(f"{record}/follow-up").headers["Location"] == record
    answer = send(as_learner, f"{record}/follow-up", version="0")
    assert answer.status_code == 409 and "You both agree" in answer.text
    assert "Worry without a number" in answer.text


def test_two_who_begin_it_at_once_are_shown_both_texts(
    as_learner: Actor, as_supervisor: Actor, about: str, database: Database
) -> None:
    first = agreed(as_learner, as_supervisor, about)
    second = begin(as_learner, f"{first}/follow-up", topics="Mine")
    assert as_supervisor.get(f"{first}/follow-up").headers["Location"] == second
    answer = send(as_supervisor, f"{first}/follow-up", version="0", topics="Theirs")
    assert answer.status_code == 409 and "Mine" in answer.text and "Theirs" in answer.text
    sent_twice = send(as_learner, f"{first}/follow-up", version="0", topics="Mine")
    assert sent_twice.headers["Location"] == second
    with database.read() as session:
        assert len(session.scalars(select(Conversation)).all()) == 2


def test_one_that_is_withdrawn_has_no_follow_up_and_is_nobody_elses(
    as_learner: Actor,
    as_supervisor: Actor,
    sign_in: SignIn,
    trust: Trust,
    about: str,
    entry: str,
) -> None:
    first = agreed(as_learner, as_supervisor, about)
    for who in ("other-supervisor", "other-learner"):
        stranger = sign_in(trust.email(who))
        assert stranger.get(f"{first}/follow-up").status_code == 404
        assert send(stranger, f"{first}/follow-up", version="0").status_code == 404
    second = begin(as_learner, f"{first}/follow-up")
    withdraw(as_learner, entry)
    assert as_supervisor.get(second).status_code == 404
    assert second not in as_supervisor.get(first).text
    assert send(as_supervisor, f"{first}/follow-up", version="0").status_code == 409


def test_the_file_says_which_conversation_it_was(
    as_learner: Actor, as_supervisor: Actor, about: str
) -> None:
    first = agreed(as_learner, as_supervisor, about)
    second = begin(as_supervisor, f"{first}/follow-up")
    text = as_learner.get(f"{second}/download/text").data.decode("utf-8-sig")
    assert "Follow-up: Second conversation about the reflection" in text
    assert not re.search("Follow-up", as_learner.get(f"{first}/download/text").text)
