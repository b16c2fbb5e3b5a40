"""What documents are, what they belong to, and what tells them apart."""

from hashlib import sha1

from msgspec import Struct

from lrs.agents import AgentText
from lrs.index import key


class Resource(Struct, frozen=True):
    """A kind of document: its name, and what its documents belong to."""

    name: str
    activity: bool = False
    agent: bool = False
    registration: bool = False


STATE = Resource("state", activity=True, agent=True, registration=True)
ACTIVITY_PROFILE = Resource("activity profile", activity=True)
AGENT_PROFILE = Resource("agent profile", agent=True)


def etag(content: bytes) -> str:
    """Return a document's ETag: the SHA-1 of its bytes, as 1.0.3 has it (Communication 3.1)."""
    return sha1(content, usedforsecurity=False).hexdigest()


def context_key(
    resource: Resource, activity: str | None, agent: str, registration: str | None
) -> bytes:
    """Return the digest of what documents belong to. agent: its identifier, empty for none."""
    return key(resource.name.encode(), activity or "", agent, (registration or "").lower())


class Owner(Struct, frozen=True, kw_only=True):
    """What documents belong to: activity IRI, Agent (JSON or dict), registration UUID."""

    activity: str | None = None
    agent: AgentText | None = None
    registration: str | None = None


class Document(Struct, frozen=True):
    """A document's bytes and its media type."""

    content: bytes
    content_type: str = "application/octet-stream"


class StoredDocument(Struct, frozen=True):
    """A document as it is stored: `etag` without quotes, `updated` in microseconds."""

    content: bytes
    content_type: str
    etag: str
    updated: int
