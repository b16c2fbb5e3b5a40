"""Whose acts are told, and in what: all that the actor and the context of a statement say."""

import uuid
from typing import Final

from msgspec import Struct
from tincan import Activity, Agent, AgentAccount, Context, ContextActivities, Extensions

from app.tracking import activities
from course.model import Module
from course.vocabulary import Extension

PLATFORM: Final = "First Shift"


class Trail(Struct, frozen=True):
    """A learner in a visit to a module. registration: the enrolment's id; session: the visit's.

    module: none when the course no longer holds it; slug then still names it, so that a visit can end.
    """

    home_page: str
    organisation_id: uuid.UUID
    membership_id: uuid.UUID
    registration: uuid.UUID
    session: uuid.UUID
    slug: str
    module: Module | None

    def actor(self) -> Agent:
        """Return the learner as an account, which names nobody."""
        account = AgentAccount(home_page=self.home_page, name=str(self.membership_id))
        return Agent(account=account)

    def activity(self) -> Activity:
        """Return the module as an activity."""
        return activities.module(self.slug, self.module)

    def context(
        self,
        *,
        parent: Activity | None = None,
        other: Activity | None = None,
        extensions: dict[str, object] | None = None,
    ) -> Context:
        """Return the context of a statement. Source: xAPI 1.0.3, Data, section 2.4.6."""
        around = {"grouping": [activities.course(), self.activity()]}
        around |= {"parent": [parent]} if parent else {}
        around |= {"other": [other]} if other else {}
        return Context(
            registration=self.registration,
            revision=self.module.version if self.module else None,
            platform=PLATFORM,
            language=self.module.language if self.module else None,
            context_activities=ContextActivities(**around),
            extensions=Extensions(
                {
                    Extension.ORGANISATION: str(self.organisation_id),
                    Extension.SESSION: str(self.session),
                    **(extensions or {}),
                }
            ),
        )
