"""What mails tell of welcome meetings: that one is not held, what was agreed, which reviews are due.

Counts, days and states; nothing that somebody wrote into a form. Source of the days: the supervisor is
reminded on day 3 where no meeting is booked, and on day 10 where the form is not signed.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from sqlalchemy.orm import Session

from app.assignments.due import due_words
from app.organisations.models import Role
from app.reminders.asked import SOON, Asked, listed
from app.reminders.pairs import Pair, of_doctor, of_supervisor, owned_actions
from app.welcome.reviewing import waiting
from app.welcome.starting import reviews_done
from app.wording import counted, day

BOOK_BY: Final = dt.timedelta(days=3)
SIGN_BY: Final = dt.timedelta(days=10)
OF_TRUST: Final = ("sup", "other")
"""Owners of actions of which the supervisor is told: their own, and those of people who see no form."""


def to_supervisor(session: Session, asked: Asked) -> Sequence[str]:
    """Tell a supervisor, twice for each doctor and on the day, that a meeting is not booked or not signed."""
    if Role.SUPERVISOR not in asked.viewer.roles:
        return []
    lines = [
        f"{pair.name}: {words}"
        for pair in of_supervisor(session, asked.membership_id)
        if (words := _lacking(pair, asked))
    ]
    return listed("Welcome meetings with doctors who are new:", lines)


def to_doctor(session: Session, asked: Asked) -> Sequence[str]:
    """Invite a doctor to their own welcome meeting, on the days on which the supervisor is reminded."""
    if Role.LEARNER not in asked.viewer.roles:
        return []
    pair = of_doctor(session, asked.membership_id)
    words = _lacking(pair, asked) if pair is not None else ""
    if not words:
        return []
    return [
        f"Your welcome meeting: {words}. It is there to plan your support, and not to judge you. You can write"
        " as much or as little of the form as you like before. If no day is set, ask your supervisor for one."
    ]


def own_actions(session: Session, asked: Asked) -> Sequence[str]:
    """Tell a doctor how many actions of theirs are late or due within a week."""
    pair = of_doctor(session, asked.membership_id)
    if pair is None:
        return []
    words = _actions(session, pair, ("img",), asked)
    return [f"Agreed at your welcome meeting, and yours to do: {words}."] if words else []


def actions(session: Session, asked: Asked) -> Sequence[str]:
    """Tell a supervisor how many actions that are not the doctor's are late or due within a week."""
    lines = [
        f"{pair.name}: {words}"
        for pair in of_supervisor(session, asked.membership_id)
        if (words := _actions(session, pair, OF_TRUST, asked))
    ]
    return listed("Agreed at welcome meetings, yours or the organisation’s to do:", lines)


def own_reviews(session: Session, asked: Asked) -> Sequence[str]:
    """Tell a doctor which review of the welcome meeting is due."""
    pair = of_doctor(session, asked.membership_id)
    found = _reviews(session, [pair] if pair is not None else [], asked)
    return [f"Your {words}." for _, words in found]


def reviews(session: Session, asked: Asked) -> Sequence[str]:
    """Tell a supervisor with whom which review is due."""
    pairs = of_supervisor(session, asked.membership_id)
    found = _reviews(session, pairs, asked)
    return listed("Reviews:", [f"{pair.name}: {words}" for pair, words in found])


def _lacking(pair: Pair, asked: Asked) -> str:
    """Return what a pair lacks on the day on which that is told; empty on every other day."""
    form = pair.form
    if form is not None and (form.signed or form.closed or (form.withdrawn and not form.shared)):
        return ""
    booked = form.meeting if form is not None else None
    if asked.falls(pair.joined + SIGN_BY):
        if form is not None and form.discussed:
            return "held, and the form is not signed by both yet"
        return f"booked for {day(booked)}, not held yet" if booked else "not booked yet"
    if asked.falls(pair.joined + BOOK_BY) and not (booked or (form is not None and form.discussed)):
        return "not booked yet"
    return ""


def _actions(session: Session, pair: Pair, owners: Collection[str], asked: Asked) -> str:
    if pair.form is None or pair.form.closed:
        return ""
    days = owned_actions(session, pair.form.id, owners, asked.on + SOON)
    if not days:
        return ""
    first = ", the first" if len(days) > 1 else ""
    return f"{counted(len(days), 'action')}{first} {due_words(days[0], asked.on)}"


def _reviews(session: Session, pairs: Iterable[Pair], asked: Asked) -> list[tuple[Pair, str]]:
    """Return the review of each pair whose time has come, of several the latest, unless it is signed."""
    signed = [pair for pair in pairs if pair.form and pair.form.signed]
    done = reviews_done(session, [pair.form.id for pair in signed if pair.form])
    found = []
    for pair in signed:
        review = waiting(pair.form, done.get(pair.form.id, 0), asked.on) if pair.form else None
        if review is not None:
            months, on = review
            found.append((pair, f"review after {months} months is {due_words(on, asked.on)}"))
    return found
