"""When two statements are the same: one digest of what the immutability rules compare.

Not compared: id, authority, stored, timestamp, version, attachments, a verb's display,
an Activity's definition, the order of a Group's members, one Activity or an array of it,
the case of UUIDs, of mail domains and of hashes, and a duration beyond hundredths.
Source: xAPI 1.0.3 Data 2.3.1; IEEE 9274.1.1 section 4.2.
"""

import re
from hashlib import sha256
from typing import Any

from lrs.jsontext import canonical, read

_IGNORED = frozenset({"id", "authority", "stored", "timestamp", "version", "attachments"})
_BEYOND_HUNDREDTHS = re.compile(r"([.,]\d\d)\d+")


def same(one: bytes, other: bytes) -> bool:
    """Tell whether two valid statements, as JSON, count as the same, however each is spelt."""
    return fingerprint(read(one)) == fingerprint(read(other))


def fingerprint(tree: dict[str, Any]) -> bytes:
    """Return 32 bytes that are equal for two statements that count as the same.

    tree: a valid statement as `jsontext.read` returns it.
    """
    compared = {name: value for name, value in tree.items() if name not in _IGNORED}
    return sha256(canonical(_said(compared))).digest()


def _said(tree: dict[str, Any]) -> dict[str, Any]:
    said = tree | {
        "actor": _actor(tree["actor"]),
        "verb": tree["verb"]["id"],
        "object": _object(tree["object"]),
    }
    if "context" in tree:
        said["context"] = _context(tree["context"])
    if "duration" in tree.get("result", {}):
        duration = _BEYOND_HUNDREDTHS.sub(r"\1", tree["result"]["duration"])
        said["result"] = tree["result"] | {"duration": duration}
    return said


def _object(tree: dict[str, Any]) -> dict[str, Any]:
    kind = tree.get("objectType", "Activity")
    if kind == "Activity":
        return _activity(tree)
    if kind == "StatementRef":
        return _reference(tree)
    if kind == "SubStatement":
        return _said({name: value for name, value in tree.items() if name != "attachments"})
    return _actor(tree)


def _activity(tree: dict[str, Any]) -> dict[str, Any]:
    return {"objectType": "Activity", "id": tree["id"]}


def _reference(tree: dict[str, Any]) -> dict[str, Any]:
    return tree | {"id": tree["id"].lower()}


def _actor(tree: dict[str, Any]) -> dict[str, Any]:
    actor = {"objectType": "Agent"} | tree
    if "mbox" in actor:
        name, _, domain = actor["mbox"].rpartition("@")
        actor["mbox"] = f"mailto:{name[len('mailto:') :]}@{domain.lower()}"
    if "mbox_sha1sum" in actor:
        actor["mbox_sha1sum"] = actor["mbox_sha1sum"].lower()
    if "member" in actor:
        actor["member"] = sorted((_actor(member) for member in actor["member"]), key=canonical)
    return actor


def _context(tree: dict[str, Any]) -> dict[str, Any]:
    context = dict(tree)
    if "registration" in context:
        context["registration"] = context["registration"].lower()
    for name in ("instructor", "team"):
        if name in context:
            context[name] = _actor(context[name])
    if "statement" in context:
        context["statement"] = _reference(context["statement"])
    if "contextActivities" in context:
        kinds = context["contextActivities"].items()
        context["contextActivities"] = {kind: _activities(value) for kind, value in kinds}
    for name, inner in (("contextAgents", "agent"), ("contextGroups", "group")):
        if name in context:
            context[name] = [entry | {inner: _actor(entry[inner])} for entry in context[name]]
    return context


def _activities(value: Any) -> list[dict[str, Any]]:
    several = value if isinstance(value, list) else [value]
    return [_activity(activity) for activity in several]
