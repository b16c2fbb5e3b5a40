"""A seam for rules of others: whoever mounts the store may refuse what xAPI itself allows.

The store knows no such rule. It tells a guard what is about to be written, in the
transaction that writes it, so that two requests at once cannot both be "the first".
"""

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from lrs.authority import Authority
from lrs.documents import Document, Owner
from lrs.errors import LRSError

Earlier = Callable[[str, str, str], tuple[bytes, ...]]
"""Statements of the organisation by registration, by the activity that they are about, and by another
that their context names (a category, say); oldest first, none voided. Others are not even looked at."""


class Incoming(Struct, frozen=True):
    """A statement as it came. id: None where the client left it to the store; body: its JSON."""

    id: str | None
    body: bytes


class Guard(Protocol):
    """Rules beyond those of xAPI. What is refused is raised as one of `lrs.errors`."""

    def admit(self, authority: Authority) -> None:
        """Refuse each request of a credential that nobody should hold any more, or return."""

    def statements(
        self, authority: Authority, incoming: tuple[Incoming, ...], earlier: Earlier
    ) -> None:
        """Refuse new statements of a request, or return. Read by `earlier`; write nothing."""

    def stored(self, authority: Authority, incoming: tuple[Incoming, ...]) -> None:
        """Learn that new statements are stored for good. Must not raise."""

    def document(
        self, authority: Authority, kind: str, owner: Owner, id: str | None, new: Document | None
    ) -> None:
        """Refuse a change of a document, or return.

        kind: "state", "activity profile" or "agent profile"; id: None for all documents of
        the owner; new: what is sent, None where it is a deletion.
        """

    def refused(self, authority: Authority, what: str, error: LRSError) -> None:
        """Learn that a request was refused, by the store or the guard. Must not raise.

        what: method and resource, such as "POST statements".
        """


class NoGuard:
    """Let everything pass that xAPI allows."""

    def admit(self, authority: Authority) -> None:
        """Refuse nothing."""

    def statements(
        self, authority: Authority, incoming: tuple[Incoming, ...], earlier: Earlier
    ) -> None:
        """Refuse nothing."""

    def stored(self, authority: Authority, incoming: tuple[Incoming, ...]) -> None:
        """Do nothing."""

    def document(
        self, authority: Authority, kind: str, owner: Owner, id: str | None, new: Document | None
    ) -> None:
        """Refuse nothing."""

    def refused(self, authority: Authority, what: str, error: LRSError) -> None:
        """Do nothing."""
