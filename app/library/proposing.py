"""Which resources fit: what the form, the checklist and a supervisor's page propose."""

import uuid
from collections.abc import Iterable

from app.library.resources import Resource, of_entry, ours, own
from app.organisations.models import Organisation
from app.services import services
from course.library.model import Reader
from course.nations import HomeNation


def proposed(
    tags: Iterable[str],
    for_whom: Reader,
    organisation: uuid.UUID | None,
    *,
    most: int = 3,
) -> tuple[Resource, ...]:
    """Return the resources on any of these tags for a group of readers, the best fitting first.

    tags: of ``modules/tags.yaml``; for_whom: "doctors", "supervisors", "leads", "educators" or "hr";
    organisation: its own resources are among them, and what holds in other nations than its own is
    not; none for ours alone. Those with most of the tags come first; among equals the trust's own,
    then those that are about little else. A resource has ``title``, ``source``, ``when``, ``key`` and
    ``endpoint``: ``url_for(each.endpoint, key=each.key)`` is its page.
    """
    wanted = set(tags)
    session = services().database.of_request()
    nation = session.get_one(Organisation, organisation).nation if organisation else None
    there = (*own(session, organisation), *ours(services().shelf.course))
    fitting = [
        each
        for each in there
        if wanted.intersection(each.tags) and for_whom in each.readers and _holds(each, nation)
    ]
    fitting.sort(
        key=lambda each: (-len(wanted.intersection(each.tags)), not each.owner, len(each.tags))
    )
    return tuple(fitting[:most])


def fitting_place(place: str, for_whom: Reader | None = None) -> tuple[Resource, ...]:
    """Return ours that name a place of the form, its rules or the checklist ("R12", "P3-09", "S14").

    for_whom: only what is for such readers; none for all.
    """
    return tuple(
        of_entry(entry)
        for entry in services().shelf.course.library.values()
        if entry.shown and place in entry.fits and for_whom in {None, *entry.readers}
    )


def _holds(resource: Resource, nation: HomeNation | None) -> bool:
    return not resource.nations or nation is None or nation in resource.nations
