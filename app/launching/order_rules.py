"""When a statement may come: by what the session and the registration hold already.

Source: cmi5 Quartz, 1st Edition; each row names its section. Order is that of the timestamps (9.3).
"""

from collections.abc import Callable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from app.launching.facts import Launched
from app.launching.shape_rules import JUDGED, agrees_with_mastery
from app.launching.told import Told
from app.launching.vocabulary import Verb


class History(Struct, frozen=True):
    """What is known before a statement. began, ended: timestamps (µs) of initialized and terminated.

    said: the verbs of cmi5 that the session has used; in_registration: those that any session of the
    same unit has.
    """

    said: frozenset[str] = frozenset()
    in_registration: frozenset[str] = frozenset()
    began: int | None = None
    ended: int | None = None

    def after(self, told: Told, session: str) -> "History":
        """Return the history with one more statement."""
        if not told.defined:
            return self
        new = replace(self, in_registration=self.in_registration | {told.verb})
        if told.session != session:
            return new
        return replace(
            new,
            said=self.said | {told.verb},
            began=told.at if told.verb == Verb.INITIALIZED else self.began,
            ended=told.at if told.verb == Verb.TERMINATED else self.ended,
        )


class OrderRule(Struct, frozen=True):
    """A rule on when a statement may come."""

    section: str
    sentence: str
    kept: Callable[[Told, Launched, History], bool]


def _not_before_beginning(told: Told, _: Launched, history: History) -> bool:
    if told.defined and told.verb == Verb.INITIALIZED:
        return True
    return history.began is not None and (told.at or 0) >= history.began


def _not_after_end(told: Told, _: Launched, history: History) -> bool:
    # A statement that was under way when the session ended may still arrive: its timestamp tells.
    return history.ended is None or (told.at or 0) <= history.ended


def _fits_the_mode(told: Told, launched: Launched, _: History) -> bool:
    free = {Verb.INITIALIZED, Verb.TERMINATED}
    return not told.defined or launched.mode == "Normal" or told.verb in free


def _once_in_registration(verb: str) -> Callable[[Told, Launched, History], bool]:
    def kept(told: Told, _: Launched, history: History) -> bool:
        return not told.defined or told.verb != verb or verb not in history.in_registration

    return kept


RULES: Final = (
    OrderRule(
        "9.3.6",
        "after the LMS has recorded the session as abandoned nothing more is recorded for it",
        lambda _t, _s, h: Verb.ABANDONED not in h.said,
    ),
    OrderRule("7.1.1", "initialized is the first statement of a session", _not_before_beginning),
    OrderRule("7.1.2", "terminated is the last statement of a session", _not_after_end),
    OrderRule(
        "9.3",
        "each verb is used once in a session",
        lambda t, _, h: not t.defined or t.verb not in h.said,
    ),
    OrderRule(
        "9.3",
        "a session has one of passed and failed",
        lambda t, _, h: not t.defined or t.verb not in JUDGED or not JUDGED & h.said,
    ),
    OrderRule(
        "9.3",
        "a unit is completed once in a registration",
        _once_in_registration(Verb.COMPLETED),
    ),
    OrderRule("9.3", "a unit is passed once in a registration", _once_in_registration(Verb.PASSED)),
    OrderRule(
        "9.3",
        "failed does not follow passed in a registration",
        lambda t, _, h: (
            not t.defined or t.verb != Verb.FAILED or Verb.PASSED not in h.in_registration
        ),
    ),
    OrderRule(
        "10.0",
        "in the modes Browse and Review only initialized and terminated are told",
        _fits_the_mode,
    ),
    OrderRule(
        "9.3.4",
        "passed needs a scaled score of the masteryScore or more, failed (9.3.5) one below it",
        lambda t, s, _: not t.defined or agrees_with_mastery(t, s),
    ),
)
