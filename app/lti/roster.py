"""Who is in a course of the LMS and has not come here yet: asked for when somebody looks, and not kept.

Source: Names and Role Provisioning Services 2.0, section 2.
"""

import re
from typing import Any, Final
from urllib.parse import urljoin

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.lti import claims
from app.lti.calling import call, caller_of
from app.lti.errors import PlatformRefused
from app.lti.models import LtiLink, LtiScore, LtiUser
from app.lti.reading import text_of, texts_of
from app.settings import Settings
from course.visible import one_line

KIND: Final = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
MOST_PAGES: Final = 20
_NEXT: Final = re.compile(r'<([^>]+)>\s*;[^,]*\brel="?next"?')


class Roster(Struct, frozen=True):
    """The learners of a course. absent: names of those who have not come, empty texts where not given."""

    learners: int
    absent: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the LMS gives."""
        return tuple(sorted(filter(None, self.absent), key=str.casefold))


def roster(settings: Settings, session: Session, link: LtiLink) -> Roster:
    """Return who of a link's course has not opened the link yet. Raises PlatformError."""
    if not link.members:
        raise PlatformRefused(
            f"{link.platform.name} does not let this server see who is in a course."
        )
    come = select(LtiUser.sub).join(LtiScore, LtiScore.user_id == LtiUser.id)
    here = set(session.scalars(come.where(LtiScore.link_id == link.id)))
    caller, address = caller_of(link.platform), link.members
    learners: dict[str, str] = {}
    for _ in range(MOST_PAGES):
        answer = call(settings, caller, claims.MEMBERS_SCOPE, "GET", address, accept=KIND)
        learners |= _learners(answer.json())
        following = _NEXT.search(answer.links)
        if following is None:
            break
        address = urljoin(address, following[1])
    absent = tuple(name for number, name in learners.items() if number not in here)
    return Roster(len(learners), absent)


def _learners(page: Any) -> dict[str, str]:
    """Return the names of those who learn in a page of members, by their numbers."""
    found = {}
    members = page.get("members") if isinstance(page, dict) else None
    for each in members if isinstance(members, list) else ():
        number = text_of(each, "user_id")
        active = text_of(each, "status") in ("", "Active")
        if number and active and not claims.LEARNER.isdisjoint(texts_of(each, "roles")):
            found[number] = one_line(text_of(each, "name"))[:120]
    return found
