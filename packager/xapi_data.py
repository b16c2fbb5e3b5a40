"""What a package's player knows for its xAPI statements: every activity and word that they name.

It is made here, where the vocabulary and the definitions of interactions are, so that the browser needs
no twin of either. Source: xAPI 1.0.3, Data, sections 2.4.3 (verb), 2.4.4.1 (activity) and 2.4.6 (context).
"""

from collections.abc import Sequence
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

PLATFORM: Final = "First Shift"
LANGUAGE: Final = "en-GB"

Activity = dict[str, Any]


def xapi_data(modules: Sequence[Module]) -> dict[str, Any]:
    """Return the activities of a package's modules, with the words of the vocabulary.

    The activity that is launched, ``root``, is the one module, or the course where there are more. The
    shape is ``XapiData`` in ``course/player/tracker/xapi/statements.js``.
    """
    course = _named(COURSE, ActivityType.COURSE, PLATFORM, LANGUAGE)
    parts = {module.slug: _module(module) for module in modules}
    alone = len(modules) == 1
    return {
        "platform": PLATFORM,
        "language": modules[0].language,
        "revision": "+".join(dict.fromkeys(module.version for module in modules)),
        "course": course,
        "root": parts[modules[0].slug]["activity"] if alone else course,
        "modules": parts,
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


def _module(module: Module) -> dict[str, Any]:
    slug, language = module.slug, module.language
    title = f"Assessment: {module.title}"
    return {
        "activity": _named(module_iri(slug), ActivityType.MODULE, module.title, language),
        "assessment": _named(assessment_iri(slug), ActivityType.ASSESSMENT, title, language),
        "topics": {
            topic.slug: _named(
                topic_iri(slug, topic.slug), ActivityType.TOPIC, topic.title, language
            )
            for topic in module.topics
        },
        "items": {
            question.id: {
                "id": question_iri(slug, question.id),
                "definition": xapi_definition(question, language),
            }
            for question in module.questions
        },
    }


def _named(iri: str, kind: str, name: str, language: str) -> Activity:
    return {"id": iri, "definition": {"type": kind, "name": {language: name}}}
