"""Statements and SubStatements.

`Statement[Object, Context]`: msgspec has no union of structs without tags, and xAPI
lets an Activity come without objectType; so the kind of object is read first and picks
the decoder (`model.decode`). Source: xAPI 1.0.3 Data 2.4; IEEE 9274.1.1 section 4.2.2.
"""

from typing import Generic, Literal, TypeVar

from msgspec import UNSET, Struct, UnsetType

from lrs.formats import IRI, UUID, StatementVersion
from lrs.model.activity import Activity, LanguageMap
from lrs.model.agent import Actor, Agent, Authority, Group
from lrs.model.attachment import Attachment
from lrs.model.context import Context, StatementRef
from lrs.model.result import Result
from lrs.timestamps import parse

VOIDED = "http://adlnet.gov/expapi/verbs/voided"

ObjectT = TypeVar("ObjectT")
ContextT = TypeVar("ContextT", bound=Context)


class ObjectAgent(Agent, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An Agent as the object: there objectType is required (Data 2.4.4.2)."""

    objectType: Literal["Agent"]


class Verb(Struct, frozen=True, forbid_unknown_fields=True):
    """What was done."""

    id: IRI
    display: LanguageMap | UnsetType = UNSET


class Said(Struct, Generic[ObjectT, ContextT], frozen=True, forbid_unknown_fields=True):
    """What Statements and SubStatements share."""

    actor: Actor
    verb: Verb
    object: ObjectT
    result: Result | UnsetType = UNSET
    context: ContextT | UnsetType = UNSET
    timestamp: str | UnsetType = UNSET
    attachments: tuple[Attachment, ...] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if self.timestamp is not UNSET:
            parse(self.timestamp)
        if self.context is not UNSET and not isinstance(self.object, Activity):
            for name in ("revision", "platform"):
                if getattr(self.context, name) is not UNSET:
                    raise ValueError(f"context.{name} needs an Activity as object (Data 2.4.6)")


class SubStatement(
    Said[ObjectT, ContextT],
    Generic[ObjectT, ContextT],
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
):
    """A statement told inside another: it has no id, stored, version or authority."""

    objectType: Literal["SubStatement"]


class Statement(
    Said[ObjectT, ContextT], Generic[ObjectT, ContextT], frozen=True, forbid_unknown_fields=True
):
    """A statement as it may be sent; what the LRS sets itself is checked all the same."""

    id: UUID | UnsetType = UNSET
    stored: str | UnsetType = UNSET
    authority: Authority | UnsetType = UNSET
    version: StatementVersion | UnsetType = UNSET

    def __post_init__(self) -> None:
        Said.__post_init__(self)
        if self.stored is not UNSET:
            parse(self.stored)
        if self.verb.id == VOIDED and not isinstance(self.object, StatementRef):
            raise ValueError("a voiding statement has a StatementRef as object (Data 2.3.2)")


AnyObject = Activity | ObjectAgent | Group | StatementRef
AnyStatement = Statement[AnyObject | SubStatement[AnyObject, Context], Context]
