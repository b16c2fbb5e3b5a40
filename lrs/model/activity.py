"""Activities with their definitions and interactions.

Source: xAPI 1.0.3 Data 2.4.4.1; IEEE 9274.1.1 section 4.2.2.3.
"""

from typing import Literal

from msgspec import UNSET, Raw, Struct, UnsetType

from lrs.formats import IRI, LanguageTag, PlainText

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

# Which lists of components describe which interaction; the others have none.
_COMPONENT_LISTS = {
    "choices": ("choice", "sequencing"),
    "scale": ("likert",),
    "source": ("matching",),
    "target": ("matching",),
    "steps": ("performance",),
}


class InteractionComponent(Struct, frozen=True, forbid_unknown_fields=True):
    """One choice, step, source, target or point on a scale."""

    id: PlainText
    description: LanguageMap | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an interaction component's id is not empty")


class Definition(Struct, frozen=True, forbid_unknown_fields=True):
    """What an Activity is: name, description, type, and its interaction if it is one."""

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
        if self.correctResponsesPattern is not UNSET and self.interactionType is UNSET:
            raise ValueError("correctResponsesPattern needs an interactionType (Data 2.4.4.1)")
        for name, types in _COMPONENT_LISTS.items():
            components = getattr(self, name)
            if components is UNSET:
                continue
            if self.interactionType not in types:
                raise ValueError(
                    f"'{name}' belongs to the interactionType {' or '.join(types)} (Data 2.4.4.1)"
                )
            ids = [component.id for component in components]
            if len(set(ids)) != len(ids):
                raise ValueError(f"two components of '{name}' have the same id (Data 2.4.4.1)")


class Activity(Struct, frozen=True, forbid_unknown_fields=True):
    """Something done or learnt, known by its IRI."""

    id: IRI
    objectType: Literal["Activity"] | UnsetType = UNSET
    definition: Definition | UnsetType = UNSET
