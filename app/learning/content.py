"""The course as a learner is shown it: modules by slug, and the renderer for who asks."""

from collections.abc import Mapping
from typing import Final

from flask import current_app, url_for

from app.errors import NotFound
from app.glossary.links import term_url
from app.learning.audiences import audiences_of
from app.learning.renderers import Reading, Renderers
from app.organisations.overlay import answers_of, digest_of
from app.permissions import may
from app.services import services
from app.viewer import Viewer, viewer
from course.local_answers import LocalAnswerGiven
from course.model import Course, Module, Topic
from course.render import Renderer

KEY: Final = "firstshift_renderer"


def find_module(slug: str) -> Module:
    """Return a module that is for the person who asks. Raises NotFound."""
    course = services().shelf.course
    for audience in audiences_of(viewer().roles):
        for module in course.for_audience(audience):
            if module.slug == slug:
                return module
    raise NotFound("There is no such module.")


def find_topic(module: Module, slug: str) -> Topic:
    """Return a topic of a module. Raises NotFound."""
    try:
        return module.topic(slug)
    except KeyError:
        raise NotFound(f"The module “{module.title}” has no such topic.") from None


def renderer() -> Renderer:
    """Return the renderer of the course as it is now, for the person who asks.

    It shows their nation first and the answers of their organisation. An editor, who learns nothing, is
    led to pages that they may open.
    """
    course, who, learns = services().shelf.course, viewer(), may("learn")
    renderers: Renderers = current_app.extensions.setdefault(KEY, Renderers())
    found = renderers.find(course, Reading(who.nation, who.look.answers, learns))
    return found or _new_renderer(course, who, renderers, learns=learns)


def _new_renderer(course: Course, who: Viewer, renderers: Renderers, *, learns: bool) -> Renderer:
    answers: Mapping[str, LocalAnswerGiven] = {}
    if who.look.answers and who.organisation_id:
        answers = answers_of(services().database.of_request(), who.organisation_id)
    made = Renderer(
        course,
        local_answers=answers,
        image_url=_image_url if learns else _editors_image_url,
        topic_url=_topic_url if learns else _editors_topic_url,
        term_url=term_url,
        nation=who.nation,
    )
    # Kept for what was read: the answers may have changed since the person was looked up.
    return renderers.keep(course, Reading(who.nation, digest_of(answers), learns), made)


def _image_url(module: Module, name: str) -> str:
    return url_for("learning.image", slug=module.slug, name=name.removeprefix("images/"))


def _topic_url(module: Module, topic: Topic) -> str:
    return url_for("learning.topic", slug=module.slug, topic_slug=topic.slug)


def _editors_image_url(module: Module, name: str) -> str:
    picture = name.removeprefix("images/")
    return url_for("feedback_read.topic_images.image", slug=module.slug, name=picture)


def _editors_topic_url(module: Module, topic: Topic) -> str:
    return url_for("feedback_read.topics.topic", slug=module.slug, topic_slug=topic.slug)
