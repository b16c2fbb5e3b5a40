"""Statements and SubStatements.

`Statement[Object, Context]`: msgspec has no union of structs without tags, and xAPI
lets an Activity come without objectType; so the kind of object is read first and picks
the decoder (`model.decode`). Source: xAPI 1.0.3 Data 2.4; IEEE 9274.1.1 section 4.2.2.
"""

from typing import ClassVar, Generic, Literal, TypeVar

from msgspec import UNSET, UnsetType

from lrs.formats import IRI, UUID, StatementVersion
from lrs.model import clauses, rules
from lrs.model.activity import Activity, LanguageMap
from lrs.model.agent import Actor, Agent, Authority, Group
from lrs.model.attachment import Attachment
from lrs.model.clauses import Clause
from lrs.model.context import Context, StatementRef
from lrs.model.result import Result
from lrs.model.rules import Rule, Ruled, Structure

ObjectT = TypeVar("ObjectT")
ContextT = TypeVar("ContextT", bound=Context)


class ObjectAgent(Agent, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An Agent as the object: there objectType is required (Data 2.4.4.2)."""

    clause: ClassVar[Clause] = clauses.AGENT_AS_OBJECT

    objectType: Literal["Agent"]


class Verb(Structure, frozen=True, forbid_unknown_fields=True):
    """What was done."""

    clause: ClassVar[Clause] = clauses.VERB
    clauses: ClassVar[dict[str, Clause]] = {"display": clauses.LANGUAGE_MAP}

    id: IRI
    display: LanguageMap | UnsetType = UNSET


class Said(Ruled, Generic[ObjectT, ContextT], frozen=True, forbid_unknown_fields=True):
    """What Statements and SubStatements share."""

    clauses: ClassVar[dict[str, Clause]] = {
        "id": clauses.ID,
        "actor": clauses.ACTOR,
        "verb": clauses.VERB,
        "object": clauses.OBJECT,
        "result": clauses.RESULT,
        "context": clauses.CONTEXT,
        "timestamp": clauses.TIMESTAMP,
        "stored": clauses.STORED,
        "authority": clauses.AUTHORITY,
        "version": clauses.VERSION,
        "attachments": clauses.ATTACHMENT,
    }
    rules: ClassVar[tuple[Rule, ...]] = rules.SAID

    actor: Actor
    verb: Verb
    object: ObjectT
    result: Result | UnsetType = UNSET
    context: ContextT | UnsetType = UNSET
    timestamp: str | UnsetType = UNSET
    attachments: tuple[Attachment, ...] | UnsetType = UNSET


class SubStatement(
    Said[ObjectT, ContextT],
    Generic[ObjectT, ContextT],
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
):
    """A statement told inside another: it has no id, stored, version or authority."""

    clause: ClassVar[Clause] = clauses.STATEMENT_AS_OBJECT

    objectType: Literal["SubStatement"]


class Statement(
    Said[ObjectT, ContextT], Generic[ObjectT, ContextT], frozen=True, forbid_unknown_fields=True
):
    """A statement as it may be sent; what the LRS sets itself is checked all the same."""

    clause: ClassVar[Clause] = clauses.STATEMENT
    rules: ClassVar[tuple[Rule, ...]] = rules.STATEMENT

    id: UUID | UnsetType = UNSET
    stored: str | UnsetType = UNSET
    authority: Authority | UnsetType = UNSET
    version: StatementVersion | UnsetType = UNSET


AnyObject = Activity | ObjectAgent | Group | StatementRef
AnyStatement = Statement[AnyObject | SubStatement[AnyObject, Context], Context]
