"""What a learner's first page says of practice."""

import datetime as dt

from flask import Flask, render_template

from app.practice.days import Today
from app.practice.planning import Key

KEYS = tuple(Key("culture", "term", item) for item in ("bleep", "reg", "4at"))


def shown(app: Flask, today: Today) -> str:
    with app.test_request_context("/learn"):
        return render_template("practice/on_home.html", practice=today)


def test_it_says_how_many_cards_there_are_and_how_long_they_take(app: Flask) -> None:
    page = shown(app, Today(KEYS, (), 0, False, None))
    assert "Practice: 3 cards, about 2 minutes" in page
    assert "Start the cards" in page
    assert 'action="/practice/start"' in page


def test_it_goes_on_where_one_has_stopped_and_names_nothing_that_was_missed(app: Flask) -> None:
    page = shown(app, Today(KEYS, (), 5, True, dt.date(2026, 12, 1)))
    assert "5 of 8 done today." in page
    assert "Go on with the cards" in page
