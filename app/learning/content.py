"""The course as a learner is shown it: modules by slug, and one renderer for each nation."""

from typing import Final, NamedTuple

from flask import current_app, url_for

from app.errors import NotFound
from app.glossary.links import term_url
from app.learning.audiences import audiences_of
from app.services import services
from app.viewer import viewer
from course.model import Course, Module, Topic
from course.nations import HomeNation
from course.render import Renderer

KEY: Final = "firstshift_renderer"


class _Kept(NamedTuple):
    course: Course
    by_nation: dict[HomeNation | None, Renderer]


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
    """Return the renderer of the course as it is now, for the nation of the person who asks.

    It is kept for as long as the course stays: one for each nation, and one for all alike.
    """
    course = services().shelf.course
    kept: _Kept | None = current_app.extensions.get(KEY)
    if kept is None or kept.course is not course:
        kept = current_app.extensions[KEY] = _Kept(course, {})
    nation = viewer().nation
    if nation not in kept.by_nation:
        kept.by_nation[nation] = _new_renderer(course, nation)
    return kept.by_nation[nation]


def _new_renderer(course: Course, nation: HomeNation | None) -> Renderer:
    return Renderer(
        course, image_url=_image_url, topic_url=_topic_url, term_url=term_url, nation=nation
    )


def _image_url(module: Module, name: str) -> str:
    return url_for("learning.image", slug=module.slug, name=name.removeprefix("images/"))


def _topic_url(module: Module, topic: Topic) -> str:
    return url_for("learning.topic", slug=module.slug, topic_slug=topic.slug)
