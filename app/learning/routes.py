"""A learner's pages: home, module, topic, practice, leaving. ``attempt_routes`` has the others."""

from pathlib import Path
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, send_from_directory, url_for
from flask.typing import ResponseReturnValue

from app import database
from app.accounts.signals import signed_out
from app.assignments.due import today
from app.assignments.reading import assigned_to
from app.errors import NotFound
from app.induction.own import own_on_home
from app.learning import acting, answers, enrol, kinds, practice, talks, topics, visits
from app.learning.attempt_routes import bp as attempt_pages
from app.learning.audiences import audiences_of
from app.learning.content import find_module, find_topic, renderer
from app.learning.home import apart, due_of, last_try_of, next_of, shelves
from app.learning.links import module_url, topic_url, way_url
from app.learning.module_page import module_page
from app.learning.topic_page import Mistake, Written
from app.learning.topic_view import topic_page
from app.organisations import queries
from app.permissions import allow
from app.practice.on_home import practice_on_home
from app.reflection.on_home import on_home as journal_on_home
from app.reflection.own import own as own_journal
from app.services import services
from app.viewer import member
from app.welcome.on_home import on_home as meeting_on_home
from course.marking import ResponseError
from course.model import Module
from course.questions import Conversation, LongText
from course.visible import without_controls

IMAGE_SECONDS: Final = 3600

bp = Blueprint("learning", __name__, template_folder="templates", url_prefix="/learn")
bp.record_once(kinds.teach)
bp.register_blueprint(attempt_pages)
bp.after_app_request(acting.send_at_once)
bp.app_template_global("way_url")(way_url)
signed_out.connect(acting.end_with_sign_in)


@bp.get("")
@allow("learn")
def home() -> str:
    """Show where to go on, what is due, every module, and whom to turn to."""
    session = services().database.of_request()
    course = services().shelf.course
    who = member()
    audiences = audiences_of(who.roles)
    found = shelves(session, who.membership_id, course, audiences)
    own = [shelf for shelf in found if shelf.part.audience == audiences[0]]
    asked = assigned_to(session, who.membership_id)
    due = due_of((each for shelf in found for each in shelf.standings), asked)
    next_one = next_of((each for shelf in own for each in shelf.standings), due)
    next_due, others_due = apart(due, next_one)
    return render_template(
        "learning/home.html",
        shelves=found,
        kept_marks=[each.module for shelf in found for each in shelf.standings],
        next=next_one,
        last_try=last_try_of(session, next_one),
        next_due=next_due,
        due=others_due,
        today=today(database.now()),
        practice=practice_on_home(),
        journal=journal_on_home(session, own_journal()),
        meeting=meeting_on_home(session, who),
        induction=own_on_home(session, course.induction, who, today(database.now())),
        welcome=queries.welcome_of(session, who),
        contacts=queries.contacts_of(session, who, course),
    )


@bp.get("/<slug>")
@allow("learn")
def module(slug: str) -> str:
    """Show what is in a module, and how far the learner is."""
    return module_page(find_module(slug))


@bp.get("/<slug>/card")
@allow("learn")
def card(slug: str) -> str:
    """Show a module's card, to print and carry."""
    found = find_module(slug)
    if found.card is None:
        raise NotFound(f"The module “{found.title}” has no card.")
    return render_template(
        "learning/card.html",
        module=found,
        html=renderer().card(found),
        local_answers=renderer().local_answers(found),
    )


@bp.get("/<slug>/<topic_slug>")
@allow("learn")
def topic(slug: str, topic_slug: str) -> str:
    """Open a topic; a browser that fetches the page before it is asked for opens nothing."""
    in_module = find_module(slug)
    opened = find_topic(in_module, topic_slug)
    if request.headers.get("Sec-Purpose", "").startswith("prefetch"):
        return topic_page(in_module, opened, unopened=True)
    with acting.acting(in_module) as act:
        topics.open_topic(act, opened)
    return topic_page(in_module, opened)


@bp.post("/<slug>/questions/<question_id>")
@allow("learn")
def answer(slug: str, question_id: str) -> ResponseReturnValue:
    """Take the answer to a practice question."""
    in_module = find_module(slug)
    question = practice.find_question(in_module, question_id)
    values = request.form.getlist("answer")
    if isinstance(question, Conversation):
        return _talk(in_module, question, values)
    try:
        response = answers.parse(question, values)
    except ResponseError as error:
        mistake = Mistake(question.id, str(error), values)
        return topic_page(in_module, in_module.topic(question.topic), mistake), 422
    with acting.acting(in_module) as act:
        practice.answer(act, question, response)
    if isinstance(question, LongText):
        # What was written is not kept, so this page is the only place where it can stand.
        written = Written(question.id, without_controls("\n".join(values)))
        return topic_page(in_module, in_module.topic(question.topic), written=written)
    return redirect(topic_url(in_module, question.topic, f"feedback-{question.id}"))


def _talk(in_module: Module, talk: Conversation, path: list[str]) -> ResponseReturnValue:
    """Say a line, take the last one back, or begin again."""
    step = request.form.get("step")
    with acting.acting(in_module) as act:
        again = step == "again"
        ended = talks.walk(act, talk, [] if again else path, back=step == "back", again=again)
    anchor = f"feedback-{talk.id}" if ended else f"now-{talk.id}"
    return redirect(topic_url(in_module, talk.topic, anchor))


@bp.get("/<slug>/questions/<question_id>")
@allow("learn")
def question(slug: str, question_id: str) -> ResponseReturnValue:
    """Lead to where a practice question stands, for who opens the address of its form again."""
    in_module = find_module(slug)
    asked = practice.find_question(in_module, question_id)
    return redirect(topic_url(in_module, asked.topic, f"question-{asked.id}"))


@bp.post("/<slug>/finish")
@allow("learn")
def finish(slug: str) -> ResponseReturnValue:
    """End the visit."""
    in_module = find_module(slug)
    with services().database.write() as session:
        visits.leave(session, acting.learner(), in_module, database.now())
    flash("Your place is saved. You can go on from any device.", "success")
    return redirect(url_for("learning.home"))


@bp.post("/<slug>/again")
@allow("learn")
def again(slug: str) -> ResponseReturnValue:
    """Begin a module once more after a pass."""
    in_module = find_module(slug)
    with services().database.write() as session:
        enrol.take_again(session, member().membership_id, slug, database.now())
    return redirect(module_url(in_module))


@bp.get("/<slug>/images/<path:name>")
@allow("learn")
def image(slug: str, name: str) -> ResponseReturnValue:
    """Give a module's picture."""
    folder = Path(find_module(slug).folder) / "images"
    return send_from_directory(folder, name, max_age=IMAGE_SECONDS)
