"""Results and scores. Source: xAPI 1.0.3 Data 2.4.5; IEEE 9274.1.1 section 4.2.2.4."""

from msgspec import UNSET, Struct, UnsetType

from lrs.formats import Duration
from lrs.model.activity import Extensions


class Score(Struct, frozen=True, forbid_unknown_fields=True):
    """How well it went: scaled from -1 to 1, and raw between min and max."""

    scaled: float | UnsetType = UNSET
    raw: float | UnsetType = UNSET
    min: float | UnsetType = UNSET
    max: float | UnsetType = UNSET

    def __post_init__(self) -> None:
        if self.scaled is not UNSET and not -1 <= self.scaled <= 1:
            raise ValueError("a scaled score lies between -1 and 1 (Data 2.4.5.1)")
        if self.min is not UNSET and self.max is not UNSET and self.min >= self.max:
            raise ValueError("a score's min is less than its max (Data 2.4.5.1)")
        if self.raw is UNSET:
            return
        if self.min is not UNSET and self.raw < self.min:
            raise ValueError("a raw score is not less than its min (Data 2.4.5.1)")
        if self.max is not UNSET and self.raw > self.max:
            raise ValueError("a raw score is not greater than its max (Data 2.4.5.1)")


class Result(Struct, frozen=True, forbid_unknown_fields=True):
    """What came of it."""

    score: Score | UnsetType = UNSET
    success: bool | UnsetType = UNSET
    completion: bool | UnsetType = UNSET
    response: str | UnsetType = UNSET
    duration: Duration | UnsetType = UNSET
    extensions: Extensions | UnsetType = UNSET
