"""Statements to vary, and small readers of what comes back."""

import json
from typing import Any


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
