"""What a row gives or changes, in words: with the names of supervisors, sites and cohorts."""

import uuid
from collections.abc import Collection, Mapping
from typing import Final

from app.importing.standing import Now
from app.organisations.groups import Place
from app.organisations.models import Role, role_words
from app.wording import day

NOBODY_YET: Final = Now(uuid.UUID(int=0), "", frozenset(), frozenset(), Place())
"""Somebody new: whatever they are given is told."""
ERASED: Final = "somebody who has been erased"


def changes(
    now: Now,
    roles: frozenset[Role],
    supervisors: frozenset[uuid.UUID],
    place: Place,
    names: Mapping[uuid.UUID, str],
    name: str = "",
) -> tuple[str, ...]:
    """Return in words what would be another. names: of supervisors, sites and cohorts.

    name: of an invitation, which the file may change.
    """
    found = []
    if name and name != now.name:
        found.append(f"name {name}")
    if roles != now.roles:
        found.append(f"{'roles: ' if now.roles else ''}{role_words(roles)}")
    before = now.place
    pairs = (
        ("supervisor", now.supervisors, supervisors),
        ("site", _one(before.site_id), _one(place.site_id)),
        ("cohort", before.cohort_ids, place.cohort_ids),
    )
    found += [_other(thing, old, new, names) for thing, old, new in pairs if old != new]
    if place.first_day and place.first_day != before.first_day:
        instead = f" instead of {day(before.first_day)}" if before.first_day else ""
        found.append(f"first day {day(place.first_day)}{instead}")
    return tuple(found)


def _one(key: uuid.UUID | None) -> frozenset[uuid.UUID]:
    return frozenset() if key is None else frozenset({key})


def _other(
    thing: str,
    old: frozenset[uuid.UUID],
    new: frozenset[uuid.UUID],
    names: Mapping[uuid.UUID, str],
) -> str:
    """Return such as "supervisor Dr Owen Pryce instead of Dr Helen Marsh"."""
    added, gone = _names(new - old, names), _names(old - new, names)
    if not added:
        return f"no longer {thing} {gone}"
    also = "also " if new & old else ""
    return f"{also}{thing} {added}{f' instead of {gone}' if gone else ''}"


def _names(keys: Collection[uuid.UUID], names: Mapping[uuid.UUID, str]) -> str:
    found = {names.get(key, ERASED) for key in keys}
    return " and ".join(sorted(found, key=str.casefold))
