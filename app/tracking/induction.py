"""A doctor's own item of the induction, told as done. The trust's items are told to nobody."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy.orm import Session
from tincan import (
    Activity,
    ActivityDefinition,
    Agent,
    AgentAccount,
    Context,
    ContextActivities,
    Extensions,
    LanguageMap,
    Result,
)

from app.records import outbox
from app.tracking import activities
from app.tracking.statements import body, build
from app.tracking.trail import PLATFORM
from course.vocabulary import ActivityType, Extension, Verb, induction_iri


class Doer(Struct, frozen=True):
    """The doctor whose item it is. home_page: of the account."""

    home_page: str
    organisation_id: uuid.UUID
    membership_id: uuid.UUID

    def actor(self) -> Agent:
        """Return the doctor as an account, which names nobody."""
        return Agent(account=AgentAccount(home_page=self.home_page, name=str(self.membership_id)))


def tell_done(session: Session, doer: Doer, item: str, name: str, at: dt.datetime) -> None:
    """Tell that an item was done. item: its id in the course; name: its text; at: when it was ticked.

    Neither evidence nor reason is told: that it was done, and no more.
    """
    target = Activity(
        id=induction_iri(item),
        definition=ActivityDefinition(
            type=ActivityType.TASK, name=LanguageMap({activities.LANGUAGE: name})
        ),
    )
    context = Context(
        platform=PLATFORM,
        language=activities.LANGUAGE,
        context_activities=ContextActivities(grouping=[activities.course()]),
        extensions=Extensions({Extension.ORGANISATION: str(doer.organisation_id)}),
    )
    statement = build(doer, Verb.COMPLETED, target, at, context, Result(completion=True))
    outbox.add(session, doer.organisation_id, statement.id, body(statement), at)
