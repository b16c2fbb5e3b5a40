"""Documents: states and profiles, kept as the bytes and the media type that came in."""

from lrs.documents.document import (
    ACTIVITY_PROFILE,
    AGENT_PROFILE,
    STATE,
    Document,
    Owner,
    Resource,
    StoredDocument,
    context_key,
    etag,
)
from lrs.documents.documents import Documents

__all__ = [
    "ACTIVITY_PROFILE",
    "AGENT_PROFILE",
    "STATE",
    "Document",
    "Documents",
    "Owner",
    "Resource",
    "StoredDocument",
    "context_key",
    "etag",
]
