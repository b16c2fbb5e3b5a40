"""What the mails say: one table of functions, a few for each kind. A room that has more to tell adds its own.

A function returns paragraphs, none where it has nothing to say; a mail without a paragraph is not written.
No paragraph holds more than counts, titles and days, and the name of a doctor only for their own supervisor.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assignments.reading import Assigned, assigned, assigned_to
from app.conversations import parties
from app.organisations.models import Role, Supervision
from app.reflection.shared import unread
from app.reminders import inductions, meetings
from app.reminders.asked import SOON, Asked, Source, listed
from app.reminders.kinds import INDUCTION, LEARNING, MEETING, READINESS, SUPERVISING
from app.supervision import finding
from app.supervision.learners import learners
from app.supervision.sentence import IN_THE_SENTENCE
from app.supervision.standing import STATES
from app.wording import counted


def due_modules(session: Session, asked: Asked) -> Sequence[str]:
    """Tell which modules of the reader are late, and which are due within a week."""
    open_ones = [
        each
        for each in assigned_to(session, asked.membership_id)
        if each.passed is None and each.due is not None and each.due <= asked.on + SOON
    ]
    late = [each for each in open_ones if each.late(asked.on)]
    soon = [each for each in open_ones if not each.late(asked.on)]
    return [
        *listed("Late:", [_line(asked, each) for each in late]),
        *listed("Due within a week:", [_line(asked, each) for each in soon]),
    ]


def records_to_agree(session: Session, asked: Asked) -> Sequence[str]:
    """Tell how many records of conversations wait for the reader to agree."""
    found = parties.mine(session, asked.viewer)
    number = sum(each.waits_for_asker for each in found)
    if not number:
        return []
    waits = "waits" if number == 1 else "wait"
    return [
        f"{counted(number, 'record')} of a conversation {waits} for you to agree, in your journal."
    ]


def late_doctors(session: Session, asked: Asked) -> Sequence[str]:
    """Tell a supervisor which of their own doctors are late, the longest first."""
    own = session.scalars(
        select(Supervision.learner_id).where(Supervision.supervisor_id == asked.membership_id)
    ).all()
    found = assigned(session, own)
    lines = []
    for doctor in learners(session, own):
        late = [each for each in found[doctor.membership_id] if each.late(asked.on)]
        days = max((_days_late(asked, each) for each in late), default=0)
        if days:
            lines.append((-days, f"{doctor.name}: {_late_words(len(late), days)}"))
    return listed("Late:", [line for _, line in sorted(lines)])


def journal_texts(session: Session, asked: Asked) -> Sequence[str]:
    """Tell a supervisor how many texts that doctors have shared wait to be read, and nothing of them."""
    number = unread(session, asked.as_member(Role.SUPERVISOR))
    if not number:
        return []
    return [f"{counted(number, 'journal text')} shared with you {_wait(number)} to be read."]


def readiness(session: Session, asked: Asked) -> Sequence[str]:
    """Tell how many doctors of the organisation stand where, without any name."""
    numbers = finding.numbers(session, asked.as_member(Role.LEAD), asked.on)
    if not numbers.all:
        return []
    lines = [
        f"{number:,} {IN_THE_SENTENCE[state]}"
        for state in STATES
        if (number := numbers.by_state.get(state, 0))
    ]
    late = "Nobody is late with a module."
    if numbers.late:
        late = f"{counted(numbers.late, 'doctor')} {'is' if numbers.late == 1 else 'are'} late with something."
    return [*listed(f"{counted(numbers.all, 'doctor')}:", lines), late]


SOURCES: Final[Mapping[str, tuple[Source, ...]]] = {
    LEARNING: (
        due_modules,
        inductions.own,
        meetings.own_actions,
        meetings.own_reviews,
        records_to_agree,
    ),
    SUPERVISING: (late_doctors, meetings.actions, meetings.reviews, journal_texts),
    MEETING: (meetings.to_supervisor, meetings.to_doctor),
    INDUCTION: (inductions.owned,),
    READINESS: (readiness,),
}
"""What each kind of mail is made of, in the order of its paragraphs."""


def _line(asked: Asked, each: Assigned) -> str:
    titles = {module.slug: module.title for module in asked.parts.shelf.course.modules}
    return f"{titles.get(each.module, each.module)}: {each.words(asked.on)}"


def _days_late(asked: Asked, each: Assigned) -> int:
    return (asked.on - each.due).days if each.due else 0


def _late_words(number: int, days: int) -> str:
    if number == 1:
        return f"{counted(days, 'day')} late with a module"
    return f"late with {number} modules, the longest by {counted(days, 'day')}"


def _wait(number: int) -> str:
    return "waits" if number == 1 else "wait"
