"""The topic that a remark is about, to be read by who deals with it: nothing of it counts as learnt."""

from pathlib import Path

from flask import Blueprint, render_template, send_from_directory
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.errors import NotFound
from app.learning.content import find_topic, renderer
from app.permissions import allow
from app.services import services
from course.marking import an_answer, mark
from course.model import Module
from course.questions import Question
from course.render import Html, QuestionState

IMAGE_SECONDS = 3600

bp = Blueprint("topics", __name__, url_prefix="/read/<slug>/<topic_slug>")
image_bp = Blueprint("topic_images", __name__, url_prefix="/read/<slug>/images")


@bp.get("")
@allow("read_topics")
def topic(slug: str, topic_slug: str) -> str:
    """Show a topic with its questions and their right answers."""
    module = _module(slug)
    found = find_topic(module, topic_slug)
    parts = [
        segment.html if isinstance(segment, Html) else _answered(segment.question)
        for segment in renderer().topic(module, found)
    ]
    sources = renderer().sources(found)
    return render_template(
        "feedback/topic.html", module=module, topic=found, parts=parts, sources=sources
    )


@image_bp.get("/<path:name>")
@allow("read_topics")
def image(slug: str, name: str) -> ResponseReturnValue:
    """Give a picture of a topic."""
    folder = Path(_module(slug).folder) / "images"
    return send_from_directory(folder, name, max_age=IMAGE_SECONDS)


def _module(slug: str) -> Module:
    try:
        return services().shelf.course.module(slug)
    except KeyError:
        raise NotFound("There is no such module.") from None


def _answered(question: Question) -> Markup:
    given = an_answer(question)
    state = QuestionState(response=given, result=mark(question, given), read_only=True)
    return renderer().question(question, state)
