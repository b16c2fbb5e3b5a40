"""Reading, practice, coming back: by forms alone."""

from flask import Flask

from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.learning.walking import (
    SLUG,
    answer_all_practice,
    answers,
    module_of,
    open_all_topics,
    statements,
    verbs,
    way_on,
)
from tests.app.trust import Trust


def test_the_first_page_offers_to_start(as_learner: Actor) -> None:
    assert "Start" in as_learner.get("/learn").text
    assert as_learner.get(f"/learn/{SLUG}").status_code == 200


def test_the_way_on_comes_before_the_sources_which_are_folded(
    app: Flask, as_learner: Actor
) -> None:
    page = as_learner.get(f"/learn/{SLUG}/{module_of(app).topics[0].slug}").text
    assert page.index('rel="next"') < page.index('class="fs-sources"')
    assert '<details class="nhsuk-details fs-sources__all">' in page


def test_opening_a_topic_twice_in_a_visit_is_told_once(app: Flask, as_learner: Actor) -> None:
    first = module_of(app).topics[0]
    for _ in range(2):
        assert as_learner.get(f"/learn/{SLUG}/{first.slug}").status_code == 200
    assert verbs(app) == ["initialized", "experienced"]


def test_statements_name_no_person_and_belong_to_the_trust(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    as_learner.get(f"/learn/{SLUG}/{module_of(app).topics[0].slug}")
    for each in statements(app):
        assert each.organisation_id == trust.organisation
        actor = each.read()["actor"]
        assert actor["account"]["name"] == str(trust.members["learner"])
        assert "name" not in actor and "mbox" not in actor


def test_another_device_goes_on_at_the_same_topic(
    app: Flask, as_learner: Actor, sign_in: SignIn, trust: Trust
) -> None:
    third = module_of(app).topics[2]
    as_learner.get(f"/learn/{SLUG}/{third.slug}")
    elsewhere = sign_in(trust.email("learner"))
    assert way_on(elsewhere).partition("#")[0] == f"/learn/{SLUG}/{third.slug}"


def test_an_answer_is_marked_here_and_its_feedback_shown(app: Flask, as_learner: Actor) -> None:
    question = module_of(app).of_purpose("practice")[0]
    page = as_learner.get(f"/learn/{SLUG}/{question.topic}").text
    assert "fs-result__verdict" not in page
    answer_all_practice(app, as_learner)
    page = as_learner.get(f"/learn/{SLUG}/{question.topic}").text
    assert "fs-result__verdict" in page


def test_all_topics_and_answers_complete_the_module_once(app: Flask, as_learner: Actor) -> None:
    open_all_topics(app, as_learner)
    assert "completed" not in verbs(app)
    answer_all_practice(app, as_learner)
    answer_all_practice(app, as_learner)
    told = verbs(app)
    assert told.count("completed") == 1
    assert told.count("answered") == len(module_of(app).of_purpose("practice"))


def test_an_empty_answer_is_asked_for_again_and_nothing_is_recorded(
    app: Flask, as_learner: Actor
) -> None:
    question = module_of(app).of_purpose("practice")[0]
    page = as_learner.send(f"/learn/{SLUG}/questions/{question.id}")
    assert page.status_code == 422
    assert "There is a problem" in page.text
    assert answers(app) == [] and verbs(app) == []


def test_a_question_that_is_no_practice_of_the_module_is_refused_and_nothing_is_recorded(
    app: Flask, as_learner: Actor
) -> None:
    of_assessment = module_of(app).of_purpose("assessment")[0].id
    for question in ("of-another-module", of_assessment):
        answer = as_learner.send(f"/learn/{SLUG}/questions/{question}", answer="a")
        assert answer.status_code == 400
    assert answers(app) == [] and verbs(app) == []


def test_an_option_that_was_not_shown_is_refused_and_nothing_is_recorded(
    app: Flask, as_learner: Actor
) -> None:
    question = next(q for q in module_of(app).of_purpose("practice") if hasattr(q, "options"))
    answer = as_learner.send(f"/learn/{SLUG}/questions/{question.id}", answer="9")
    assert answer.status_code == 400
    assert answers(app) == [] and verbs(app) == []


def test_an_answer_with_a_forged_token_is_refused_and_nothing_is_recorded(
    app: Flask, as_learner: Actor
) -> None:
    question = module_of(app).of_purpose("practice")[0]
    form = {"csrf_token": "forged", "answer": "a"}
    answer = as_learner.post(f"/learn/{SLUG}/questions/{question.id}", data=form)
    assert answer.status_code == 400
    assert answers(app) == [] and verbs(app) == []


def test_an_unknown_module_or_topic_is_not_found(as_learner: Actor) -> None:
    assert as_learner.get("/learn/no-such-module").status_code == 404
    assert as_learner.get(f"/learn/{SLUG}/no-such-topic").status_code == 404


def test_stopping_ends_the_visit_and_the_next_one_begins_anew(
    app: Flask, as_learner: Actor
) -> None:
    first = module_of(app).topics[0].slug
    as_learner.get(f"/learn/{SLUG}/{first}")
    assert as_learner.send(f"/learn/{SLUG}/finish").status_code == 302
    as_learner.get(f"/learn/{SLUG}/{first}")
    assert verbs(app) == ["initialized", "experienced", "terminated", "initialized", "experienced"]


def test_signing_out_ends_the_visit(app: Flask, as_learner: Actor) -> None:
    as_learner.get(f"/learn/{SLUG}/{module_of(app).topics[0].slug}")
    as_learner.sign_out()
    assert verbs(app)[-1] == "terminated"
