"""What a launch is about, as plain data: who, in which registration, which unit, how."""

import uuid
from typing import Any, Literal, get_args

from msgspec import Struct

from app.launching.vocabulary import Extension
from packager.reading.course_structure import Unit

Kind = Literal["cmi5", "tincan"]
Mode = Literal["Normal", "Browse", "Review"]
MODES: tuple[Mode, ...] = get_args(Mode)


class Enrolled(Struct, frozen=True, kw_only=True):
    """A registration. space: under which name the record store keeps what belongs to it.

    organisation: of the people; home_page: of this deployment, which names the actor and the LMS's
    own activities.
    """

    registration: uuid.UUID
    organisation: uuid.UUID
    space: uuid.UUID
    home_page: str
    kind: Kind

    @property
    def actor(self) -> dict[str, Any]:
        """The agent of the registration: no number of a member, so that nobody takes it for one."""
        account = {"homePage": self.home_page, "name": f"preview-{self.registration}"}
        return {"objectType": "Agent", "account": account}

    def own_iri(self, kind: str, publisher_id: str) -> str:
        """Return the LMS's id of a unit, block or course.

        It differs from the publisher's and is the same in every registration of the organisation.
        Source: cmi5 Quartz, sections 8.1 (activityId) and 9.3.9.
        """
        name = uuid.uuid5(self.organisation, f"{kind} {publisher_id}")
        return f"{self.home_page.rstrip('/')}/cmi5/{kind}/{name}"

    def activity_id(self, unit: Unit) -> str:
        """Return the id under which a unit is launched: cmi5 has the LMS make one."""
        return unit.id if self.kind == "tincan" else self.own_iri("unit", unit.id)


class Launched(Struct, frozen=True, kw_only=True):
    """A session: one launch of one unit. mastery_score: 0 to 1, None without."""

    enrolled: Enrolled
    session: uuid.UUID
    publisher_id: str
    activity_id: str
    mode: Mode
    mastery_score: float | None

    @property
    def context_template(self) -> dict[str, Any]:
        """The part of a context that every statement of the session repeats.

        Source: cmi5 Quartz, sections 9.6.2.3, 9.6.3.1 and 10.
        """
        return {
            "contextActivities": {"grouping": [{"id": self.publisher_id}]},
            "extensions": {Extension.SESSION: str(self.session)},
        }
