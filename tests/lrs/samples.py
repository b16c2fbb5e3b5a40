"""Statements to vary, and small readers of what comes back."""

import json
from hashlib import sha256
from typing import Any

from lrs.attachments import Part


def statement(**changes: Any) -> dict[str, Any]:
    """Return a small valid statement with some properties replaced; None removes one."""
    made: dict[str, Any] = {
        "actor": {"mbox": "mailto:ada@example.com"},
        "verb": {"id": "https://example.com/verbs/tried"},
        "object": {"id": "https://example.com/activities/one"},
    }
    made |= changes
    return {name: value for name, value in made.items() if value is not None}


def encoded(value: Any) -> bytes:
    return json.dumps(value).encode()


def ids_of(statements: tuple[bytes, ...]) -> list[str]:
    return [json.loads(body)["id"] for body in statements]


def attachment(content: bytes, **changes: Any) -> dict[str, Any]:
    """Return what a statement says of an attachment with these bytes; None removes a property."""
    made: dict[str, Any] = {
        "usageType": "https://example.com/usage/proof",
        "display": {"en-GB": "A proof"},
        "contentType": "text/plain",
        "length": len(content),
        "sha2": sha256(content).hexdigest(),
    }
    made |= changes
    return {name: value for name, value in made.items() if value is not None}


def with_attachment(content: bytes, **changes: Any) -> dict[str, Any]:
    """Return a statement with one attachment of these bytes; changes are those of the attachment."""
    return statement(attachments=[attachment(content, **changes)])


def part(content: bytes, content_type: str = "text/plain") -> Part:
    """Return raw data as it is sent with a statement."""
    return Part(sha256(content).hexdigest(), content, content_type)
