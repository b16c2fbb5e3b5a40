"""What the demonstration trust asks its doctors to learn, and its words of welcome."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy.orm import Session

from app.assignments import commands
from app.assignments.due import today
from app.organisations.commands import set_welcome
from app.organisations.models import Membership, Role
from app.viewer import Member
from course.model import Module

RULE_DAYS: Final = 14
WELCOME: Final = (
    "We are glad that you are here. Take your first module in the first week, and ask whenever something"
    " is not as you know it.\n\nPostgraduate Centre, level 2, open on weekdays from 8:30 to 16:30"
)
BY_NAME: Final = (("yusuf", 0, -3), ("htet", 0, 2), ("htet", 1, 10), ("karim", 1, None))
"""Who is asked by name: the module's place in the course, and in how many days."""


def give(
    session: Session,
    administrator: Member,
    members: Mapping[str, Membership],
    modules: Sequence[Module],
    moment: dt.datetime,
) -> None:
    """Make a rule for every doctor, ask some by name, and welcome all of them."""
    set_welcome(session, administrator, WELCOME)
    for module in modules[:1]:
        commands.make_rule(session, administrator, Role.LEARNER, module.slug, RULE_DAYS, moment)
    for who, place, days in BY_NAME:
        for module in modules[place : place + 1]:
            due = None if days is None else today(moment) + dt.timedelta(days=days)
            commands.assign(session, administrator, [members[who].id], [module.slug], due)
