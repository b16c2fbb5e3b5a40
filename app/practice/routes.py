"""Pages of spaced practice: today, a card with its answer and rating, pausing a module."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import database
from app.errors import NotFound
from app.learning import answers
from app.learning.acting import acting
from app.learning.content import find_module, renderer
from app.learning.topic_page import Mistake
from app.permissions import allow
from app.practice import card_page, cards, days, here, pauses
from app.practice.schedule import practice_day
from app.services import services
from app.viewer import member
from course.marking import ResponseError

bp = Blueprint("practice", __name__, template_folder="templates", url_prefix="/practice")


@bp.get("")
@allow("learn")
def page() -> str:
    """Say what there is to practise today, and from which modules."""
    day = practice_day(database.now())
    kept, content = here.kept(day), here.content()
    return render_template(
        "practice/page.html",
        today=days.today_of(kept, content, day),
        modules=pauses.practised(kept, content),
        tomorrow=day.toordinal() + 1,
    )


@bp.post("/start")
@allow("learn")
def start() -> ResponseReturnValue:
    """Choose today's cards, and show the first that is left."""
    with services().database.write() as session:
        days.begin(session, member().membership_id, here.content(), database.now())
    services().database.refresh_request()
    return redirect(url_for(".go_on"))


@bp.get("/today")
@allow("learn")
def go_on() -> ResponseReturnValue:
    """Lead to the next card of today, or back where none is left."""
    today = here.today()
    if not today.left:
        return redirect(url_for(".page"))
    return redirect(url_for(".card", card_id=today.left[0]))


@bp.get("/cards/<uuid:card_id>")
@allow("learn")
def card(card_id: uuid.UUID) -> ResponseReturnValue:
    """Ask what a card asks; after its question was answered, show the feedback and ask for a rating."""
    return _card_page(card_id)


@bp.get("/cards/<uuid:card_id>/answer")
@allow("learn")
def show(card_id: uuid.UUID) -> ResponseReturnValue:
    """Show what a term means, and ask for a rating."""
    return _card_page(card_id, open_answer=True)


@bp.post("/cards/<uuid:card_id>/answer")
@allow("learn")
def answer(card_id: uuid.UUID) -> ResponseReturnValue:
    """Take the answer to a card's question."""
    session = services().database.of_request()
    found = cards.own(session, member().membership_id, card_id)
    question = here.content().question(days.key_of(found))
    if question is None or card_id not in here.today().left:
        return redirect(url_for(".go_on"))
    values = request.form.getlist("answer")
    try:
        response = answers.parse(question, values)
    except ResponseError as error:
        return _card_page(card_id, mistake=Mistake(question.id, str(error), values))
    with acting(find_module(found.module)) as act:
        cards.answer(act, member().membership_id, card_id, question, response)
    return redirect(url_for(".card", card_id=card_id, _anchor="rating"))


@bp.post("/cards/<uuid:card_id>/rating")
@allow("learn")
def rate(card_id: uuid.UUID) -> ResponseReturnValue:
    """Take a rating, and go on with the next card."""
    with services().database.write() as session:
        found = cards.locked(session, member().membership_id, card_id)
        turn = request.form.get("turn", default=-1, type=int)
        cards.rate(found, request.form.get("rating", ""), turn, database.now())
    services().database.refresh_request()
    return redirect(url_for(".go_on"))


@bp.post("/modules/<slug>/<any(pause, resume):what>")
@allow("learn")
def module(slug: str, what: str) -> ResponseReturnValue:
    """Pause the practice of a module, or begin it again."""
    found = find_module(slug)
    with services().database.write() as session:
        if what == "pause":
            pauses.pause(session, member().membership_id, found.slug, database.now())
        else:
            pauses.resume(session, member().membership_id, found.slug)
    words = "paused. Its cards wait as they are" if what == "pause" else "on again"
    flash(f"Practice of “{found.title}” is {words}.", "success")
    return redirect(url_for(".page"))


def _card_page(
    card_id: uuid.UUID, *, open_answer: bool = False, mistake: Mistake | None = None
) -> ResponseReturnValue:
    """Show a card if it is still to be done today, else lead to what is."""
    found = cards.own(services().database.of_request(), member().membership_id, card_id)
    today = here.today()
    if card_id not in today.left:
        return redirect(url_for(".go_on"))
    shown = card_page.shown(found, here.content(), mistake, open_answer, database.now())
    if shown is None:
        raise NotFound("There is no such card of yours.")
    page = render_template(
        "practice/card.html", card=found, today=today, shown=shown, inline=renderer().inline
    )
    return page, 422 if shown.errors else 200
