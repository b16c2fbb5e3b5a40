"""What stands beside a place of the form or the checklist: topics to read, and pages of the library."""

import uuid
from collections.abc import Collection
from typing import Final

from msgspec import Struct

from app.library.proposing import proposed
from app.library.resources import Resource
from app.services import services
from course.library.model import Reader
from course.model import Audience
from course.tags import TaggedTopic, topics_for

MOST: Final = 2
"""Of each: beside a task, more than two links are read by nobody."""


class Beside(Struct, frozen=True):
    """What may help somebody with what stands there."""

    topics: tuple[TaggedTopic, ...]
    pages: tuple[Resource, ...]


def beside(
    tags: Collection[str],
    places: Collection[str],
    for_whom: Reader,
    organisation: uuid.UUID,
    *,
    most: int = MOST,
) -> Beside:
    """Return what fits a place, by its tags and its name. places, for_whom: as in ``proposing.proposed``."""
    audience: Audience = "learners" if for_whom == "doctors" else "supervisors"
    topics = topics_for(services().shelf.course, tags, audience)
    return Beside(topics[:most], proposed(tags, for_whom, organisation, places=places, most=most))
