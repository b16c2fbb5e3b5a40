"""What an induction holds, and by which standards a trust looks at its own: immutable and typed.

The texts come from ``modules/induction.yaml`` and ``modules/standards.yaml``; a course without them has
an empty induction.
"""

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct

Owner = Literal[
    "hr", "staffing", "lead", "supervisor", "it", "health", "department", "education", "img"
]
Area = Literal["welcome", "practice", "it", "language", "ward", "hr"]
EvidenceKind = Literal["tick", "seen", "note"]
"""A day and nothing else; a paper that stays with HR; a day, perhaps a link and a short note."""
Need = Literal["minimum", "good"]
LAW: Final = "L"
"""The basis of what rests on law or on a regulator: nobody can switch it off."""


class Due(Struct, frozen=True):
    """By when. days: from the first day in post, below 0 before it; working: count Monday to Friday.

    after_offer: working days after the offer, which go before ``days`` where its day is known.
    """

    days: int
    working: bool = False
    after_offer: int | None = None


class Evidence(Struct, frozen=True):
    """What shows that it happened. by_doctor: the doctor ticks it, whoever owns it."""

    kind: EvidenceKind
    words: str
    by_doctor: bool = False


class Item(Struct, frozen=True):
    """One thing of the induction. basis: letters of ``Induction.basis``; card: on the card for day 1.

    nations: what differs, by nation, or under ``UK`` what holds everywhere. text may hold
    ``[[local: key]]``, a trust's own answer.
    """

    id: str
    text: str
    why: str
    area: Area
    owner: Owner
    due: Due
    evidence: Evidence
    standard: Need
    basis: tuple[str, ...]
    tags: tuple[str, ...] = ()
    card: bool = False
    nations: Mapping[str, str] = {}

    @property
    def fixed(self) -> bool:
        """Say whether a trust must keep it: our minimum, or law."""
        return self.standard == "minimum" or LAW in self.basis


class Phase(Struct, frozen=True):
    """A part of the time around the first day."""

    id: str
    title: str
    when: str
    items: tuple[Item, ...]


class Basis(Struct, frozen=True):
    """On what an item rests, in words. sources: ids of ``sources.yaml``."""

    says: str
    sources: tuple[str, ...]


class Level(Struct, frozen=True):
    """A level in general, such as "Reliable"."""

    name: str
    means: str


class Standard(Struct, frozen=True):
    """One of a trust's standards. levels: what is seen at 0 to 3; steps: the next action at 0 to 2.

    essential: needed to be ready; safety: what a first night on call hangs on.
    """

    id: str
    title: str
    short: str
    levels: tuple[str, ...]
    steps: tuple[str, ...]
    evidence: str
    essential: bool = False
    safety: bool = False


class Cycle(Struct, frozen=True):
    """An example of a small improvement: plan, do, study, act."""

    aim: str
    plan: str
    measure: str
    next: str
    standard: str


class Induction(Struct, frozen=True):
    """Everything of both files. owners and areas: names by code, in their order."""

    phases: tuple[Phase, ...] = ()
    owners: Mapping[Owner, str] = {}
    areas: Mapping[Area, str] = {}
    basis: Mapping[str, Basis] = {}
    levels: tuple[Level, ...] = ()
    standards: tuple[Standard, ...] = ()
    cycles: tuple[Cycle, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the phases."""
        return tuple(item for phase in self.phases for item in phase.items)

    def standard(self, key: str) -> Standard:
        """Return a standard. Raises KeyError where there is none."""
        for each in self.standards:
            if each.id == key:
                return each
        raise KeyError(key)
