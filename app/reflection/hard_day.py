"""Whom to talk to after a hard day: people where one works, and lines that the modules cite with sources.

Nothing is written twice: the numbers are the trust's own answers, and the facts of the topics, which are
looked at again by a date.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from sqlalchemy.orm import Session

from app.organisations.overlay import answers_of
from app.viewer import Member
from course.local_answers import GivenRow
from course.model import Course, Fact, Source
from course.nations import HOME_NATIONS, HomeNation, is_home_nation

LOCAL: Final = (
    *("staff_support_after_incident", "wellbeing_lead", "occupational_health"),
    *("buddy", "chaplaincy_and_prayer_room"),
)
"""Local answers that help on such a day, in the order in which they stand."""

LINES: Final = (
    *("bma-counselling", "samaritans", "practitioner-health"),
    *("nhs-111-mental-health", "nhs-24-hub", "wales-111", "lifeline-ni"),
)
"""Sources of what is open to doctors or to everybody, in the order in which they stand."""

_NUMBER: Final = re.compile(r"\b(?:0[0-9]{2,4}(?: [0-9]{3,4}){2}|116 123|111|999)\b")


class Piece(Struct, frozen=True):
    """A piece of a sentence. dial: the number to ring, in digits only; empty for other words."""

    words: str
    dial: str = ""


class Line(Struct, frozen=True):
    """A national line. where: a nation's name, empty for who works there and for all of them; as_at: when the sentence was found true."""

    pieces: tuple[Piece, ...]
    where: str
    source: Source
    as_at: dt.date


class HardDay(Struct, frozen=True):
    """Whom to talk to. local: the trust's own answers, none where it has given none."""

    local: tuple[GivenRow, ...]
    lines: tuple[Line, ...]

    @property
    def given(self) -> dt.date | None:
        """The day of all local answers; none where it is not the same."""
        days = {row.given for row in self.local}
        return days.pop() if len(days) == 1 else None


def hard_day(session: Session, asker: Member, course: Course, nation: HomeNation | None) -> HardDay:
    """Return whom to talk to. nation: in which the asker works; none for all four alike."""
    given = answers_of(session, asker.organisation_id)
    local = (
        GivenRow(course.local_answers[key].label, given[key].text, given[key].given)
        for key in LOCAL
        if key in given and key in course.local_answers
    )
    return HardDay(tuple(local), tuple(_lines(course, nation)))


def _lines(course: Course, nation: HomeNation | None) -> Iterator[Line]:
    facts = [fact for module in course.modules for topic in module.topics for fact in topic.facts]
    for source in LINES:
        found = [
            fact
            for fact in facts
            if fact.source == source and (nation is None or fact.nation in {"UK", nation})
        ]
        if found:
            latest = max(found, key=lambda fact: fact.as_at)
            yield _line(latest, course.sources[source], told=nation is not None)


def _line(fact: Fact, source: Source, *, told: bool) -> Line:
    where = HOME_NATIONS[fact.nation] if is_home_nation(fact.nation) and not told else ""
    return Line(tuple(pieces(fact.says)), where, source, fact.as_at)


def pieces(sentence: str) -> Iterator[Piece]:
    """Return a sentence with its telephone numbers apart, so that a phone can ring them."""
    at = 0
    for match in _NUMBER.finditer(sentence):
        if match.start() > at:
            yield Piece(sentence[at : match.start()])
        yield Piece(match[0], match[0].replace(" ", ""))
        at = match.end()
    if at < len(sentence):
        yield Piece(sentence[at:])
