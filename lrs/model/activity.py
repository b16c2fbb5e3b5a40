"""Activities with their definitions and interactions.

Source: xAPI 1.0.3 Data 2.4.4.1; IEEE 9274.1.1 section 4.2.2.3.
"""

from typing import ClassVar, Literal

from msgspec import UNSET, Raw, UnsetType

from lrs.formats import IRI, LanguageTag, PlainText
from lrs.model import clauses, rules
from lrs.model.clauses import Clause
from lrs.model.rules import Rule, Ruled, Structure

LanguageMap = dict[LanguageTag, str]
Extensions = dict[IRI, Raw]

InteractionType = Literal[
    "true-false",
    "choice",
    "fill-in",
    "long-fill-in",
    "matching",
    "performance",
    "sequencing",
    "likert",
    "numeric",
    "other",
]


class InteractionComponent(Ruled, frozen=True, forbid_unknown_fields=True):
    """One choice, step, source, target or point on a scale."""

    clause: ClassVar[Clause] = clauses.ACTIVITY
    rules: ClassVar[tuple[Rule, ...]] = rules.COMPONENT

    id: PlainText
    description: LanguageMap | UnsetType = UNSET


class Definition(Ruled, frozen=True, forbid_unknown_fields=True):
    """What an Activity is: name, description, type, and its interaction if it is one."""

    clause: ClassVar[Clause] = clauses.ACTIVITY
    clauses: ClassVar[dict[str, Clause]] = {
        "name": clauses.LANGUAGE_MAP,
        "description": clauses.LANGUAGE_MAP,
        "extensions": clauses.EXTENSIONS,
    }
    rules: ClassVar[tuple[Rule, ...]] = rules.DEFINITION

    name: LanguageMap | UnsetType = UNSET
    description: LanguageMap | UnsetType = UNSET
    type: IRI | UnsetType = UNSET
    moreInfo: IRI | UnsetType = UNSET
    interactionType: InteractionType | UnsetType = UNSET
    correctResponsesPattern: tuple[str, ...] | UnsetType = UNSET
    choices: tuple[InteractionComponent, ...] | UnsetType = UNSET
    scale: tuple[InteractionComponent, ...] | UnsetType = UNSET
    source: tuple[InteractionComponent, ...] | UnsetType = UNSET
    target: tuple[InteractionComponent, ...] | UnsetType = UNSET
    steps: tuple[InteractionComponent, ...] | UnsetType = UNSET
    extensions: Extensions | UnsetType = UNSET

    def __post_init__(self) -> None:
        # Most activities are no interactions, and nearly every statement defines some.
        if not rules.is_plain(self):
            Ruled.__post_init__(self)


class Activity(Structure, frozen=True, forbid_unknown_fields=True):
    """Something done or learnt, known by its IRI."""

    clause: ClassVar[Clause] = clauses.ACTIVITY

    id: IRI
    objectType: Literal["Activity"] | UnsetType = UNSET
    definition: Definition | UnsetType = UNSET
