"""Course, module, topic, assessment and question as activities, each with its one IRI."""

from typing import Final

from tincan import Activity, ActivityDefinition, LanguageMap

from course.interactions import xapi_definition
from course.model import Module, Topic
from course.questions import Question
from course.vocabulary import (
    COURSE,
    ActivityType,
    assessment_iri,
    module_iri,
    question_iri,
    topic_iri,
)

LANGUAGE: Final = "en-GB"


def course() -> Activity:
    """Return the whole course."""
    return _named(COURSE, ActivityType.COURSE, "First Shift", LANGUAGE)


def module(slug: str, content: Module | None) -> Activity:
    """Return a module; one that the course no longer holds has no more than its IRI."""
    if content is None:
        return Activity(id=module_iri(slug))
    return _named(module_iri(slug), ActivityType.MODULE, content.title, content.language)


def topic(content: Module, part: Topic) -> Activity:
    """Return a topic of a module."""
    iri = topic_iri(content.slug, part.slug)
    return _named(iri, ActivityType.TOPIC, part.title, content.language)


def assessment(content: Module) -> Activity:
    """Return a module's end assessment."""
    name = f"Assessment: {content.title}"
    return _named(assessment_iri(content.slug), ActivityType.ASSESSMENT, name, content.language)


def question(content: Module, asked: Question) -> Activity:
    """Return a question with the full definition of its interaction.

    Source: xAPI 1.0.3, Data, section 2.4.4.1, "Interaction Activities".
    """
    definition = ActivityDefinition(xapi_definition(asked, content.language))
    return Activity(id=question_iri(content.slug, asked.id), definition=definition)


def _named(iri: str, kind: str, name: str, language: str) -> Activity:
    definition = ActivityDefinition(type=kind, name=LanguageMap({language: name}))
    return Activity(id=iri, definition=definition)
