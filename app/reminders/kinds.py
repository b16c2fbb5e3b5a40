"""The kinds of mail that come on a schedule: for whom, how often, and on which day unless another is chosen."""

from collections.abc import Collection
from typing import Final

from msgspec import Struct

from app.induction.team import WORKING
from app.organisations.models import Role
from app.reminders.when import Rhythm


class Kind(Struct, frozen=True):
    """A kind of mail. roles: who gets it; subject: of the mail; title, about: as its reader chooses it.

    weekday: that is proposed, 0 for Monday; in a month, the first such day; of what comes once, 0. path: of the page to which the
    mail leads; way: the words before it.
    """

    key: str
    roles: frozenset[Role]
    rhythm: Rhythm
    weekday: int
    subject: str
    title: str
    about: str
    path: str
    way: str


LEARNING, SUPERVISING, READINESS = "learning", "supervising", "readiness"
MEETING, INDUCTION = "meeting", "induction"

KINDS: Final = (
    Kind(
        LEARNING,
        frozenset({Role.LEARNER, Role.SUPERVISOR}),
        "week",
        0,
        "First Shift: what is due",
        "What is due for you",
        "Modules, items of your induction and what you agreed at your welcome meeting that are late or due within a"
        " week, and what else waits for you. Once a week, and only where there is something.",
        "/learn",
        "Go on here:",
    ),
    Kind(
        SUPERVISING,
        frozenset({Role.SUPERVISOR}),
        "week",
        4,
        "First Shift: your doctors this week",
        "Your doctors",
        "Which of the doctors whom you supervise are late, what you agreed at their welcome meetings, which reviews"
        " are due, and how many journal texts wait to be read. Once a week, and only where there is something.",
        "/supervision",
        "See who is where:",
    ),
    Kind(
        MEETING,
        frozenset({Role.LEARNER, Role.SUPERVISOR}),
        "once",
        0,
        "First Shift: the welcome meeting",
        "The welcome meeting",
        "On the third day where no meeting is booked, and on the tenth where the form is not signed. Then no more.",
        "/welcome-meeting",
        "The form is here:",
    ),
    Kind(
        INDUCTION,
        WORKING,
        "week",
        0,
        "First Shift: what newcomers wait for",
        "What newcomers wait for",
        "Items of inductions that you own and that are late or due within a week: what, and for how many doctors."
        " Once a week, and only where there is something.",
        "/inductions/to-do",
        "Tick them here:",
    ),
    Kind(
        READINESS,
        frozenset({Role.LEAD, Role.ORGANISATION_ADMINISTRATOR}),
        "month",
        0,
        "First Shift: where your organisation stands",
        "Where your organisation stands",
        "How many doctors have passed, have begun, have not, and are late: numbers, and no names. Once a month.",
        "/",
        "More is here:",
    ),
)

BY_KEY: Final = {each.key: each for each in KINDS}


def kinds_for(roles: Collection[Role]) -> tuple[Kind, ...]:
    """Return the kinds that somebody with some roles can get."""
    return tuple(each for each in KINDS if not each.roles.isdisjoint(roles))
