"""Tries at the assessment: what counts, what is refused, what stays."""

import re

import pytest
from flask import Flask
from markupsafe import escape
from sqlalchemy import select

from app.learning.models import Attempt, Enrolment
from course.model import Review
from course.questions import Single
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.learning.walking import (
    ASSESSMENT,
    SLUG,
    answer_all_practice,
    answers,
    begin,
    give,
    module_of,
    open_all_topics,
    parts_of,
    result_of,
    send,
    statements,
    take_assessment,
    verbs,
    way_on,
    with_review,
)
from tests.app.trust import Trust


def enrolment(app: Flask) -> Enrolment:
    with parts_of(app).database.read() as session:
        return session.scalars(select(Enrolment)).one()


def test_all_right_passes_with_100_per_cent(app: Flask, as_learner: Actor) -> None:
    assert as_learner.get(ASSESSMENT).status_code == 200
    take_assessment(app, as_learner, right=True)
    assert verbs(app)[-1] == "passed"
    result = result_of(statements(app)[-1])
    assert result["success"] is True
    assert result["score"] == {"scaled": 1.0, "raw": 100.0, "min": 0, "max": 100}
    assert enrolment(app).passed is not None
    assert "You passed on" in as_learner.get(ASSESSMENT).text
    assert as_learner.get("/learn").status_code == 200


def test_what_is_not_answered_counts_as_wrong_and_another_try_is_offered(
    app: Flask, as_learner: Actor
) -> None:
    take_assessment(app, as_learner, right=False)
    assert verbs(app)[-1] == "failed"
    assert result_of(statements(app)[-1])["success"] is False
    assert "Try again" in as_learner.get(ASSESSMENT).text
    take_assessment(app, as_learner, right=True)
    assert verbs(app)[-1] == "passed"


def test_what_has_no_answer_is_sent_only_by_who_says_so(app: Flask, as_learner: Actor) -> None:
    attempt = begin(app, as_learner)
    of = len(attempt.questions)
    assert give(app, as_learner, attempt, 1).status_code == 302
    assert f"Send with {of - 1} unanswered" in as_learner.get(f"{ASSESSMENT}/review").text
    # Two more than the page had shown, since something was taken out meanwhile: it asks again.
    for said in ({}, {"unanswered": str(of - 2)}, {"unanswered": "x"}):
        sent = as_learner.send(f"{ASSESSMENT}/send", attempt=str(attempt.id), **said)
        assert sent.location == f"{ASSESSMENT}/send"
    page = as_learner.get(sent.location).text
    assert f"Send with {of - 1} of {of} questions unanswered?" in page
    assert f'href="{ASSESSMENT}/2"' in page
    assert "failed" not in verbs(app)
    said = {"unanswered": str(of - 1)}
    sent = as_learner.send(f"{ASSESSMENT}/send", attempt=str(attempt.id), **said)
    assert sent.location == f"{ASSESSMENT}/results/{attempt.id}"


def test_nobody_is_asked_about_a_try_that_has_every_answer(app: Flask, as_learner: Actor) -> None:
    assert as_learner.get(f"{ASSESSMENT}/send").location == ASSESSMENT
    attempt = begin(app, as_learner)
    for number in range(1, len(attempt.questions) + 1):
        give(app, as_learner, attempt, number)
    assert as_learner.get(f"{ASSESSMENT}/send").location == f"{ASSESSMENT}/review"
    sent = as_learner.send(f"{ASSESSMENT}/send", attempt=str(attempt.id))
    assert sent.location == f"{ASSESSMENT}/results/{attempt.id}"


def test_the_answers_are_looked_over_in_the_words_of_their_options(
    app: Flask, as_learner: Actor
) -> None:
    attempt = begin(app, as_learner)
    drawn = [module_of(app).question(key) for key in attempt.questions]
    number, question = next(
        (at, each) for at, each in enumerate(drawn, start=1) if isinstance(each, Single)
    )
    give(app, as_learner, attempt, number)
    page = as_learner.get(f"{ASSESSMENT}/review").text
    chosen = next(option.text for option in question.options if option.correct)
    assert f"You answered: {escape(chosen)}" in page
    assert page.count("Not answered") == len(attempt.questions) - 1


