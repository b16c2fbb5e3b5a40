"""Feedback as editors read it: whole, without names, of their own organisation only."""

import csv
import datetime as dt
import io
import re
import uuid

from flask import Flask
from sqlalchemy import select

from app.feedback.models import TopicFeedback
from app.feedback.reading import Asked, Remark, viewed
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.learning.walking import module_of, parts_of, statements
from tests.app.trust import Trust

PLACE = "/feedback/topics/culture/what-patients-expect"
WORDS = "=The line on consent names the wrong form."


def remark_of(app: Flask) -> str:
    with parts_of(app).database.read() as session:
        return f"/feedback/{session.scalars(select(TopicFeedback)).one().id}"


def test_before_anything_is_said_the_page_says_how_it_comes(as_editor: Actor) -> None:
    page = as_editor.get("/feedback").text
    assert "Nobody has said anything yet." in page


def test_an_editor_reads_words_and_numbers_and_no_name(
    as_learner: Actor, as_editor: Actor, sign_in: SignIn, trust: Trust
) -> None:
    as_learner.send(PLACE, verdict="wrong", words=WORDS)
    sign_in(trust.email("other-learner")).send(f"{PLACE}/verdict", verdict="yes")
    page = as_editor.get("/feedback").text
    assert "1 of 2 answers say “right and useful”. 1 remark is open." in page
    assert "The line on consent names the wrong form." in page
    assert "What patients expect" in page
    for hidden in ("Ngozi", "Eze", "Farhan", str(trust.members["learner"])):
        assert hidden not in page


def test_what_is_dealt_with_leaves_the_open_ones_and_keeps_its_note(
    app: Flask, as_learner: Actor, as_editor: Actor
) -> None:
    as_learner.send(PLACE, verdict="unclear", words=WORDS)
    remark = remark_of(app)
    assert as_editor.send(f"{remark}/done", note="n" * 1001).status_code == 400
    assert as_editor.send(f"{remark}/done", note="Mended in 1.1.").status_code == 302
    assert "Nothing is open here." in as_editor.get("/feedback").text
    assert "Mended in 1.1." in as_editor.get("/feedback?show=done").text
    assert "Mended in 1.1." not in as_learner.get(PLACE).text
    as_editor.send(f"{remark}/open")
    assert "Deal with it" in as_editor.get("/feedback").text


def test_the_csv_holds_what_the_address_shows_and_no_formula(
    as_learner: Actor, as_editor: Actor
) -> None:
    as_learner.send(PLACE, verdict="wrong", words=WORDS)
    answer = as_editor.get("/feedback/table.csv")
    assert answer.mimetype == "text/csv"
    line = next(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert (line["Verdict"], line["State"]) == ("Something is wrong", "Open")
    assert line["Words"] == f"'{WORDS}"
    assert len(as_editor.get("/feedback/table.csv?show=done").text.splitlines()) == 1


def test_another_organisation_sees_nothing_of_it(
    app: Flask, as_learner: Actor, as_other_editor: Actor
) -> None:
    as_learner.send(PLACE, verdict="wrong", words=WORDS)
    remark = remark_of(app)
    assert "Nobody has said anything yet." in as_other_editor.get("/feedback").text
    assert as_other_editor.get(remark).status_code == 404
    assert as_other_editor.send(f"{remark}/done").status_code == 404
    assert as_other_editor.send(f"{remark}/open").status_code == 404


def test_an_administrator_reads_it_too_and_a_learner_does_not(
    as_learner: Actor, as_administrator: Actor
) -> None:
    assert as_administrator.get("/feedback").status_code == 200
    assert as_learner.get("/feedback").status_code == 403


def test_an_editor_reads_the_topic_of_a_remark_and_learns_nothing_by_it(
    app: Flask, as_learner: Actor, as_editor: Actor
) -> None:
    as_learner.send(PLACE, verdict="wrong", words=WORDS)
    told = len(statements(app))
    page = as_editor.get(remark_of(app)).text
    address = "/feedback/read/culture/what-patients-expect"
    assert f'href="{address}"' in page
    for topic in module_of(app).topics:
        read = as_editor.get(f"/feedback/read/culture/{topic.slug}").text
        assert topic.title in read
        assert "/learn/" not in read and "<form" not in read.partition("<main")[2]
        for picture in re.findall(r'<img [^>]*src="(/[^"]+)"', read):
            with as_editor.get(picture) as answer:
                assert answer.status_code == 200
    assert "fs-result__verdict" in as_editor.get(address).text
    assert len(statements(app)) == told
    assert as_editor.get("/feedback/read/culture/nothing").status_code == 404
    assert as_editor.get("/feedback/read/nothing/nothing").status_code == 404
    assert as_learner.get(address).status_code == 403


def test_an_editor_begins_with_the_feedback(as_editor: Actor) -> None:
    assert as_editor.get("/").location == "/feedback"


def test_what_is_wrong_comes_before_what_is_unclear_and_before_praise() -> None:
    def said(verdict: str, topic: str) -> Remark:
        at = dt.datetime(2026, 11, 29, tzinfo=dt.UTC)
        return Remark(
            *(uuid.uuid4(), "culture", "Culture", topic, topic, "1.1.0", verdict, "Words.", at),
            *(None, "", True),
        )

    found = [said("yes", "one"), said("unclear", "two"), said("wrong", "three"), said("wrong", "4")]
    shown = viewed(found, Asked("open", ""))
    assert [each.topic for each in shown] == ["three", "4", "two", "one"]
