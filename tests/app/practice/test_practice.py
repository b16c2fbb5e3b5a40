"""Practice as a learner meets it: where cards come from, what counts once, what is left in peace."""

import uuid

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select

from app.learning.models import Answer, Attempt
from app.practice.days import key_of
from app.practice.models import PracticeCard
from app.practice.planning import MOST_NEW
from course.model import Review
from course.rendering.answer_words import right_response
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.learning.walking import (
    begin,
    module_of,
    parts_of,
    send,
    statements,
    take_assessment,
    verbs,
    with_review,
)
from tests.app.practice.practising import cards, let_days_pass, next_card, rate, sit, start
from tests.app.trust import Trust


def question_of(app: Flask, card_address: str) -> tuple[PracticeCard, list[str]]:
    """Return a card with a right answer to its question."""
    card = next(each for each in cards(app) if card_address.endswith(str(each.id)))
    return card, list(right_response(module_of(app).question(card.item)))


def test_before_any_assessment_nothing_is_asked(as_learner: Actor) -> None:
    page = as_learner.get("/practice")
    assert "There is nothing to practise yet." in page.text
    assert next_card(as_learner) == ""


def test_a_passed_module_brings_its_words_and_no_question(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    sit(app, trust, right=True)
    assert start(as_learner)
    assert {card.kind for card in cards(app)} == {"term"}
    assert len(cards(app)) == MOST_NEW


def test_what_was_missed_comes_back_as_a_question(app: Flask, as_learner: Actor) -> None:
    attempt = take_assessment(app, as_learner, right=False)
    assert start(as_learner)
    asked = {card.item for card in cards(app) if card.kind == "question"}
    assert asked and asked <= set(attempt.questions)


@pytest.mark.parametrize("review", ["marks", "score"])
def test_what_was_missed_waits_for_the_pass_where_the_module_tells_no_answers_before(
    app: Flask, as_learner: Actor, review: Review
) -> None:
    with_review(app, review)
    take_assessment(app, as_learner, right=False)
    start(as_learner)
    assert {card.kind for card in cards(app)} == {"term"}


def test_a_question_of_a_try_under_way_is_not_asked(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    sit(app, trust, right=False)
    card = start(as_learner)
    row, _ = question_of(app, card)
    running = begin(app, as_learner)
    with parts_of(app).database.write() as session:
        session.get_one(Attempt, running.id).questions = [row.item]
    assert as_learner.get(card).status_code == 302, "the card would tell the answer"
    assert next_card(as_learner) not in ("", card)
    send(as_learner, running)
    assert as_learner.get(card).status_code == 200


def test_a_term_is_asked_then_shown_then_rated(app: Flask, as_learner: Actor, trust: Trust) -> None:
    sit(app, trust, right=True)
    card = start(as_learner)
    entry = parts_of(app).shelf.course.glossary[cards(app)[0].item]
    asked = as_learner.get(card)
    assert "Card 1 of 5" in asked.text
    assert entry.means.split(".")[0] not in asked.text
    shown = as_learner.get(f"{card}/answer")
    assert entry.means.split(".")[0].split("*")[0] in shown.text
    assert "again tomorrow" in shown.text
    assert rate(as_learner, card).status_code == 302
    assert "Card 2 of 5" in as_learner.get(next_card(as_learner)).text


@BOTH
def test_a_rating_that_is_sent_twice_counts_once(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    sit(app, trust, right=True)
    card = start(as_learner)
    rate(as_learner, card, "good", turn=0)
    once = next(each for each in cards(app) if card.endswith(str(each.id)))
    assert rate(as_learner, card, "again", turn=0).status_code == 302
    twice = next(each for each in cards(app) if card.endswith(str(each.id)))
    assert (twice.turn, twice.due) == (1, once.due)


@BOTH
def test_a_day_that_is_begun_in_two_tabs_is_one_day(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    sit(app, trust, right=True)
    assert start(as_learner) == start(as_learner)
    assert len(cards(app)) == MOST_NEW


def test_the_next_device_goes_on_where_the_last_one_stopped(
    app: Flask, as_learner: Actor, sign_in: SignIn, trust: Trust
) -> None:
    sit(app, trust, right=True)
    rate(as_learner, start(as_learner))
    phone = sign_in(trust.email("learner"))
    assert next_card(phone) == next_card(as_learner)
    assert "4 cards of today’s 5 left" in phone.get("/practice").text


def test_a_day_ends_and_asks_for_no_more(app: Flask, as_learner: Actor, trust: Trust) -> None:
    sit(app, trust, right=True)
    start(as_learner)
    while card := next_card(as_learner):
        rate(as_learner, card)
    page = as_learner.get("/practice")
    assert "That was all for today. The next cards come tomorrow." in page.text
    as_learner.send("/practice/start")
    assert next_card(as_learner) == ""


def test_what_was_not_known_comes_back_the_next_day_first(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    sit(app, trust, right=True)
    first = start(as_learner)
    rate(as_learner, first, "again")
    while card := next_card(as_learner):
        rate(as_learner, card, "easy")
    let_days_pass(app, 1)
    assert start(as_learner) == first


def test_an_answer_is_marked_kept_and_told_as_practice(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    sit(app, trust, right=False)
    card = start(as_learner)
    row, right = question_of(app, card)
    before = len(statements(app))
    sent = as_learner.send(f"{card}/answer", answer=right)
    assert sent.location == f"{card}#rating"
    as_learner.send(f"{card}/answer", answer=right)
    told = [msgspec.json.decode(each.body) for each in statements(app)[before:]]
    answered = [each for each in told if each["verb"]["id"].endswith("answered")]
    assert len(answered) == 1, "the answer that is sent twice counts once"
    assert "practice" in answered[0]["context"]["extensions"].values()
    assert "/topics/" in answered[0]["context"]["contextActivities"]["parent"][0]["id"]
    page = as_learner.get(card)
    assert "by your answer" in page.text
    assert page.text.index("by your answer") > page.text.index("I knew it")
    with parts_of(app).database.read() as session:
        held = session.scalars(select(Answer).where(Answer.question == row.item)).all()
    assert held == [], "an answer on a card is no answer in the module"
    rate(as_learner, card, "good", turn=0)
    assert verbs(app)[-1] != "completed"
    assert next(each for each in cards(app) if each.id == row.id).response is None


def test_an_empty_answer_is_asked_again_with_a_sentence(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    sit(app, trust, right=False)
    card = start(as_learner)
    sent = as_learner.send(f"{card}/answer")
    assert sent.status_code == 422
    assert "There is a problem" in sent.text
    assert "Card 1 of" in sent.text


def test_another_persons_card_is_not_there(
    app: Flask, as_learner: Actor, sign_in: SignIn, trust: Trust
) -> None:
    sit(app, trust, right=True)
    card = start(as_learner)
    other = sign_in(trust.email("other-learner"))
    assert other.get(card).status_code == 404
    assert other.get(f"{card}/answer").status_code == 404
    assert other.send(f"{card}/answer", answer=["a"]).status_code == 404
    assert other.send(f"{card}/rating", rating="easy", turn="0").status_code == 404
    assert as_learner.get(f"/practice/cards/{uuid.uuid4()}").status_code == 404


def test_a_rating_that_is_not_offered_is_refused(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    sit(app, trust, right=True)
    card = start(as_learner)
    assert as_learner.send(f"{card}/rating", rating="perfect", turn="0").status_code == 400
    assert as_learner.send(f"{card}/rating", rating="good", turn="x").status_code == 302
    assert all(each.turn == 0 for each in cards(app))


def test_a_card_whose_term_is_gone_vanishes(app: Flask, as_learner: Actor, trust: Trust) -> None:
    sit(app, trust, right=True)
    card = start(as_learner)
    with parts_of(app).database.write() as session:
        row = next(
            each for each in session.scalars(select(PracticeCard)) if card.endswith(str(each.id))
        )
        row.item = "no-such-term"
    assert next_card(as_learner) not in ("", card)
    assert as_learner.get(card).status_code == 302
    assert "Card 1 of 4" in as_learner.get(next_card(as_learner)).text


def test_a_paused_module_asks_nothing_until_it_is_begun_again(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    sit(app, trust, right=True)
    first = start(as_learner)
    as_learner.send("/practice/modules/culture/pause")
    as_learner.send("/practice/modules/culture/pause")
    assert next_card(as_learner) == ""
    assert "Paused" in as_learner.get("/practice").text
    as_learner.send("/practice/modules/culture/resume")
    assert next_card(as_learner) == first
    assert as_learner.send("/practice/modules/no-such/pause").status_code == 404


def test_a_term_that_is_known_here_is_not_made_twice(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    sit(app, trust, right=True)
    start(as_learner)
    while card := next_card(as_learner):
        rate(as_learner, card, "easy")
    let_days_pass(app, 1)
    start(as_learner)
    keys = [key_of(card) for card in cards(app)]
    assert len(keys) == len(set(keys)) == 2 * MOST_NEW
