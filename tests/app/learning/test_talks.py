"""Conversations, writing and self-rating in the app: kept from line to line, and private."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.learning.models import Answer, TalkUnderWay
from course.vocabulary import Verb
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.learning.walking import parts_of, statements, verbs
from tests.app.trust import Trust
from tests.course.course_files import FIRST_FILE, FIRST_QUESTIONS_FILE, INDEX_FILE, write_course
from tests.course.talk_files import WHOLE

TALK = "/learn/small/questions/at-the-desk"
TOPIC = "/learn/small/first-day"
PRIVATE = """\
- id: self
  purpose: practice
  type: likert
  stem: How sure are you?
  scale:
    - {id: "1", text: Not yet, feedback: Ask a friend.}
    - {id: "2", text: A little, feedback: Go on.}
    - {id: "3", text: Very, feedback: Teach others.}
  explanation: It changes.
- id: write
  purpose: practice
  type: long-text
  stem: What surprised you?
  compare: [The noise., The tea.]
  explanation: Keep it.
"""


@pytest.fixture
def environment(tmp_path: Path, database_url: str) -> dict[str, str]:
    """Serve the small course with a conversation, a scale and a place to write."""
    files = {
        **WHOLE,
        FIRST_QUESTIONS_FILE: WHOLE[FIRST_QUESTIONS_FILE] + PRIVATE,
        FIRST_FILE: WHOLE[FIRST_FILE] + "\n[[question: self]]\n\n[[question: write]]\n",
        INDEX_FILE: WHOLE[INDEX_FILE].replace("at-the-desk]", "at-the-desk, self, write]"),
    }
    return {
        "FIRSTSHIFT_INSTANCE": str(tmp_path),
        "FIRSTSHIFT_DATABASE_URL": database_url,
        "FIRSTSHIFT_MODULES": str(write_course(tmp_path / "course", files)),
    }


def _answered(app: Flask) -> dict[str, Any]:
    """Return the only statement of an answer."""
    told = [each.read() for each in statements(app)]
    (answered,) = [each for each in told if each["verb"]["id"] == Verb.ANSWERED]
    return answered


def test_a_line_is_kept_and_gone_on_with_on_another_device(
    app: Flask, as_learner: Actor, sign_in: SignIn, trust: Trust
) -> None:
    assert "Are you the doctor?" in as_learner.get(TOPIC).text
    said = as_learner.send(TALK, answer="opening.a")
    assert said.location == f"{TOPIC}#now-at-the-desk"
    other = sign_in(trust.email("learner"))
    page = other.get(TOPIC).text
    assert "How is she?" in page and 'value="calmer.a"' in page
    assert "It went well" not in page
    assert "answered" not in verbs(app)


@BOTH
def test_the_last_line_makes_it_an_answer_with_its_debrief(app: Flask, as_learner: Actor) -> None:
    as_learner.send(TALK, answer="opening.a")
    ended = as_learner.send(TALK, answer=["opening.a", "calmer.a"])
    assert ended.location == f"{TOPIC}#feedback-at-the-desk"
    page = as_learner.get(TOPIC).text
    assert "It went well" in page and "He waits." in page
    told = _answered(app)
    assert told["result"]["response"] == "opening[.]a[,]calmer[.]a"
    assert (told["result"]["success"], told["result"]["score"]["scaled"]) == (True, 1.0)
    definition = told["object"]["definition"]
    assert definition["interactionType"] == "performance"
    assert [step["id"] for step in definition["steps"]] == ["opening", "calmer"]
    with parts_of(app).database.read() as session:
        assert session.scalars(select(TalkUnderWay)).all() == []


def test_a_line_can_be_taken_back_and_the_talk_begun_again(app: Flask, as_learner: Actor) -> None:
    as_learner.send(TALK, answer=["opening.a", "calmer.a"])
    as_learner.send(TALK, answer=["opening.a", "calmer.a"], step="back")
    assert "How is she?" in (page := as_learner.get(TOPIC).text) and "It went well" not in page
    as_learner.send(TALK, answer=["opening.a"], step="again")
    assert 'value="opening.b"' in as_learner.get(TOPIC).text
    # The answer given before stays the learner's until another one is complete.
    assert verbs(app).count("answered") == 1
    as_learner.send(TALK, answer="opening.b")
    assert "It could go better" in as_learner.get(TOPIC).text
    assert verbs(app).count("answered") == 2


@pytest.mark.parametrize("path", [["opening.z"], ["calmer.a"], ["opening.b", "calmer.a"], ["x"]])
def test_a_path_that_nobody_can_walk_is_refused_and_nothing_is_kept(
    app: Flask, as_learner: Actor, path: list[str]
) -> None:
    assert as_learner.send(TALK, answer=path).status_code == 400
    with parts_of(app).database.read() as session:
        assert session.scalars(select(TalkUnderWay)).all() == []
    assert verbs(app) == []


def test_what_was_written_is_shown_once_and_kept_nowhere(
    app: Flask, as_learner: Actor, tmp_path: Path
) -> None:
    secret = "The corridor smelt of oranges"
    sent = as_learner.send("/learn/small/questions/write", answer=secret)
    assert sent.status_code == 200
    assert secret in sent.text and "The noise." in sent.text
    later = as_learner.get(TOPIC).text
    assert secret not in later and "You wrote something here before" in later
    with parts_of(app).database.read() as session:
        assert session.scalars(select(Answer)).one().response == ["written"]
        everything = session.execute(text("SELECT * FROM outbox_statement")).all()
    assert secret not in str(everything)
    assert all(secret not in str(each.read()) for each in statements(app))
    assert not any(secret.encode() in file.read_bytes() for file in tmp_path.rglob("*.sqlite*"))
    result = _answered(app)["result"]
    assert "response" not in result and "success" not in result and "score" not in result


def test_a_self_rating_is_told_without_right_or_wrong(app: Flask, as_learner: Actor) -> None:
    as_learner.send("/learn/small/questions/self", answer="2")
    told = _answered(app)
    assert told["result"]["response"] == "2"
    assert "success" not in told["result"] and "score" not in told["result"]
    assert "correctResponsesPattern" not in told["object"]["definition"]
    assert "Go on." in as_learner.get(TOPIC).text


def test_the_address_of_a_form_leads_to_where_its_question_stands(as_learner: Actor) -> None:
    assert as_learner.get(TALK).location == f"{TOPIC}#question-at-the-desk"


def test_the_very_word_that_a_response_holds_can_be_written(as_learner: Actor) -> None:
    sent = as_learner.send("/learn/small/questions/write", answer="written").text
    assert ">written</textarea>" in sent
    assert "You wrote something here before" not in sent


def test_a_form_without_a_line_leaves_the_talk_as_it_was(as_learner: Actor) -> None:
    as_learner.send(TALK, answer="opening.a")
    assert as_learner.send(TALK).status_code == 400
    assert as_learner.send(TALK, step="what").status_code == 400
    assert "How is she?" in as_learner.get(TOPIC).text


def test_a_talk_whose_module_has_changed_begins_anew(app: Flask, as_learner: Actor) -> None:
    as_learner.send(TALK, answer="opening.a")
    parts = parts_of(app)
    with parts.database.write() as session:
        row = session.scalars(select(TalkUnderWay)).one()
        row.path = ["opening.b"]  # as if that line had come to end the talk
    page = as_learner.get(TOPIC).text
    assert 'value="opening.a"' in page and "How is she?" not in page


def test_a_control_character_comes_into_no_page(as_learner: Actor) -> None:
    sent = as_learner.send("/learn/small/questions/write", answer="It was\x00 loud\x1b.\r\nVery.")
    assert "It was loud.\nVery." in sent.text
    assert "\x00" not in sent.text and "\x1b" not in sent.text
    assert "\x00" not in as_learner.get("/glossary?q=%00bleep").text
