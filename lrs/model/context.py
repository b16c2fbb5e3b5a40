"""The context of a statement, as 1.0.3 and as 2.0 know it.

Source: xAPI 1.0.3 Data 2.4.6; IEEE 9274.1.1 section 4.2.2.5.
"""

from typing import ClassVar, Literal

from msgspec import UNSET, UnsetType

from lrs.formats import IRI, UUID, LanguageTag
from lrs.model import clauses, rules
from lrs.model.activity import Activity, Extensions
from lrs.model.agent import Actor, Agent, Group
from lrs.model.clauses import Clause
from lrs.model.rules import Rule, Ruled, Structure

Activities = Activity | tuple[Activity, ...]


class StatementRef(Structure, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pointer to another statement, known here or not (yet)."""

    clause: ClassVar[Clause] = clauses.STATEMENT_AS_OBJECT

    objectType: Literal["StatementRef"]
    id: UUID


class ContextActivities(Structure, frozen=True, forbid_unknown_fields=True):
    """Activities around the object; one alone may stand without its array."""

    clause: ClassVar[Clause] = clauses.CONTEXT_ACTIVITIES

    parent: Activities | UnsetType = UNSET
    grouping: Activities | UnsetType = UNSET
    category: Activities | UnsetType = UNSET
    other: Activities | UnsetType = UNSET

    def all(self) -> tuple[Activity, ...]:
        """Return the activities of all four kinds."""
        found: tuple[Activity, ...] = ()
        for some in (self.parent, self.grouping, self.category, self.other):
            if some is not UNSET:
                found += some if isinstance(some, tuple) else (some,)
        return found


class _Relevant(Ruled, frozen=True, forbid_unknown_fields=True, kw_only=True):
    clause: ClassVar[Clause] = clauses.CONTEXT_AGENTS
    rules: ClassVar[tuple[Rule, ...]] = rules.RELEVANT

    relevantTypes: tuple[IRI, ...] | UnsetType = UNSET


class ContextAgent(_Relevant, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An Agent that matters in the context, with the kinds of its relevance (2.0)."""

    objectType: Literal["contextAgent"]
    agent: Agent


class ContextGroup(_Relevant, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A Group that matters in the context, with the kinds of its relevance (2.0)."""

    objectType: Literal["contextGroup"]
    group: Group


class Context(Structure, frozen=True, forbid_unknown_fields=True):
    """Where and with whom it happened, in the properties of 1.0.3."""

    clause: ClassVar[Clause] = clauses.CONTEXT
    clauses: ClassVar[dict[str, Clause]] = {
        "registration": clauses.REGISTRATION,
        "contextActivities": clauses.CONTEXT_ACTIVITIES,
        "extensions": clauses.EXTENSIONS,
    }

    registration: UUID | UnsetType = UNSET
    instructor: Actor | UnsetType = UNSET
    team: Group | UnsetType = UNSET
    contextActivities: ContextActivities | UnsetType = UNSET
    revision: str | UnsetType = UNSET
    platform: str | UnsetType = UNSET
    language: LanguageTag | UnsetType = UNSET
    statement: StatementRef | UnsetType = UNSET
    extensions: Extensions | UnsetType = UNSET

    def people(self) -> tuple[Actor | Agent | Group, ...]:
        """Return every Agent and Group that the context names."""
        some = (self.instructor, self.team)
        return tuple(actor for actor in some if actor is not UNSET)


class Context2(Context, frozen=True, forbid_unknown_fields=True):
    """The context of xAPI 2.0, which adds contextAgents and contextGroups."""

    contextAgents: tuple[ContextAgent, ...] | UnsetType = UNSET
    contextGroups: tuple[ContextGroup, ...] | UnsetType = UNSET

    def people(self) -> tuple[Actor | Agent | Group, ...]:
        found = Context.people(self)
        if self.contextAgents is not UNSET:
            found += tuple(entry.agent for entry in self.contextAgents)
        if self.contextGroups is not UNSET:
            found += tuple(entry.group for entry in self.contextGroups)
        return found
