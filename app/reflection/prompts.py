"""What the modules ask doctors to write about: their long-text questions, as prompts for the journal."""

from typing import Final

from msgspec import Struct

from app.errors import NotFound
from app.learning.audiences import audiences_of
from app.learning.content import find_module, renderer
from app.services import services
from app.viewer import viewer
from course.model import Module
from course.questions import LongText
from course.visible import one_line

_NOT_KEPT: Final = "What you write is not kept."
"""True of a topic's page, and not of the journal."""


class Prompt(Struct, frozen=True):
    """A prompt of a module. module, question: its address; words: plain text; topic: its title."""

    module: str
    question: str
    words: str
    topic: str


def prompts() -> tuple[Prompt, ...]:
    """Return the prompts of the modules that are for the person who asks, in the course's order."""
    course = services().shelf.course
    modules = [
        module
        for audience in audiences_of(viewer().roles)
        for module in course.for_audience(audience)
    ]
    return tuple(
        _prompt(module, question)
        for module in modules
        for question in module.of_purpose("practice")
        if isinstance(question, LongText)
    )


def find_prompt(slug: str, question_id: str) -> Prompt:
    """Return one of them. Raises NotFound."""
    module = find_module(slug)
    for question in module.of_purpose("practice"):
        if question.id == question_id and isinstance(question, LongText):
            return _prompt(module, question)
    raise NotFound("There is no such prompt.")


def _prompt(module: Module, question: LongText) -> Prompt:
    words = renderer().inline(question.stem).striptags().replace(_NOT_KEPT, "")
    return Prompt(module.slug, question.id, one_line(words), module.topic(question.topic).title)
