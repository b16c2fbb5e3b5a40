"""Conversations under way: kept from line to line, until the last line makes them an answer."""

import uuid
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import BadInput
from app.learning import practice
from app.learning.models import TalkUnderWay
from app.learning.visits import Act
from course.model import Module, Topic
from course.question_types.base import NOT_SHOWN
from course.questions import Conversation, Response
from course.talk import follow


def walk(
    act: Act,
    conversation: Conversation,
    path: Sequence[str],
    *,
    back: bool = False,
    again: bool = False,
) -> bool:
    """Go to where a path of ``turn.choice`` leads; say whether the talk is over there.

    back: the line before the last one is the last one again; again: begin anew. Raises BadInput where the path cannot
    be walked.
    """
    steps = tuple(path[:-1] if back else path)
    if not (steps or back or again):
        raise BadInput("Choose what to say. Nothing was recorded, and your talk is as it was.")
    try:
        talk = follow(conversation, steps)
    except KeyError:
        raise BadInput(f"{NOT_SHOWN} Nothing was recorded.") from None
    _forget(act, conversation)
    if talk.ended:
        practice.answer(act, conversation, steps)
        return True
    act.session.add(
        TalkUnderWay(
            organisation_id=act.enrolment.organisation_id,
            enrolment_id=act.enrolment.id,
            question=conversation.id,
            path=list(steps),
            at=act.at,
        )
    )
    if not act.late:
        act.enrolment.location = f"{conversation.topic}#{conversation.id}"
    return False


def under_way(
    session: Session, enrolment_id: uuid.UUID, module: Module, topic: Topic
) -> dict[str, Response]:
    """Return the path of each of a topic's talks under way, by question; what has changed begins anew."""
    asked = module.of_purpose("practice", topic.slug)
    talks = {each.id: each for each in asked if isinstance(each, Conversation)}
    if not talks:
        return {}
    wanted = select(TalkUnderWay).where(
        TalkUnderWay.enrolment_id == enrolment_id, TalkUnderWay.question.in_(talks)
    )
    return {
        row.question: _still_walkable(talks[row.question], tuple(row.path))
        for row in session.scalars(wanted)
    }


def _still_walkable(conversation: Conversation, path: Response) -> Response:
    try:
        return () if follow(conversation, path).ended else path
    except KeyError:
        return ()


def _forget(act: Act, conversation: Conversation) -> None:
    act.session.execute(
        delete(TalkUnderWay).where(
            TalkUnderWay.enrolment_id == act.enrolment.id,
            TalkUnderWay.question == conversation.id,
        )
    )
