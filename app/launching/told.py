"""A statement as the rules look at it."""

from typing import Any

import msgspec
from msgspec import Struct

from app.launching.vocabulary import CMI5, Extension
from lrs import timestamps


class Told(Struct, frozen=True, kw_only=True):
    """A statement that xAPI allows. at: microseconds since 1970 of its timestamp; None without one.

    defined: whether it is one of those that cmi5 defines, by its category (9.6.2.1).
    """

    id: str | None
    verb: str
    about: str
    timestamp: str | None
    at: int | None
    defined: bool
    session: str | None
    result: dict[str, Any]
    extensions: dict[str, Any]
    categories: frozenset[str]
    groupings: frozenset[str]
    statement: dict[str, Any]

    @property
    def score(self) -> dict[str, Any]:
        """The score, empty without one."""
        found: dict[str, Any] = self.result.get("score", {})
        return found


def tell(body: bytes, id_: str | None = None) -> Told:
    """Return what a statement says. id_: where its body holds none."""
    statement: dict[str, Any] = msgspec.json.decode(body)
    context = statement.get("context", {})
    around, extensions = context.get("contextActivities", {}), context.get("extensions", {})
    timestamp = statement.get("timestamp")
    categories = _ids(around.get("category", []))
    return Told(
        id=statement.get("id", id_),
        verb=statement["verb"]["id"],
        about=statement["object"].get("id", ""),
        timestamp=timestamp,
        at=None if timestamp is None else timestamps.parse(timestamp),
        defined=CMI5 in categories,
        session=extensions.get(Extension.SESSION),
        result=statement.get("result", {}),
        extensions=extensions,
        categories=categories,
        groupings=_ids(around.get("grouping", [])),
        statement=statement,
    )


def _ids(activities: Any) -> frozenset[str]:
    several = activities if isinstance(activities, list) else [activities]
    return frozenset(each["id"] for each in several)
