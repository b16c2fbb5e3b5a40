"""Where a registration stands: what each unit has told, and what follows for blocks and course.

Source: cmi5 Quartz, 1st Edition, sections 9.3 and 13.1.4 (moveOn).
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from app.launching.facts import Enrolled
from app.launching.told import Told
from app.launching.vocabulary import Verb
from packager.reading.course_structure import Block, CourseStructure, MoveOn, Unit


class UnitStanding(Struct, frozen=True):
    """What is known of one unit. score: per cent, of the last judgement; None without one."""

    verbs: frozenset[str] = frozenset()
    score: float | None = None

    def has(self, verb: str) -> bool:
        """Say whether a verb has been told of the unit."""
        return verb in self.verbs

    def meets(self, move_on: MoveOn) -> bool:
        """Say whether the unit is satisfied by its moveOn, or waived."""
        completed, passed = self.has(Verb.COMPLETED), self.has(Verb.PASSED)
        met = {
            "NotApplicable": True,
            "Passed": passed,
            "Completed": completed,
            "CompletedAndPassed": completed and passed,
            "CompletedOrPassed": completed or passed,
        }
        return self.has(Verb.WAIVED) or met[move_on]


class Standing(Struct, frozen=True):
    """Units by the publisher's id, and the ids of blocks and course that satisfied was told of."""

    units: dict[str, UnitStanding]
    satisfied: frozenset[str]

    def of(self, unit: Unit) -> UnitStanding:
        """Return what is known of a unit."""
        return self.units.get(unit.id, UnitStanding())

    def met(self, unit: Unit) -> bool:
        """Say whether a unit is satisfied."""
        return self.of(unit).meets(unit.move_on)


def standing(enrolled: Enrolled, course: CourseStructure, statements: Iterable[Told]) -> Standing:
    """Return where a registration stands. statements: all of it, oldest first.

    In cmi5 only what it defines counts; Tin Can knows no such difference.
    """
    names = {enrolled.activity_id(unit): unit.id for unit, _ in course.units()}
    units: dict[str, UnitStanding] = {}
    satisfied: set[str] = set()
    for told in statements:
        if enrolled.kind == "cmi5" and not told.defined:
            continue
        if told.verb == Verb.SATISFIED:
            satisfied.add(told.about)
        elif told.about in names:
            name = names[told.about]
            units[name] = _with(units.get(name, UnitStanding()), told)
    return Standing(units, frozenset(satisfied))


def _with(unit: UnitStanding, told: Told) -> UnitStanding:
    score = unit.score
    if told.verb in (Verb.PASSED, Verb.FAILED):
        scaled = told.score.get("scaled")
        score = None if scaled is None else round(float(scaled) * 100, 2)
    return UnitStanding(unit.verbs | {told.verb}, score)


def newly_satisfied(
    enrolled: Enrolled, course: CourseStructure, now: Standing
) -> tuple[Block | CourseStructure, ...]:
    """Return the blocks, innermost first, and the course that satisfied is still to be told of."""
    return tuple(
        part
        for part in _satisfied(course, now)
        if enrolled.own_iri("block" if isinstance(part, Block) else "course", part.id)
        not in now.satisfied
    )


def _satisfied(part: Block | CourseStructure, now: Standing) -> Iterator[Block | CourseStructure]:
    for child in part.children:
        if isinstance(child, Block):
            yield from _satisfied(child, now)
    if all(now.met(unit) for unit in _units(part)):
        yield part


def _units(part: Block | CourseStructure) -> Iterator[Unit]:
    for child in part.children:
        if isinstance(child, Unit):
            yield child
        else:
            yield from _units(child)
