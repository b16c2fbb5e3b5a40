"""What is known of Activities: one definition each, merged from all statements.

Names and descriptions join by language, extensions by key; how an interaction is asked
and answered is taken once and never changed, since that would change what past answers
mean. Source: xAPI 1.0.3 Data 2.4.4.1; IEEE 9274.1.1 sections 4.1.6.4 and 4.2.4.3.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec
from msgspec import UNSET
from msgspec.structs import replace
from sqlalchemy import Connection

from lrs.index import ACTIVITY, key
from lrs.model.activity import Activity, Definition
from lrs.store import activities as rows

_definition = msgspec.json.Decoder(Definition)
_INTERACTION = (
    "interactionType",
    "correctResponsesPattern",
    "choices",
    "scale",
    "source",
    "target",
    "steps",
)


def define(connection: Connection, organisation: int, activities: Iterable[Activity]) -> None:
    """Merge the definitions in statements into what is stored; write only what changes."""
    # A batch says the same of the same activities again and again: each once, in order.
    new = dict.fromkeys(
        (a.id, msgspec.json.encode(a.definition)) for a in activities if a.definition is not UNSET
    )
    keys = sorted(key(ACTIVITY, name) for name in {name for name, _ in new})
    before = rows.read(connection, organisation, keys)
    after = dict(before)
    for name, text in new:
        after[name] = _merged_text(after[name], text) if name in after else text
    changed = {
        key(ACTIVITY, name): (name, text)
        for name, text in after.items()
        if before.get(name) != text
    }
    rows.write(connection, organisation, changed)


@lru_cache(maxsize=2_000)
def _merged_text(old: bytes, new: bytes) -> bytes:
    if old == new:
        return old
    return msgspec.json.encode(merged(_definition.decode(old), _definition.decode(new)))


def definitions(
    connection: Connection, organisation: int, ids: Iterable[str]
) -> dict[str, Definition]:
    """Return the stored definitions of those of the ids that have one."""
    keys = sorted(key(ACTIVITY, name) for name in ids)
    found = rows.read(connection, organisation, keys)
    return {name: _definition.decode(text) for name, text in found.items()}


def merged(old: Definition, new: Definition) -> Definition:
    """Return a definition with what a newer one adds; neither is changed."""
    changes: dict[str, object] = {}
    for name in ("name", "description", "extensions"):
        mine, theirs = getattr(old, name), getattr(new, name)
        if isinstance(theirs, Mapping):
            changes[name] = {**(mine if isinstance(mine, Mapping) else {}), **theirs}
    for name in ("type", "moreInfo"):
        if getattr(new, name) is not UNSET:
            changes[name] = getattr(new, name)
    if old.interactionType is UNSET:
        changes |= {name: getattr(new, name) for name in _INTERACTION}
    return replace(old, **changes)
