"""What of the course can be practised: the terms that a module's topics use, and its questions."""

from collections.abc import Mapping

from msgspec import Struct

from app.practice.planning import Key
from course.glossary.links import TermFinder
from course.model import Course, GlossaryEntry, Module
from course.question_types import type_of
from course.questions import Conversation, Question
from course.render import Renderer


class Content(Struct, frozen=True):
    """The course as one learner practises it. modules: those that are for them, by slug."""

    modules: Mapping[str, Module]
    glossary: Mapping[str, GlossaryEntry]
    renderer: Renderer

    def terms(self, module: Module) -> tuple[str, ...]:
        """Return the ids of the terms that a module's topics use, topic after topic."""
        used: dict[str, None] = {}
        for topic in module.topics:
            used |= dict.fromkeys(entry.id for entry in self.renderer.topic_terms(module, topic))
        return tuple(used)

    def has(self, key: Key) -> bool:
        """Say whether the course still holds what a card is about."""
        if key.module not in self.modules:
            return False
        return key.item in self.glossary if key.kind == "term" else self.question(key) is not None

    def question(self, key: Key) -> Question | None:
        """Return the question of a card; none where the module has no such one to be marked."""
        module = self.modules.get(key.module)
        found = next((q for q in module.questions if q.id == key.item), None) if module else None
        return found if found is not None and can_be_practised(found) else None


def content_of(course: Course, modules: tuple[Module, ...], renderer: Renderer) -> Content:
    """Return what can be practised of some modules."""
    return Content({module.slug: module for module in modules}, course.glossary, renderer)


def can_be_practised(question: Question) -> bool:
    """Say whether a question fits on a card: one that is marked, and that is asked at once."""
    return type_of(question).judged and not isinstance(question, Conversation)


def asked_form(entry: GlossaryEntry) -> str:
    """Return the form of a term that its example uses, as it is written there: ``reg``, ``2222``."""
    finder = TermFinder([entry if entry.link else _linked(entry)])
    found = next(finder.find(entry.example), None)
    if found is None:
        return entry.term
    return entry.example[found.start : found.end]


def _linked(entry: GlossaryEntry) -> GlossaryEntry:
    return GlossaryEntry(
        entry.id, entry.term, entry.kind, entry.means, entry.example, also=entry.also
    )
