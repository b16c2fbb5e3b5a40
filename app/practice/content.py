"""What of the course can be practised: the terms that a module's topics use, and its questions."""

from collections.abc import Mapping

from msgspec import Struct, structs

from app.practice.planning import Key
from course.glossary.forms import same_form
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
    """Return the form of a term that its example uses, as the glossary writes it: ``reg``, ``board round``.

    The example may begin with it, and so with a capital that the word itself does not have.
    """
    finder = TermFinder([structs.replace(entry, link=True)])
    found = next(finder.find(entry.example), None)
    if found is None:
        return entry.term
    there = entry.example[found.start : found.end]
    return next((form for form in entry.forms if same_form(form) == same_form(there)), there)


def other_forms(entry: GlossaryEntry, asked: str) -> tuple[str, ...]:
    """Return the forms of a term besides the one that is asked for, its own first."""
    return tuple(form for form in entry.forms if form != asked)
