"""Telling that a welcome meeting, or one of its reviews, was completed: that it was, and nothing of it."""

import datetime as dt
import uuid

from sqlalchemy.orm import Session
from tincan import (
    Activity,
    ActivityDefinition,
    Agent,
    AgentAccount,
    Context,
    Extensions,
    LanguageMap,
    Statement,
)
from tincan import (
    Verb as TincanVerb,
)

from app.records import outbox
from app.tracking.activities import LANGUAGE
from app.tracking.statements import body
from app.tracking.trail import PLATFORM
from course.vocabulary import VERB_NAMES, ActivityType, Extension, Verb, welcome_meeting_iri

NAMES = {0: "Welcome meeting", 3: "Review after 3 months", 6: "Review after 6 months"}
NAMES |= {12: "Review after 12 months"}


def tell_completed(
    session: Session,
    home_page: str,
    organisation_id: uuid.UUID,
    membership_id: uuid.UUID,
    months: int,
    at: dt.datetime,
) -> None:
    """Write one statement into the outbox. months: of a review, 0 for the meeting itself."""
    definition = ActivityDefinition(
        type=ActivityType.MEETING, name=LanguageMap({LANGUAGE: NAMES[months]})
    )
    statement = Statement(
        id=uuid.uuid4(),
        version=None,
        actor=Agent(account=AgentAccount(home_page=home_page, name=str(membership_id))),
        verb=TincanVerb(
            id=Verb.COMPLETED, display=LanguageMap({LANGUAGE: VERB_NAMES[Verb.COMPLETED]})
        ),
        object=Activity(id=welcome_meeting_iri(months), definition=definition),
        timestamp=at.astimezone(dt.UTC),
        context=Context(
            platform=PLATFORM,
            language=LANGUAGE,
            extensions=Extensions({Extension.ORGANISATION: str(organisation_id)}),
        ),
    )
    outbox.add(session, organisation_id, statement.id, body(statement), at)
