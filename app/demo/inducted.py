"""Inductions in the demonstration: one midway, one in its first week, one before arrival; and how the
trust sees its own welcome, with a doctor who does not agree everywhere."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from app.assignments.due import today
from app.induction import beginning, changing, marking
from app.induction.listed import Row
from app.induction.marking import Tick
from app.induction.reach import Reached, reached
from app.induction.team import team
from app.organisations.models import Membership
from app.readiness import assessing, planning
from app.readiness.assessing import Choice, Said
from app.readiness.planning import ActionDraft, CycleDraft
from app.viewer import Member
from course.induction.model import Induction

STARTS: Final = {"adaeze": 24, "yusuf": 4, "htet": -12}
"""How many days ago each had their first day; below 0 it is to come."""
BY_ITSELF: Final = "karim"
"""Whose list began by itself, and whose first day a lead is asked for."""
LATE: Final = {"P0-25", "P1-12", "P2-12", "P2-17", "P0-06", "P1-10"}
"""What the trust has forgotten."""
NOT_HAPPENED: Final = ("P2-16", "P1-05")
"""What the doctor midway says has not happened."""
OPEN: Final = {"P2-10"}
"""What is left of the doctors' own."""
NOTES: Final = {
    "P0-02": "Welcome pack, third version",
    "P0-21": "Two weeks, end criteria in the rota",
    "P2-08": "Department’s own checklist, both pages",
}
LEVELS: Final[Mapping[str, tuple[int, str]]] = {
    "S01": (2, "In the job plan since April, with a deputy"),
    "S02": (2, "HR’s list of joiners, reviewed each Monday"),
    "S03": (1, "Three of five had a message before they came"),
    "S04": (2, "IT report of the last quarter: 96 % on day 1"),
    "S05": (2, "Two weeks in each rota, ended by criteria"),
    "S06": (2, "Rule in the rota policy; audit in May"),
    "S07": (1, "Six of nine supervisors"),
    "S08": (2, "List of the education centre"),
    "S09": (2, "Programme of the autumn"),
    "S10": (1, "Classroom only"),
    "S11": (1, "Leaflet and glossary"),
    "S12": (2, "Policies on rooms and advance of pay"),
    "S13": (2, "List of buddies, trained in June"),
    "S14": (1, "First numbers on pay points"),
    "S15": (2, "Contact meets everybody in week 1"),
    "S16": (1, "Talks when somebody leaves"),
}
ANSWERS: Final[Mapping[str, Said]] = {
    "S01": Said("agree", ""),
    "S04": Said("not_yet", "My log-in for results worked on day 4."),
    "S05": Said("agree", ""),
    "S06": Said("agree", ""),
    "S13": Said("agree", "My buddy was great."),
    "S15": Said("not_yet", "I met the contact in week 5."),
}


def give(
    session: Session, induction: Induction, members: Mapping[str, Membership], moment: dt.datetime
) -> None:
    """Give three doctors their lists, and the trust its assessment. members: by part."""
    if not induction.phases:
        return
    lead, on = _member(members["grace"]), today(moment)
    people = team(session, lead.organisation_id)
    changing.name_owners(session, people, "it", [members["joanna"].id])
    changing.name_owners(session, people, "hr", [members["samuel"].id])
    for who, ago in STARTS.items():
        first = on - dt.timedelta(days=ago)
        offer = first - dt.timedelta(days=80)
        marking.begin(session, lead, [members[who].id], first, offer, offer)
        seen = reached(session, induction, lead, members[who].id, on)
        _tick(session, seen, on, moment)
    _object(session, induction, _member(members["adaeze"]), on, moment)
    for phase in ("before", "first-day"):
        seen = reached(session, induction, lead, members["yusuf"].id, on)
        if seen.found.whole(phase):
            marking.sign_off(session, seen, phase, moment)
    came = members[BY_ITSELF]
    beginning.begin_own(session, came, today(came.made), on)
    if induction.standards:
        _assess(session, members, lead, on, moment)


def _tick(session: Session, seen: Reached, on: dt.date, moment: dt.datetime) -> None:
    midway = seen.found.first_day < on - dt.timedelta(days=20)
    for row in seen.found.rows:
        forgotten = row.key in LATE if midway else row.key in {"P0-25"}
        if row.due > on or forgotten or row.key in OPEN:
            continue
        marking.done(session, seen, row, Tick(row.due, note=NOTES.get(row.key, "")), moment)


def _object(
    session: Session, induction: Induction, doctor: Member, on: dt.date, moment: dt.datetime
) -> None:
    seen = reached(session, induction, doctor, doctor.membership_id, on)
    for key in NOT_HAPPENED:
        row: Row | None = seen.found.row(key)
        if row is not None:
            marking.has_not_happened(session, seen, row, moment - dt.timedelta(days=2))


def _assess(
    session: Session,
    members: Mapping[str, Membership],
    lead: Member,
    on: dt.date,
    moment: dt.datetime,
) -> None:
    key = assessing.begin(session, lead, on.year)
    for standard, (level, evidence) in LEVELS.items():
        assessing.choose(session, lead, key, standard, Choice(level, evidence, ""), moment)
    assessing.ask(session, lead, key, members["adaeze"].id)
    shown = {standard: level for standard, (level, _) in LEVELS.items()}
    assessing.say(session, _member(members["adaeze"]), key, ANSWERS, shown, moment)
    day = dt.timedelta(days=1)
    planning.save_action(
        session,
        lead,
        ActionDraft("S04", "Try every log-in the day before", "it", on + 21 * day),
    )
    planning.save_action(
        session,
        lead,
        ActionDraft("S07", "Book the meeting together with the rota", "staffing", on - 3 * day),
    )
    planning.save_cycle(
        session,
        lead,
        CycleDraft(
            "S06",
            "A calmer first on-call",
            "An evening of simulation; a named senior; a debrief",
            "Confidence from 0 to 4 before and after",
            "From 1.8 to 3.1 among five doctors",
            "Extend it to nights",
            on - 60 * day,
            None,
        ),
    )


def _member(membership: Membership) -> Member:
    key = membership.id
    return Member(key, membership.organisation_id, key, membership.roles)
