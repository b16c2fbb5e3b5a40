"""Pages that the demonstration trust has added to its library."""

import datetime as dt
from typing import Final

from sqlalchemy.orm import Session

from app.library import own
from app.library.own import Draft
from app.viewer import Member

PAGES: Final = (
    Draft(
        "How we hand over in medicine",
        "",
        "Intranet, folder Induction, “Handover in medicine”",
        ("doctors", "supervisors"),
        "One page on the three handovers of the day: where, who leads, and what must be on the list."
        " Read it before your first evening.",
        ("handover-sbar", "team-small-talk"),
    ),
    Draft(
        "Language tutor: how to book an hour",
        "https://intranet.example.org/language-tutor",
        "",
        ("doctors",),
        "Six hours are free for every doctor in the first year. You book them yourself, and nobody else is"
        " told. Useful before you ring other teams at night.",
        ("language-development", "phone-referral", "accents-clarity"),
    ),
)


def add(session: Session, administrator: Member, today: dt.date) -> None:
    """Add the pages."""
    for draft in PAGES:
        own.add(session, administrator, draft, today)
