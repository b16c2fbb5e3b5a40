"""How the questions work, as an editor sees it."""

import csv
import io

from flask import Flask
from sqlalchemy import select

from app.items.reading import sittings
from app.learning.models import Answer
from course.questions import Question, Single
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.items.conftest import Sit
from tests.app.learning.walking import SLUG, module_of, parts_of, take_assessment
from tests.app.trust import Trust

PAGE = f"/items/{SLUG}"


def singles(app: Flask, count: int) -> list[Question]:
    found = [q for q in module_of(app).of_purpose("assessment") if isinstance(q, Single)]
    return list(found[:count])


def response(question: Question, right: bool) -> tuple[list[str], bool]:
    assert isinstance(question, Single)
    wanted = next(option.id for option in question.options if option.correct == right)
    return [wanted], right


def test_before_five_people_nothing_is_shown(app: Flask, as_editor: Actor, sit: Sit) -> None:
    sit(4, singles(app, 3), lambda nth, q: response(q, right=False))
    assert "Too few people have taken an assessment yet." in as_editor.get("/items").text
    page = as_editor.get(PAGE).text
    assert "Fewer than 5 people" in page
    assert "marked wrong" not in page
    assert len(as_editor.get(f"{PAGE}/table.csv").text.splitlines()) == 1


@BOTH
def test_what_stands_out_comes_first_with_a_sentence(
    app: Flask, as_editor: Actor, sit: Sit
) -> None:
    fine, bad = singles(app, 2)
    sit(20, [fine, bad], lambda nth, q: response(q, right=q is fine and nth % 3 != 0))
    assert "1 question stands out." in as_editor.get("/items").text
    page = as_editor.get(PAGE).text
    assert "20 people, each with their first try." in page
    assert "which is marked wrong: look at the key." in page
    assert "<svg" in page and "The table below has the same figures." in page
    lines = list(csv.DictReader(io.StringIO(as_editor.get(f"{PAGE}/table.csv").text[1:])))
    assert lines[0]["Question"] == bad.id
    assert (lines[0]["Answers"], lines[0]["Facility"]) == ("20", "0")
    assert lines[1]["Facility"] == "0.65"
    assert lines[1]["Median seconds"] == "30"


def test_with_few_answers_it_is_too_early_to_say_how_far_it_tells_apart(
    app: Flask, as_editor: Actor, sit: Sit
) -> None:
    sit(6, singles(app, 2), lambda nth, q: response(q, right=nth % 2 == 0))
    assert "Too few to say" in as_editor.get(PAGE).text


def test_a_version_that_would_tell_of_few_people_is_not_offered(
    app: Flask, as_editor: Actor, sit: Sit
) -> None:
    sit(6, singles(app, 2), lambda nth, q: response(q, right=True), version="1.0.0")
    sit(3, singles(app, 2), lambda nth, q: response(q, right=False), version="0.9.0")
    assert "9 people" in as_editor.get(f"{PAGE}?version=1.0.0").text
    sit(3, singles(app, 2), lambda nth, q: response(q, right=False), version="0.9.0")
    assert "6 people" in as_editor.get(f"{PAGE}?version=1.0.0").text


def test_only_the_first_try_of_each_person_counts(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    first = take_assessment(app, as_learner, right=False)
    take_assessment(app, as_learner, right=True)
    with parts_of(app).database.read() as session:
        found = sittings(session, trust.organisation)
        seconds = session.scalars(select(Answer.seconds)).all()
    assert [set(each.replies) for each in found[SLUG]] == [set(first.questions)]
    assert not any(reply.success for reply in found[SLUG][0].replies.values())
    assert seconds and all(each is not None for each in seconds)


def test_another_organisation_sees_nothing_of_it(
    app: Flask, as_other_editor: Actor, sit: Sit
) -> None:
    sit(6, singles(app, 2), lambda nth, q: response(q, right=True))
    assert "Fewer than 5 people" in as_other_editor.get(PAGE).text
    assert as_other_editor.get("/items/no-such").status_code == 404
