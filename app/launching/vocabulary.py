"""The IRIs of cmi5, by the names of its specification.

Source: cmi5 Quartz, 1st Edition, sections 9.3, 9.5.5, 9.6.2, 9.6.3.
"""

from typing import Final

CMI5: Final = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
"""The category of what cmi5 defines; statements without it are allowed, and count for nothing."""

MOVE_ON: Final = "https://w3id.org/xapi/cmi5/context/categories/moveon"
LAUNCH_DATA: Final = "LMS.LaunchData"
LEARNER_PREFERENCES: Final = "cmi5LearnerPreferences"
BLOCK: Final = "https://w3id.org/xapi/cmi5/activitytype/block"
COURSE: Final = "https://w3id.org/xapi/cmi5/activitytype/course"


class Verb:
    """The verbs that cmi5 defines."""

    LAUNCHED: Final = "http://adlnet.gov/expapi/verbs/launched"
    INITIALIZED: Final = "http://adlnet.gov/expapi/verbs/initialized"
    COMPLETED: Final = "http://adlnet.gov/expapi/verbs/completed"
    PASSED: Final = "http://adlnet.gov/expapi/verbs/passed"
    FAILED: Final = "http://adlnet.gov/expapi/verbs/failed"
    TERMINATED: Final = "http://adlnet.gov/expapi/verbs/terminated"
    ABANDONED: Final = "https://w3id.org/xapi/adl/verbs/abandoned"
    WAIVED: Final = "https://w3id.org/xapi/adl/verbs/waived"
    SATISFIED: Final = "https://w3id.org/xapi/adl/verbs/satisfied"


OF_THE_UNIT: Final = frozenset(
    {Verb.INITIALIZED, Verb.COMPLETED, Verb.PASSED, Verb.FAILED, Verb.TERMINATED}
)
"""The verbs that a unit may use in what cmi5 defines; the others are the LMS's."""


class Extension:
    """Keys of extensions of the context, and of the result (progress, reason)."""

    SESSION: Final = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
    MASTERY_SCORE: Final = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
    LAUNCH_MODE: Final = "https://w3id.org/xapi/cmi5/context/extensions/launchmode"
    LAUNCH_URL: Final = "https://w3id.org/xapi/cmi5/context/extensions/launchurl"
    MOVE_ON: Final = "https://w3id.org/xapi/cmi5/context/extensions/moveon"
    LAUNCH_PARAMETERS: Final = "https://w3id.org/xapi/cmi5/context/extensions/launchparameters"
    REASON: Final = "https://w3id.org/xapi/cmi5/result/extensions/reason"


REASONS: Final = ("Tested Out", "Equivalent AU", "Equivalent Outside Activity", "Administrative")
"""Why a unit may be waived (9.5.5.2)."""
