"""What a reader says of a topic, or of a page of the library: kept once for each version of it."""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import tries
from app.errors import TooManyTries
from app.feedback.models import TopicFeedback
from app.learning import enrol
from app.viewer import Member
from course.model import Module, Topic

MOST: Final = 30
WINDOW: Final = dt.timedelta(hours=1)


LIBRARY: Final = ":library"
"""What stands in the place of a module where something is said of the library; no module is named so."""


class About(Struct, frozen=True):
    """Of what something is said. topic: a page of the library by its key, where module says so.

    version: of the module, or the day on which the page of the library was last looked at.
    """

    module: str
    topic: str
    version: str

    @classmethod
    def of(cls, module: Module, topic: Topic) -> "About":
        """Return a topic as it is now."""
        return cls(module.slug, topic.slug, module.version)


class Said(Struct, frozen=True):
    """What a reader says. words: none to leave those that are there."""

    verdict: str
    words: str | None = None


def own(session: Session, membership_id: uuid.UUID, about: About) -> TopicFeedback | None:
    """Return what a member has said of something as it is now."""
    wanted = select(TopicFeedback).where(
        TopicFeedback.membership_id == membership_id,
        TopicFeedback.module == about.module,
        TopicFeedback.topic == about.topic,
        TopicFeedback.module_version == about.version,
    )
    return session.scalars(wanted).first()


def give(
    session: Session,
    who: Member,
    about: About,
    said: Said,
    key: str,
    at: dt.datetime,
) -> None:
    """Keep what a member says of something; the same again changes nothing.

    A remark that an editor has dealt with is open again once it is changed. session: a writing one;
    key: the server's secret. Raises TooManyTries.
    """
    enrol.lock_membership(session, who.membership_id)
    row = own(session, who.membership_id, about)
    if row is not None and row.verdict == said.verdict and said.words in (None, row.words):
        return
    _count(session, who.membership_id, key, at)
    if row is None:
        row = TopicFeedback(
            organisation_id=who.organisation_id,
            membership_id=who.membership_id,
            module=about.module,
            topic=about.topic,
            module_version=about.version,
            words="",
            note="",
        )
        session.add(row)
    row.verdict, row.given, row.done, row.done_by = said.verdict, at, None, None
    row.words = row.words if said.words is None else said.words


def _count(session: Session, membership_id: uuid.UUID, key: str, at: dt.datetime) -> None:
    subject = tries.digest(key, f"feedback:{membership_id}")
    seconds = tries.seconds_to_wait(session, subject, MOST, at)
    if seconds:
        minutes = -(-seconds // 60)
        wait = f"{minutes} {'minute' if minutes == 1 else 'minutes'}"
        raise TooManyTries(
            f"That is a lot of feedback in an hour. It was not sent; send it again in {wait}.",
            seconds,
        )
    tries.count(session, (subject,), at + WINDOW, at)
