"""Every IRI that the course uses, in one place.

The base is the same in every deployment and every package, so that statements from a trust's LMS
and from this server are about the same things. An id is made from slugs alone: never from a file's
number, a version or an organisation. The version of a module goes into ``context.revision``.

Sources: xAPI 1.0.3, Data, sections 2.4.3 (verb), 2.4.4.1 (activity) and 4.1 (extensions); ADL's verb
and activity type vocabularies; the cmi5 profile for the progress extension.
"""

from typing import Final

BASE: Final = "https://w3id.org/first-shift"

COURSE: Final = f"{BASE}/course"

STATE_ID: Final = f"{BASE}/state"
"""The id of the State document in which a package keeps where its learner stands."""


def module_iri(module: str) -> str:
    """Return the IRI of a module's activity. module: its slug."""
    return f"{BASE}/modules/{module}"


def topic_iri(module: str, topic: str) -> str:
    """Return the IRI of a topic's activity."""
    return f"{module_iri(module)}/topics/{topic}"


def question_iri(module: str, question: str) -> str:
    """Return the IRI of a question's activity."""
    return f"{module_iri(module)}/items/{question}"


def assessment_iri(module: str) -> str:
    """Return the IRI of a module's end assessment."""
    return f"{module_iri(module)}/assessment"


def welcome_meeting_iri(months: int) -> str:
    """Return the IRI of the welcome meeting's activity, or of a review's. months: 3, 6 or 12; 0 for none."""
    meeting = f"{BASE}/welcome-meeting"
    return f"{meeting}/reviews/{months}" if months else meeting


def induction_iri(item: str) -> str:
    """Return the IRI of an item of the induction that a doctor does. item: its id, such as P2-10."""
    return f"{BASE}/induction/items/{item.lower()}"


class Verb:
    """The verbs that are recorded, by the name that people read."""

    INITIALIZED: Final = "http://adlnet.gov/expapi/verbs/initialized"
    EXPERIENCED: Final = "http://adlnet.gov/expapi/verbs/experienced"
    ANSWERED: Final = "http://adlnet.gov/expapi/verbs/answered"
    COMPLETED: Final = "http://adlnet.gov/expapi/verbs/completed"
    PASSED: Final = "http://adlnet.gov/expapi/verbs/passed"
    FAILED: Final = "http://adlnet.gov/expapi/verbs/failed"
    TERMINATED: Final = "http://adlnet.gov/expapi/verbs/terminated"
    VOIDED: Final = "http://adlnet.gov/expapi/verbs/voided"


VERB_NAMES: Final = {
    Verb.INITIALIZED: "started a visit to",
    Verb.EXPERIENCED: "opened",
    Verb.ANSWERED: "answered",
    Verb.COMPLETED: "completed",
    Verb.PASSED: "passed",
    Verb.FAILED: "did not pass",
    Verb.TERMINATED: "ended a visit to",
}
"""How each verb reads between a person and a thing, in English."""


class ActivityType:
    """The types of our activities, from ADL's vocabulary."""

    COURSE: Final = "http://adlnet.gov/expapi/activities/course"
    MODULE: Final = "http://adlnet.gov/expapi/activities/module"
    TOPIC: Final = "http://adlnet.gov/expapi/activities/lesson"
    ASSESSMENT: Final = "http://adlnet.gov/expapi/activities/assessment"
    MEETING: Final = "http://adlnet.gov/expapi/activities/meeting"
    INTERACTION: Final = "http://adlnet.gov/expapi/activities/cmi.interaction"
    TASK: Final = "http://adlnet.gov/expapi/activities/performance"


class Extension:
    """Keys of extensions: the profile's own, and the one of cmi5 that others read too."""

    ORGANISATION: Final = f"{BASE}/extensions/organisation"
    SESSION: Final = f"{BASE}/extensions/session"
    ATTEMPT: Final = f"{BASE}/extensions/attempt"
    PURPOSE: Final = f"{BASE}/extensions/purpose"
    VOIDING_REASON: Final = f"{BASE}/extensions/voiding-reason"
    PROGRESS: Final = "https://w3id.org/xapi/cmi5/result/extensions/progress"
