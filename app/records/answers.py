"""What another record store answers, read. Source: xAPI 1.0.3, Data, section 2.5 (StatementResult)."""

import uuid

import msgspec

from app.records.contract import Recorded
from app.records.reading import plain_data
from course.vocabulary import Extension


class Page(msgspec.Struct, frozen=True):
    """A page of statements. more: address of the next; empty at the end."""

    statements: list[msgspec.Raw]
    more: str = ""


def recorded(body: bytes) -> Recorded:
    """Return a statement with the organisation that it names, none where it names none."""
    context = plain_data(body).get("context") or {}
    named = (context.get("extensions") or {}).get(Extension.ORGANISATION)
    try:
        organisation = uuid.UUID(named)
    except (TypeError, ValueError, AttributeError):
        organisation = None  # written by somebody else
    return Recorded.of(organisation, body)
