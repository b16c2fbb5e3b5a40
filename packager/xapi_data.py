"""What a package's player knows for its xAPI statements: every activity and word that they name.

It is made here, where the vocabulary and the definitions of interactions are, so that the browser needs
no twin of either. Source: xAPI 1.0.3, Data, sections 2.4.3 (verb), 2.4.4.1 (activity) and 2.4.6 (context).
"""

from typing import Any, Final

from course.interactions import xapi_definition
from course.model import Module
from course.vocabulary import (
    COURSE,
    STATE_ID,
    VERB_NAMES,
    ActivityType,
    Extension,
    assessment_iri,
    module_iri,
    question_iri,
    topic_iri,
)

TRACKERS: Final = frozenset({"cmi5", "xapi"})
"""The trackers that speak xAPI, and so need these data."""

PLATFORM: Final = "First Shift"
LANGUAGE: Final = "en-GB"

Activity = dict[str, Any]


def xapi_data(module: Module) -> dict[str, Any]:
    """Return a module's activities by slug and id, with the words of the vocabulary.

    The shape is ``XapiData`` in ``course/player/tracker/xapi/statements.js``.
    """
    language = module.language
    return {
        "platform": PLATFORM,
        "language": language,
        "revision": module.version,
        "course": _named(COURSE, ActivityType.COURSE, PLATFORM, LANGUAGE),
        "module": _named(module_iri(module.slug), ActivityType.MODULE, module.title, language),
        "assessment": _named(
            assessment_iri(module.slug),
            ActivityType.ASSESSMENT,
            f"Assessment: {module.title}",
            language,
        ),
        "topics": {
            topic.slug: _named(
                topic_iri(module.slug, topic.slug), ActivityType.TOPIC, topic.title, language
            )
            for topic in module.topics
        },
        "items": {
            question.id: {
                "id": question_iri(module.slug, question.id),
                "definition": xapi_definition(question, language),
            }
            for question in module.questions
        },
        "verbs": {
            iri.rpartition("/")[2]: {"id": iri, "display": {LANGUAGE: name}}
            for iri, name in VERB_NAMES.items()
        },
        "stateId": STATE_ID,
        "extensions": {
            "session": Extension.SESSION,
            "attempt": Extension.ATTEMPT,
            "purpose": Extension.PURPOSE,
            "progress": Extension.PROGRESS,
        },
    }


def _named(iri: str, kind: str, name: str, language: str) -> Activity:
    return {"id": iri, "definition": {"type": kind, "name": {language: name}}}
