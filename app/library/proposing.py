"""Which resources fit: what the form, the checklist and a supervisor's page propose."""

import uuid
from collections.abc import Collection, Iterable

from app.library.resources import Resource, ours, own
from app.organisations.models import Organisation
from app.services import services
from course.library.model import Reader
from course.nations import HomeNation


def proposed(
    tags: Iterable[str],
    for_whom: Reader,
    organisation: uuid.UUID | None,
    *,
    places: Collection[str] = (),
    most: int = 3,
) -> tuple[Resource, ...]:
    """Return the resources on any of these tags for a group of readers, the best fitting first.

    tags: of ``modules/tags.yaml``; for_whom: "doctors", "supervisors", "leads", "educators" or "hr";
    organisation: its own resources are among them, and what holds in other nations than its own is
    not; none for ours alone; places: where it is to be shown, such as "R12" (a rule of the form), "P3-09" (an item of
    the checklist) or "S14" (a standard). What names such a place comes first, then what has most of the
    tags; among equals the trust's own, then those that are about little else or made for few places. A resource has ``title``,
    ``source``, ``when``, ``key`` and ``endpoint``: ``url_for(each.endpoint, key=each.key)`` is its page.
    """
    wanted, here = set(tags), set(places)
    session = services().database.of_request()
    nation = session.get_one(Organisation, organisation).nation if organisation else None
    there = (*own(session, organisation), *ours(services().shelf.course))
    fitting = [
        each
        for each in there
        if (wanted.intersection(each.tags) or here.intersection(each.fits))
        and for_whom in each.readers
        and _holds(each, nation)
    ]
    fitting.sort(
        key=lambda each: (
            here.isdisjoint(each.fits),
            -len(wanted.intersection(each.tags)),
            not each.owner,
            len(each.fits) if here else 0,
            len(each.tags),
        )
    )
    return tuple(fitting[:most])


def _holds(resource: Resource, nation: HomeNation | None) -> bool:
    return not resource.nations or nation is None or nation in resource.nations
