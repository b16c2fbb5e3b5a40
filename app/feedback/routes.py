"""Feedback on a topic, as a reader gives it: one press at its foot, then words if they like."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import database
from app.errors import BadInput, TooManyTries
from app.feedback import giving
from app.feedback.forms import FeedbackForm
from app.feedback.giving import About, Said
from app.feedback.models import TopicFeedback
from app.feedback.verdicts import GOOD, VERDICTS
from app.forms import error_list
from app.learning.content import find_module, find_topic
from app.learning.links import topic_url
from app.permissions import allow
from app.services import services
from app.viewer import member
from course.model import Module, Topic

bp = Blueprint(
    "feedback",
    __name__,
    template_folder="templates",
    url_prefix="/feedback/topics/<slug>/<topic_slug>",
)
bp.record_once(lambda state: state.app.jinja_env.globals.update(verdicts=VERDICTS))


@bp.get("")
@allow("learn")
def page(slug: str, topic_slug: str) -> str:
    """Show what one has said of a topic, to change it or add words."""
    module = find_module(slug)
    topic = find_topic(module, topic_slug)
    said = _own(module, topic)
    form = FeedbackForm(data={"verdict": said.verdict, "words": said.words} if said else {})
    return _form(module, topic, form)


@bp.post("/verdict")
@allow("learn")
def press(slug: str, topic_slug: str) -> ResponseReturnValue:
    """Keep what was pressed at the foot of a topic; where something is amiss, ask for words."""
    module = find_module(slug)
    topic = find_topic(module, topic_slug)
    verdict = request.form.get("verdict", "")
    if verdict not in VERDICTS:
        raise BadInput("There is no such answer. Choose one of the three below the topic.")
    try:
        _give(module, topic, Said(verdict))
    except TooManyTries as error:
        return _refused(module, topic, FeedbackForm(data={"verdict": verdict}), error)
    if verdict == GOOD:
        return redirect(topic_url(module, topic.slug, "feedback"))
    return redirect(url_for(".page", slug=slug, topic_slug=topic_slug))


@bp.post("")
@allow("learn")
def send(slug: str, topic_slug: str) -> ResponseReturnValue:
    """Keep a verdict with its words."""
    module = find_module(slug)
    topic = find_topic(module, topic_slug)
    form = FeedbackForm(request.form)
    if not form.validate():
        return _form(module, topic, form), 400
    try:
        _give(module, topic, Said(form.verdict.data, form.words.data or ""))
    except TooManyTries as error:
        return _refused(module, topic, form, error)
    return redirect(topic_url(module, topic.slug, "feedback"))


def _own(module: Module, topic: Topic) -> TopicFeedback | None:
    return giving.own(
        services().database.of_request(), member().membership_id, About.of(module, topic)
    )


def _give(module: Module, topic: Topic, said: Said) -> None:
    key = str(current_app.secret_key)
    with services().database.write() as session:
        giving.give(session, member(), About.of(module, topic), said, key, database.now())


def _refused(
    module: Module, topic: Topic, form: FeedbackForm, error: TooManyTries
) -> ResponseReturnValue:
    """Show the form with what was written, since a page of errors would lose it."""
    form.refuse(error.sentence)
    return _form(module, topic, form), error.status, {"Retry-After": str(error.seconds)}


def _form(module: Module, topic: Topic, form: FeedbackForm) -> str:
    return render_template(
        "feedback/give.html",
        module=module,
        topic=topic,
        form=form,
        kept=_own(module, topic) is not None,
        errors=error_list(form),
    )
