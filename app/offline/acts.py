"""What was done without network, taken once it arrives: each act once, however often it is sent."""

import datetime as dt
import uuid
from contextlib import suppress
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app import database
from app.bookmarks import own
from app.bookmarks.forms import MOST_LETTERS, as_lines
from app.bookmarks.own import Place
from app.errors import Conflict
from app.learning import answers, practice, talks, topics
from app.learning.acting import acting
from app.learning.content import find_module, find_topic
from app.learning.visits import Act
from app.offline.models import ReceivedAct
from app.offline.moments import OLDEST, happened
from app.sealing import seal_for
from app.services import services
from app.viewer import member
from course.model import Module
from course.questions import Conversation

REMEMBERED: Final = 3 * OLDEST
"""How long an id is known: what is sent again later than that is too old to be taken anyway."""

Moment = Annotated[dt.datetime, Meta(tz=True)]
Slug = Annotated[str, Meta(max_length=200)]
Value = Annotated[str, Meta(max_length=2000)]


class ActSent(Struct, frozen=True, forbid_unknown_fields=True):
    """An act as a phone tells it.

    id: made on the phone; owner: the membership that did it; what: the slug of the topic that was opened,
    or noted on, or the id of the practice question that was answered; at and sent: by the phone's clock;
    note and version: what was written, and of which note it is a change, none where that was not seen.
    """

    id: uuid.UUID
    owner: uuid.UUID
    kind: Literal["opened", "answered", "noted"]
    module: Slug
    what: Slug
    at: Moment
    sent: Moment
    response: Annotated[tuple[Value, ...], Meta(max_length=200)] = ()
    note: Annotated[str, Meta(max_length=MOST_LETTERS)] = ""
    version: int | None = None


class _AgainError(Exception):
    """Raised to take back what a repeated act began to do."""


def take(sent: ActSent) -> None:
    """Do what was done on the phone, unless it arrived before.

    Raises Conflict where somebody else is signed in by now; NotFound, BadInput or ResponseError where
    the course has no such place any more, or the answer cannot be one.
    """
    if sent.owner != member().membership_id:
        raise Conflict("Somebody else is signed in. What waits on this phone is not theirs.")
    in_module = find_module(sent.module)
    at = happened(sent.at, sent.sent, database.now())
    if sent.kind == "noted":
        _note(in_module, sent, at)
        return
    with suppress(_AgainError), acting(in_module, at) as act:
        # The act holds the lock on its membership by now: of two that are the same, one waits here.
        _remember(act.session, sent)
        _do(act, sent)


def _note(in_module: Module, sent: ActSent, at: dt.datetime) -> None:
    """Keep a note. It is no act of learning: no visit begins with it, and no statement tells of it."""
    place = Place(sent.owner, in_module.slug, find_topic(in_module, sent.what).slug)
    with suppress(_AgainError), services().database.write() as session:
        own.lock(session, place)
        _remember(session, sent)
        own.add_note(session, seal_for("notes"), place, as_lines(sent.note), sent.version, at)


def _remember(session: Session, sent: ActSent) -> None:
    """Write down that an act has arrived. Raises _AgainError for one that is known."""
    if session.get(ReceivedAct, (sent.owner, sent.id)) is not None:
        raise _AgainError
    forgotten = ReceivedAct.received < database.now() - REMEMBERED
    session.execute(delete(ReceivedAct).where(ReceivedAct.membership_id == sent.owner, forgotten))
    session.add(ReceivedAct(membership_id=sent.owner, id=sent.id))
    session.flush()


def _do(act: Act, sent: ActSent) -> None:
    if sent.kind == "opened":
        topics.open_topic(act, find_topic(act.module, sent.what))
        return
    question = practice.find_question(act.module, sent.what)
    if isinstance(question, Conversation):
        talks.walk(act, question, sent.response)
        return
    practice.answer(act, question, answers.parse(question, sent.response))
