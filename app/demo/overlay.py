"""The demonstration trust's own part: a colour, a logo, and answers as the course's examples have them."""

import datetime as dt
from typing import Final

from sqlalchemy.orm import Session

from app.organisations import overlay_commands
from app.viewer import Member
from course.local_answers import asked_of
from course.model import AnswerGroup, Course
from packager.overlay import read_logo

ACCENT: Final = "#4a2a6b"
GROUPS: Final[tuple[AnswerGroup, ...]] = ("help", "people")
"""The groups that are answered; the others show what a doctor reads where nothing is given."""

LOGO: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 132 44">'
    '<path d="M4 34 18 12l9 14 6-8 11 16z" fill="#4a2a6b"/>'
    '<path d="M4 38q6-5 12 0t12 0 12 0" fill="none" stroke="#b07d00" stroke-width="3"/>'
    '<path d="M56 14h68M56 24h50M56 34h60" stroke="#4a2a6b" stroke-width="4"/></svg>'
)


def give(session: Session, administrator: Member, course: Course, today: dt.date) -> None:
    """Give the administrator's organisation its own part."""
    overlay_commands.set_accent(session, administrator, ACCENT)
    overlay_commands.set_logo(session, administrator, read_logo(LOGO.encode(), "logo.svg"))
    texts = {asked.key: asked.example for group in GROUPS for asked in asked_of(course, group)}
    overlay_commands.save_answers(session, administrator, texts, today, confirm=False)
