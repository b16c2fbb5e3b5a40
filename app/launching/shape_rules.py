"""What each single statement of a unit must look like: a row a rule.

Source: cmi5 Quartz, 1st Edition; each row names its section.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct

from app.launching.facts import Launched
from app.launching.told import Told
from app.launching.vocabulary import MOVE_ON, OF_THE_UNIT, Extension, Verb

UTC: Final = re.compile(r".*(Z|z|\+00(:?00)?)")
JUDGED: Final = frozenset({Verb.PASSED, Verb.FAILED})
WITH_DURATION: Final = frozenset({Verb.COMPLETED, Verb.PASSED, Verb.FAILED, Verb.TERMINATED})
SUCCESS: Final = {Verb.PASSED: True, Verb.FAILED: False}
COMPLETION: Final = {Verb.COMPLETED: True}


class Rule(Struct, frozen=True):
    """A rule that a statement keeps in a session. section: of the specification; sentence: the rule."""

    section: str
    sentence: str
    kept: Callable[[Told, Launched], bool]


def mastery_in(told: Told, launched: Launched) -> bool:
    """Say whether a judged score comes with the mastery score that it was judged by."""
    if launched.mastery_score is None or told.verb not in JUDGED or not told.score:
        return True
    given = told.extensions.get(Extension.MASTERY_SCORE)
    return _is_number(given) and given == launched.mastery_score


def agrees_with_mastery(told: Told, launched: Launched) -> bool:
    """Say whether passed and failed fit the score."""
    mastery, scaled = launched.mastery_score, told.score.get("scaled")
    if mastery is None or scaled is None or told.verb not in JUDGED:
        return True
    return bool(scaled >= mastery) is (told.verb == Verb.PASSED)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _template_in(told: Told, launched: Launched) -> bool:
    template = launched.context_template
    wanted = {each["id"] for each in template["contextActivities"]["grouping"]}
    return wanted <= told.groupings


def _raw_is_framed(told: Told, _: Launched) -> bool:
    return "raw" not in told.score or {"min", "max"} <= told.score.keys()


def _whole(told: Told, _: Launched) -> bool:
    numbers = [told.score[name] for name in ("raw", "min", "max") if name in told.score]
    return all(number == int(number) for number in numbers)


def _same(told: Told, name: str, wanted: dict[str, bool]) -> bool:
    absent: Any = None
    return told.result.get(name, absent) is wanted.get(told.verb, absent)


OF_ALL: Final = (
    Rule("9.1", "a unit gives each statement an id of its own", lambda t, _: t.id is not None),
    Rule("9.7", "a statement has a timestamp", lambda t, _: t.timestamp is not None),
    Rule(
        "9.7",
        "a timestamp is in UTC, such as 2026-11-25T09:30:15.123Z",
        lambda t, _: t.timestamp is None or UTC.fullmatch(t.timestamp) is not None,
    ),
    Rule(
        "9.6.3.1",
        "context.extensions holds the session id that LMS.LaunchData gives",
        lambda t, s: t.session == str(s.session),
    ),
    Rule(
        "10.0",
        "the context holds every activity of the contextTemplate in LMS.LaunchData",
        _template_in,
    ),
    Rule(
        "9.6.2.2",
        "the moveon category goes with success or completion in a cmi5 defined statement only",
        lambda t, _: MOVE_ON not in t.categories or (t.defined and _moves_on(t)),
    ),
)

OF_DEFINED: Final = (
    Rule(
        "7.1.3",
        "with the cmi5 category a unit uses initialized, completed, passed, failed and terminated"
        " only; the other verbs of cmi5 are the LMS's",
        lambda t, _: t.verb in OF_THE_UNIT,
    ),
    Rule(
        "9.4",
        "the object's id is the activityId of the launch",
        lambda t, s: t.about == s.activity_id,
    ),
    Rule(
        "9.5.1",
        "only passed and failed have a score",
        lambda t, _: t.verb in JUDGED or "score" not in t.result,
    ),
    Rule(
        "9.5.1",
        "a scaled score lies between 0 and 1",
        lambda t, _: 0 <= t.score.get("scaled", 0) <= 1,
    ),
    Rule("9.5.1", "a raw score comes with its min and max", _raw_is_framed),
    Rule("9.5.1", "raw, min and max are whole numbers", _whole),
    Rule(
        "9.5.2",
        "success is true with passed, false with failed, and absent otherwise",
        lambda t, _: _same(t, "success", SUCCESS),
    ),
    Rule(
        "9.5.3",
        "completion is true with completed, and absent otherwise",
        lambda t, _: _same(t, "completion", COMPLETION),
    ),
    Rule(
        "9.5.4.1",
        "completed, passed, failed and terminated have a duration",
        lambda t, _: t.verb not in WITH_DURATION or "duration" in t.result,
    ),
    Rule(
        "9.6.2.2",
        "a statement with success or completion has the moveon category",
        lambda t, _: not _moves_on(t) or MOVE_ON in t.categories,
    ),
    Rule(
        "9.6.3.2",
        "passed and failed with a score repeat the masteryScore of LMS.LaunchData",
        mastery_in,
    ),
)


def _moves_on(told: Told) -> bool:
    return "success" in told.result or "completion" in told.result
