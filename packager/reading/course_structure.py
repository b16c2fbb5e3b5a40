"""The course structure of a cmi5 package as plain data.

Source: cmi5 Quartz, 1st Edition, section 13.1.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

MoveOn = Literal["NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"]
LaunchMethod = Literal["AnyWindow", "OwnWindow"]


class Unit(Struct, frozen=True, kw_only=True):
    """An assignable unit (AU). id: the publisher's, an IRI; url: relative to the package, or absolute.

    mastery_score: 0 to 1, None where the structure gives none; texts that are left out are empty.
    """

    id: str
    title: str
    description: str
    url: str
    move_on: MoveOn = "NotApplicable"
    mastery_score: float | None = None
    launch_method: LaunchMethod = "AnyWindow"
    launch_parameters: str = ""
    entitlement_key: str = ""
    activity_type: str = ""
    objectives: tuple[str, ...] = ()


class Block(Struct, frozen=True, kw_only=True):
    """A group of units and of other blocks, in their order."""

    id: str
    title: str
    description: str
    children: tuple["Block | Unit", ...]
    objectives: tuple[str, ...] = ()


class CourseStructure(Struct, frozen=True, kw_only=True):
    """A course: what stands at its top level, in order."""

    id: str
    title: str
    description: str
    children: tuple[Block | Unit, ...]

    def units(self) -> tuple[tuple[Unit, tuple[Block, ...]], ...]:
        """Return every unit in order, each with the blocks that it lies in, the outermost first."""
        return tuple(_units(self.children, ()))

    def unit(self, publisher_id: str) -> Unit:
        """Return the unit of an id. Raises KeyError for another."""
        for unit, _ in self.units():
            if unit.id == publisher_id:
                return unit
        raise KeyError(publisher_id)


def _units(
    children: tuple[Block | Unit, ...], parents: tuple[Block, ...]
) -> Iterator[tuple[Unit, tuple[Block, ...]]]:
    for child in children:
        if isinstance(child, Unit):
            yield child, parents
        else:
            yield from _units(child.children, (*parents, child))
