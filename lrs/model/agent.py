"""Agents and Groups: who did, who taught, who vouches.

Source: xAPI 1.0.3 Data 2.4.2; IEEE 9274.1.1 section 4.2.2.1.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from lrs.formats import IRI, SHA1, MailboxIRI, PlainText

_IDENTIFIERS = "mbox, mbox_sha1sum, openid or account"


class Account(Struct, frozen=True, forbid_unknown_fields=True):
    """An account: the system's home page and the name that is unique in it."""

    homePage: IRI
    name: PlainText


class Identified(Struct, frozen=True, forbid_unknown_fields=True):
    """What Agents and Groups share: a name and the inverse functional identifiers."""

    name: str | UnsetType = UNSET
    mbox: MailboxIRI | UnsetType = UNSET
    mbox_sha1sum: SHA1 | UnsetType = UNSET
    openid: IRI | UnsetType = UNSET
    account: Account | UnsetType = UNSET

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

    def _require_one_identifier(self) -> None:
        if len(self.identifiers()) != 1:
            raise ValueError(f"an Agent has exactly one of {_IDENTIFIERS} (Data 2.4.2.1)")


class Agent(Identified, frozen=True, forbid_unknown_fields=True):
    """A person or system with exactly one identifier."""

    objectType: Literal["Agent"] | UnsetType = UNSET

    def __post_init__(self) -> None:
        self._require_one_identifier()


class Group(Identified, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Several Agents; anonymous (members only) or identified (one identifier)."""

    objectType: Literal["Group"]
    member: tuple[Agent, ...] | UnsetType = UNSET

    def __post_init__(self) -> None:
        identifiers = len(self.identifiers())
        if identifiers > 1:
            raise ValueError(f"a Group has at most one of {_IDENTIFIERS} (Data 2.4.2.2)")
        if identifiers == 0 and self.member is UNSET:
            raise ValueError("an anonymous Group lists its members in 'member' (Data 2.4.2.2)")


class Actor(Identified, frozen=True, forbid_unknown_fields=True):
    """An Agent or a Group, where the specification allows either."""

    objectType: Literal["Agent", "Group"] | UnsetType = UNSET
    member: tuple[Agent, ...] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if self.objectType == "Group":
            Group.__post_init__(self)  # type: ignore[arg-type]  # the same fields and rules
            return
        if self.member is not UNSET:
            raise ValueError('only a Group, with "objectType": "Group", has members')
        self._require_one_identifier()


class Authority(Actor, frozen=True, forbid_unknown_fields=True):
    """Who vouches: an Agent, or an application and a user as a Group (Data 2.4.9)."""

    def __post_init__(self) -> None:
        Actor.__post_init__(self)
        if self.objectType != "Group":
            return
        if self.identifiers() or self.member is UNSET or len(self.member) != 2:
            raise ValueError(
                "an authority that is a Group is anonymous and has two members (Data 2.4.9)"
            )


Anyone = Agent | Group | Actor


def members_of(actor: Anyone) -> tuple[Agent, ...]:
    """Return the members of a Group, none for an Agent."""
    members = getattr(actor, "member", UNSET)
    return () if members is UNSET else members


def everyone(actor: Anyone) -> tuple[str, ...]:
    """Return the identifiers of an Agent or Group and of its members."""
    inner = (identifier for member in members_of(actor) for identifier in member.identifiers())
    return (*actor.identifiers(), *inner)
