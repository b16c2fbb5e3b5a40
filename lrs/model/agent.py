"""Agents and Groups: who did, who taught, who vouches.

Source: xAPI 1.0.3 Data 2.4.2; IEEE 9274.1.1 section 4.2.2.1.
"""

from typing import ClassVar, Literal

from msgspec import UNSET, UnsetType

from lrs.formats import IRI, SHA1, MailboxIRI, PlainText
from lrs.model import clauses, rules
from lrs.model.clauses import Clause
from lrs.model.rules import Rule, Ruled, Structure


class Account(Structure, frozen=True, forbid_unknown_fields=True):
    """An account: the system's home page and the name that is unique in it."""

    clause: ClassVar[Clause] = clauses.ACCOUNT

    homePage: IRI
    name: PlainText


class Identified(Ruled, frozen=True, forbid_unknown_fields=True):
    """What Agents and Groups share: a name and the inverse functional identifiers."""

    clause: ClassVar[Clause] = clauses.ACTOR
    clauses: ClassVar[dict[str, Clause]] = dict.fromkeys(
        ("mbox", "mbox_sha1sum", "openid", "account"), clauses.IDENTIFIER
    )
    rules: ClassVar[tuple[Rule, ...]] = rules.ACTOR

    name: str | UnsetType = UNSET
    mbox: MailboxIRI | UnsetType = UNSET
    mbox_sha1sum: SHA1 | UnsetType = UNSET
    openid: IRI | UnsetType = UNSET
    account: Account | UnsetType = UNSET

    def __post_init__(self) -> None:
        # Nearly all are, and every statement has several.
        if not rules.is_lone_agent(self):
            Ruled.__post_init__(self)

    def identifiers(self) -> tuple[str, ...]:
        """Return one text per identifier; equal texts mean the same Agent or Group.

        The domain of a mailbox and the digits of a hash compare without case
        (Data 2.3.1); a blank parts home page and name, since no IRI holds one.
        """
        found = []
        if self.mbox is not UNSET:
            mailbox, _, domain = self.mbox[len("mailto:") :].rpartition("@")
            found.append(f"mbox {mailbox}@{domain.lower()}")
        if self.mbox_sha1sum is not UNSET:
            found.append(f"mbox_sha1sum {self.mbox_sha1sum.lower()}")
        if self.openid is not UNSET:
            found.append(f"openid {self.openid}")
        if self.account is not UNSET:
            found.append(f"account {self.account.homePage} {self.account.name}")
        return tuple(found)


class Agent(Identified, frozen=True, forbid_unknown_fields=True):
    """A person or system with exactly one identifier."""

    clause: ClassVar[Clause] = clauses.AGENT

    objectType: Literal["Agent"] | UnsetType = UNSET


class Group(Identified, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Several Agents; anonymous (members only) or identified (one identifier)."""

    clause: ClassVar[Clause] = clauses.GROUP

    objectType: Literal["Group"]
    member: tuple[Agent, ...] | UnsetType = UNSET


class Actor(Identified, frozen=True, forbid_unknown_fields=True):
    """An Agent or a Group, where the specification allows either."""

    objectType: Literal["Agent", "Group"] | UnsetType = UNSET
    member: tuple[Agent, ...] | UnsetType = UNSET


class Authority(Actor, frozen=True, forbid_unknown_fields=True):
    """Who vouches: an Agent, or an application and a user as a Group (Data 2.4.9)."""

    clause: ClassVar[Clause] = clauses.AUTHORITY
    rules: ClassVar[tuple[Rule, ...]] = rules.AUTHORITY


Anyone = Agent | Group | Actor


def members_of(actor: Anyone) -> tuple[Agent, ...]:
    """Return the members of a Group, none for an Agent."""
    members = getattr(actor, "member", UNSET)
    return () if members is UNSET else members


def everyone(actor: Anyone) -> tuple[str, ...]:
    """Return the identifiers of an Agent or Group and of its members."""
    own, members = actor.identifiers(), members_of(actor)
    if not members:
        return own
    return (*own, *(identifier for member in members for identifier in member.identifiers()))
