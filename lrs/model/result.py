"""Results and scores. Source: xAPI 1.0.3 Data 2.4.5; IEEE 9274.1.1 section 4.2.2.4."""

from typing import ClassVar

from msgspec import UNSET, UnsetType

from lrs.formats import Duration
from lrs.model import clauses, rules
from lrs.model.activity import Extensions
from lrs.model.clauses import Clause
from lrs.model.rules import Rule, Ruled, Structure


class Score(Ruled, frozen=True, forbid_unknown_fields=True):
    """How well it went: scaled from -1 to 1, and raw between min and max."""

    clause: ClassVar[Clause] = clauses.SCORE
    rules: ClassVar[tuple[Rule, ...]] = rules.SCORE

    scaled: float | UnsetType = UNSET
    raw: float | UnsetType = UNSET
    min: float | UnsetType = UNSET
    max: float | UnsetType = UNSET


class Result(Structure, frozen=True, forbid_unknown_fields=True):
    """What came of it."""

    clause: ClassVar[Clause] = clauses.RESULT
    clauses: ClassVar[dict[str, Clause]] = {
        "duration": clauses.DURATION,
        "extensions": clauses.EXTENSIONS,
    }

    score: Score | UnsetType = UNSET
    success: bool | UnsetType = UNSET
    completion: bool | UnsetType = UNSET
    response: str | UnsetType = UNSET
    duration: Duration | UnsetType = UNSET
    extensions: Extensions | UnsetType = UNSET
