"""A doctor's story in a module: statements as sentences, the latest first.

What they answered in practice is theirs: the story says how many answers a visit had, and no more.
"""

import datetime as dt
import uuid
from collections.abc import Iterable

from msgspec import Struct

from app.services import Services
from app.supervision.learners import Supervised
from app.supervision.told import Told, tell
from app.wording import counted, ordinal, per_cent, time_spent
from course.vocabulary import Verb


class Event(Struct, frozen=True):
    """A line of the story. statement_id: of the statement that makes a status; none for a visit."""

    at: dt.datetime
    sentence: str
    statement_id: uuid.UUID | None


def read_story(parts: Services, doctor: Supervised, registration: uuid.UUID) -> tuple[Event, ...]:
    """Return a doctor's story in a registration, from the record store. Raises StoreAway."""
    found = parts.records.statements_of(doctor.organisation_id, registration)
    told = (tell(each, parts.home_page) for each in found)
    return story(each for each in told if each and each.actor == doctor.membership_id)


def story(statements: Iterable[Told]) -> tuple[Event, ...]:
    """Return the events, the latest first. statements: in the order in which they were stored."""
    visits: dict[uuid.UUID | None, list[Told]] = {}
    events: list[Event] = []
    for told in statements:
        visits.setdefault(told.session, []).append(told)
        if told.makes_status:
            events.append(Event(told.at, status_sentence(told), told.id))
    events += [_visit(each) for session, each in visits.items() if session is not None]
    return tuple(sorted(events, key=lambda event: event.at, reverse=True))


def status_sentence(told: Told) -> str:
    """Return what a statement that makes a status says."""
    if told.verb == Verb.COMPLETED:
        return "Completed every topic and practice question."
    did = "Passed the assessment" if told.verb == Verb.PASSED else "Did not pass the assessment"
    score = "" if told.score is None else f" with {per_cent(told.score)}"
    attempt = f" at the {ordinal(told.attempt)} attempt" if told.attempt else ""
    spent = f", in {time_spent(told.seconds)}" if told.seconds else ""
    return f"{did}{score}{attempt}{spent}."


def _visit(statements: list[Told]) -> Event:
    opened = len({told.about for told in statements if told.verb == Verb.EXPERIENCED})
    answered = len({told.about for told in statements if told.verb == Verb.ANSWERED})
    ended = next((told for told in statements if told.verb == Verb.TERMINATED), None)
    did = [
        f"opened {counted(opened, 'topic')}" if opened else "",
        f"answered {counted(answered, 'question')}" if answered else "",
    ]
    what = " and ".join(part for part in did if part) or "looked in"
    how_long = f" in {time_spent(ended.seconds)}" if ended and ended.seconds else ""
    still = "" if ended else " (the visit has not ended)"
    return Event(statements[0].at, f"A visit: {what}{how_long}{still}.", None)
