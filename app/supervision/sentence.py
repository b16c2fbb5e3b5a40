"""The numbers of “Who is where” as sentences, which stand above the table."""

from typing import Final

from sqlalchemy.orm import Session

from app.supervision.finding import Numbers
from app.supervision.learners import learners, sees_everybody
from app.supervision.standing import STATE_WORDS, STATES
from app.viewer import Member
from app.wording import counted

IN_THE_SENTENCE: Final = {state: word.lower() for state, word in STATE_WORDS.items()}


def sentence(session: Session, asker: Member, organisation: str, numbers: Numbers) -> str:
    """Return the numbers as sentences. organisation: its name, for whoever sees all who learn in it."""
    parts = [
        f"{number:,} {IN_THE_SENTENCE[state]}"
        for state in STATES
        if (number := numbers.by_state.get(state, 0))
    ]
    doctors = f"{numbers.all:,} {'doctor' if numbers.all == 1 else 'doctors'}"
    whose = f"{doctors} at {organisation}" if sees_everybody(asker) else f"You supervise {doctors}"
    told = f"{whose}: {', '.join(parts)}."
    if numbers.due:
        told += (
            f" {counted(numbers.due, 'module')} {'is' if numbers.due == 1 else 'are'}"
            " assigned and not passed yet."
        )
    if numbers.latest is None:
        return told
    if numbers.late > 1:
        return f"{told} {numbers.late:,} are late with something."
    key, days = numbers.latest
    (late,) = learners(session, [key])
    return f"{told} {late.name} is {counted(days, 'day')} late."
