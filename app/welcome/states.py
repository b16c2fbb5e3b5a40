"""In which state a form is: told by the moments at which its steps were taken, and by nothing else."""

import datetime as dt
from typing import Final

from app.welcome.models import WelcomeForm
from app.wording import day

REVIEW_MONTHS: Final = (3, 6, 12)

STATE_WORDS: Final = {
    "not_started": "Not started",
    "begun": "Form begun",
    "img_drafting": "The doctor is writing",
    "shared": "Shared",
    "meeting_booked": "Meeting booked",
    "safety_agreed": "Safety agreed",
    "discussed": "Discussed",
    "signed": "Signed",
    "review_3m": "Three-month review done",
    "review_6m": "Six-month review done",
    "review_12m": "Twelve-month review done",
    "closed": "Closed",
    "transferred": "Passed on to another supervisor",
    "withdrawn": "Withdrawn",
}

TAGS: Final = {
    "discussed": "Not signed yet",
    "signed": "Signed",
    **{f"review_{months}m": "Signed" for months in REVIEW_MONTHS},
    "closed": "Closed",
    "transferred": "Passed on",
    "withdrawn": "Taken back",
}
"""What the tag of a form in a list says; of all other states that it is in progress."""


def state_of(form: WelcomeForm, reviewed: int = 0) -> str:
    """Return a key of STATE_WORDS; "not_started" is left to doctors without a form.

    reviewed: months of the latest review that both signed, 0 for none.
    """
    if form.transferred:
        return "transferred"
    if form.closed:
        return "closed"
    if form.withdrawn and not form.shared:
        return "withdrawn"
    if reviewed:
        return f"review_{reviewed}m"
    steps = (
        ("signed", form.signed),
        ("discussed", form.discussed),
        ("safety_agreed", form.safety_agreed),
        ("meeting_booked", form.meeting),
        ("shared", form.shared),
        ("img_drafting", form.begun),
    )
    return next((name for name, moment in steps if moment), "begun")


def in_words(form: WelcomeForm, reviewed: int = 0) -> str:
    """Return the state with its date, such as "Meeting booked for 3 December 2026"."""
    state = state_of(form, reviewed)
    moments: dict[str, dt.datetime | None] = {
        "begun": form.made,
        "shared": form.shared,
        "safety_agreed": form.safety_agreed,
        "discussed": form.discussed,
        "signed": form.signed,
        "closed": form.closed,
        "transferred": form.transferred,
        "withdrawn": form.withdrawn,
    }
    if state == "meeting_booked" and form.meeting:
        return f"{STATE_WORDS[state]} for {day(form.meeting)}"
    moment = moments.get(state)
    return f"{STATE_WORDS[state]} on {day(moment)}" if moment else STATE_WORDS[state]