def test_after_a_try_that_was_not_passed_the_first_page_leads_to_what_to_look_at(
    app: Flask, as_learner: Actor
) -> None:
    open_all_topics(app, as_learner)
    answer_all_practice(app, as_learner)
    attempt = begin(app, as_learner)
    give(app, as_learner, attempt, 1)
    send(as_learner, attempt)
    page = as_learner.get("/learn").text
    score = 100 // len(attempt.questions)
    assert re.search(rf"Last time {score}(\.\d+)? %: \d topics to look at first", page)
    assert f'href="{ASSESSMENT}/results/{attempt.id}"' in page
    begin(app, as_learner)
    assert "Last time" not in as_learner.get("/learn").text


def test_a_module_that_is_passed_leads_to_its_certificate_and_asks_nothing_beforehand(
    app: Flask, as_learner: Actor
) -> None:
    known = "A few questions show which topics you may skim"
    assert known in as_learner.get(f"/learn/{SLUG}").text
    attempt = take_assessment(app, as_learner, right=True)
    page = as_learner.get(f"/learn/{SLUG}").text
    assert 'href="/record">Your certificate</a>' in page and known not in page
    # All was right, and nothing was read: nothing was missed, and no topic is to be read again.
    result = as_learner.get(f"{ASSESSMENT}/results/{attempt.id}").text
    assert "What you missed" not in result and "The words of this module come back" in result


def test_a_topic_that_was_never_opened_is_to_be_read_and_not_looked_at_again(
    app: Flask, as_learner: Actor
) -> None:
    attempt = take_assessment(app, as_learner, right=False)
    address = f"{ASSESSMENT}/results/{attempt.id}"

    def advice() -> set[str]:
        # Explanations of the questions that were drawn may hold the same words.
        cells = re.findall(r">\s*(Read it|Look at it again)\s*<", as_learner.get(address).text)
        return set(cells)

    assert advice() == {"Read it"}
    open_all_topics(app, as_learner)
    assert advice() == {"Look at it again"}


def test_no_feedback_is_given_before_the_try_is_sent(app: Flask, as_learner: Actor) -> None:
    attempt = begin(app, as_learner)
    give(app, as_learner, attempt, 1)
    page = as_learner.get(f"{ASSESSMENT}/1").text
    assert "Saved on" in page
    assert "fs-result__verdict" not in page
    assert as_learner.get(f"{ASSESSMENT}/review").status_code == 200


def test_another_device_goes_on_with_the_next_question(
    app: Flask, as_learner: Actor, sign_in: SignIn, trust: Trust
) -> None:
    attempt = begin(app, as_learner)
    give(app, as_learner, attempt, 1)
    elsewhere = sign_in(trust.email("learner"))
    assert way_on(elsewhere) == f"{ASSESSMENT}/2"
    assert elsewhere.get(f"{ASSESSMENT}/2").status_code == 200


def test_two_tabs_that_begin_share_one_try(app: Flask, as_learner: Actor) -> None:
    first = begin(app, as_learner)
    assert begin(app, as_learner).id == first.id


def test_an_answer_to_a_try_that_was_sent_is_a_conflict_and_nothing_is_recorded(
    app: Flask, as_learner: Actor
) -> None:
    attempt = take_assessment(app, as_learner, right=False)
    before = verbs(app)
    assert give(app, as_learner, attempt, 1).status_code == 409
    assert verbs(app) == before
    assert answers(app) == []


def test_a_try_that_is_sent_twice_is_judged_once(app: Flask, as_learner: Actor) -> None:
    attempt = take_assessment(app, as_learner, right=False)
    assert send(as_learner, attempt).status_code == 302
    assert verbs(app).count("failed") == 1


def test_a_pass_is_never_lowered_by_a_later_try(app: Flask, as_learner: Actor) -> None:
    take_assessment(app, as_learner, right=True)
    passed = enrolment(app).passed
    assert as_learner.send(f"{ASSESSMENT}/start").status_code == 409
    assert enrolment(app).passed == passed
    assert "failed" not in verbs(app)


