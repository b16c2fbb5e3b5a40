"""What is read of a learner's modules, in as many statements for ten as for one."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.learning.models import Answer, Attempt, Enrolment, TopicOpened, Visit

Answers = Mapping[str, Answer]


class Read(Struct, frozen=True):
    """What is stored of one enrolment, the latest in its module.

    opened: slugs of topics; answers: of practice, by question; attempts: of every kind, the first
    one first; known: answers of the last pre-check that was sent.
    """

    enrolment: Enrolment
    opened: frozenset[str]
    answers: Answers
    attempts: tuple[Attempt, ...]
    known: Answers
    last_act: dt.datetime | None

    @property
    def precheck(self) -> Attempt | None:
        """The last pre-check that was sent."""
        return last_precheck(self.attempts)


def last_precheck(attempts: Iterable[Attempt]) -> Attempt | None:
    """Return the last pre-check among attempts that was sent."""
    sent = [each for each in attempts if each.purpose == "precheck" and each.finished]
    return sent[-1] if sent else None


def read_all(
    session: Session, membership_id: uuid.UUID, modules: Collection[str]
) -> dict[str, Read]:
    """Return what is stored of each module that a learner has begun, by its slug."""
    enrolments = _latest(session, membership_id, modules)
    ids = [each.id for each in enrolments.values()]
    if not ids:
        return {}
    attempts = _attempts(session, ids)
    prechecks = {key: last_precheck(found) for key, found in attempts.items()}
    answers = _answers(session, [*ids, *(each.id for each in prechecks.values() if each)])
    opened, last_acts = _opened(session, ids), _last_acts(session, ids)
    read = {}
    for slug, enrolment in enrolments.items():
        precheck = prechecks.get(enrolment.id)
        read[slug] = Read(
            enrolment,
            frozenset(opened[enrolment.id]),
            answers[enrolment.id],
            tuple(attempts[enrolment.id]),
            answers[precheck.id] if precheck else {},
            last_acts.get(enrolment.id),
        )
    return read


def _latest(
    session: Session, membership_id: uuid.UUID, modules: Collection[str]
) -> dict[str, Enrolment]:
    wanted = (
        select(Enrolment)
        .where(Enrolment.membership_id == membership_id, Enrolment.module.in_(modules))
        .order_by(Enrolment.made)
    )
    return {each.module: each for each in session.scalars(wanted)}


def _attempts(session: Session, ids: list[uuid.UUID]) -> defaultdict[uuid.UUID, list[Attempt]]:
    found: defaultdict[uuid.UUID, list[Attempt]] = defaultdict(list)
    wanted = select(Attempt).where(Attempt.enrolment_id.in_(ids)).order_by(Attempt.number)
    for each in session.scalars(wanted):
        found[each.enrolment_id].append(each)
    return found


def _answers(session: Session, keys: list[uuid.UUID]) -> defaultdict[uuid.UUID, dict[str, Answer]]:
    found: defaultdict[uuid.UUID, dict[str, Answer]] = defaultdict(dict)
    for each in session.scalars(select(Answer).where(Answer.key.in_(keys))):
        found[each.key][each.question] = each
    return found


def _opened(session: Session, ids: list[uuid.UUID]) -> defaultdict[uuid.UUID, set[str]]:
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    wanted = select(TopicOpened).where(TopicOpened.enrolment_id.in_(ids))
    for each in session.scalars(wanted):
        found[each.enrolment_id].add(each.topic)
    return found


def _last_acts(session: Session, ids: list[uuid.UUID]) -> dict[uuid.UUID, dt.datetime]:
    wanted = (
        select(Visit.enrolment_id, func.max(Visit.last_act))
        .where(Visit.enrolment_id.in_(ids))
        .group_by(Visit.enrolment_id)
    )
    return {row[0]: row[1] for row in session.execute(wanted)}