def test_taking_the_module_again_leaves_the_pass_where_it_was(
    app: Flask, as_learner: Actor
) -> None:
    take_assessment(app, as_learner, right=True)
    assert as_learner.send(f"/learn/{SLUG}/again").status_code == 302
    take_assessment(app, as_learner, right=False)
    with parts_of(app).database.read() as session:
        both = session.scalars(select(Enrolment).order_by(Enrolment.made)).all()
    assert [each.passed is not None for each in both] == [True, False]


@pytest.mark.parametrize("what", ["question", "place", "try", "no-uuid"])
def test_a_malformed_answer_is_refused_and_nothing_is_recorded(
    app: Flask, as_learner: Actor, what: str
) -> None:
    attempt = begin(app, as_learner)
    form = {"attempt": str(attempt.id), "question": attempt.questions[0], "answer": "a"}
    other = next(q.id for q in module_of(app).questions if q.id not in attempt.questions)
    form |= {
        "question": {"question": other},
        "place": {"question": attempt.questions[1]},
        "try": {"attempt": "00000000-0000-4000-8000-000000000000"},
        "no-uuid": {"attempt": "x"},
    }[what]
    before = verbs(app)
    assert as_learner.send(f"{ASSESSMENT}/1", **form).status_code == 400
    assert answers(app) == [] and verbs(app) == before


def test_somebody_elses_try_can_neither_be_answered_nor_sent_nor_seen(
    app: Flask, as_learner: Actor, sign_in: SignIn, trust: Trust
) -> None:
    attempt = begin(app, as_learner)
    stranger = sign_in(trust.email("other-learner"))
    assert give(app, stranger, attempt, 1).status_code == 400
    assert send(stranger, attempt).status_code == 400
    send(as_learner, attempt)
    assert stranger.get(f"{ASSESSMENT}/results/{attempt.id}").status_code == 404
    with parts_of(app).database.read() as session:
        assert len(session.scalars(select(Attempt)).all()) == 1
    assert answers(app) == []


@pytest.mark.parametrize(
    ("review", "stems", "answers_shown"),
    [("feedback", True, True), ("marks", True, False), ("score", False, False)],
)
def test_before_a_pass_a_try_shows_what_the_module_says_and_after_it_everything(
    app: Flask, as_learner: Actor, review: Review, *, stems: bool, answers_shown: bool
) -> None:
    with_review(app, review)
    failed = take_assessment(app, as_learner, right=False)
    address = f"{ASSESSMENT}/results/{failed.id}"
    page = as_learner.get(address).text
    assert ("Question by question" in page) is stems
    assert ("Right answer" in page) is answers_shown
    assert ("as soon as you have passed" in page) is not answers_shown
    take_assessment(app, as_learner, right=True)
    page = as_learner.get(address).text
    assert "Right answer" in page and "as soon as you have passed" not in page


def test_best_latest_and_number_of_tries_stand_on_the_module_and_on_the_result(
    app: Flask, as_learner: Actor
) -> None:
    attempt = begin(app, as_learner)
    give(app, as_learner, attempt, 1)
    send(as_learner, attempt)
    module = f"/learn/{SLUG}"
    assert "1 attempt so far, with 10 %." in as_learner.get(module).text
    last = take_assessment(app, as_learner, right=False)
    for address in (module, f"{ASSESSMENT}/results/{last.id}"):
        assert "2 attempts: the best 10 %, the latest 0 %." in as_learner.get(address).text


def test_tries_from_before_the_module_was_taken_again_can_still_be_reviewed(
    app: Flask, as_learner: Actor, sign_in: SignIn, trust: Trust
) -> None:
    first = take_assessment(app, as_learner, right=True)
    as_learner.send(f"/learn/{SLUG}/again")
    page = as_learner.get(f"/learn/{SLUG}").text
    address = f"{ASSESSMENT}/results/{first.id}"
    assert address in page and "Attempt 1, earlier" in page
    assert "Question by question" in as_learner.get(address).text
    other = sign_in(trust.email("other-learner"))
    assert other.get(address).status_code == 404
    assert "Your attempts" not in other.get(f"/learn/{SLUG}").text
