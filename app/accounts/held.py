"""What this server holds about a person, gathered from the rooms.

A room that keeps rows about people names them in its ``holdings.py`` and is added here, parents before
their children: an erasure goes through the list from its end.
"""

import uuid
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Row, Whose, rows_of
from app.accounts.holdings import HOLDINGS as ACCOUNTS
from app.assignments.holdings import HOLDINGS as ASSIGNMENTS
from app.audit.holdings import HOLDINGS as AUDIT
from app.bookmarks.holdings import HOLDINGS as BOOKMARKS
from app.conversations.holdings import HOLDINGS as CONVERSATIONS
from app.dispatch.holdings import HOLDINGS as DISPATCH
from app.elsewhere.holdings import HOLDINGS as ELSEWHERE
from app.erasure.holdings import HOLDINGS as ERASURE
from app.evidence.holdings import HOLDINGS as EVIDENCE
from app.feedback.holdings import HOLDINGS as FEEDBACK
from app.importing.holdings import HOLDINGS as IMPORTING
from app.induction.holdings import HOLDINGS as INDUCTION
from app.launching.holdings import HOLDINGS as LAUNCHING
from app.learning.holdings import HOLDINGS as LEARNING
from app.library.holdings import HOLDINGS as LIBRARY
from app.lti.holdings import HOLDINGS as LTI
from app.mail.holdings import HOLDINGS as MAIL
from app.offline.holdings import HOLDINGS as OFFLINE
from app.organisations.holdings import HOLDINGS as ORGANISATIONS
from app.organisations.models import Membership
from app.packages.holdings import HOLDINGS as PACKAGES
from app.practice.holdings import HOLDINGS as PRACTICE
from app.providers.holdings import HOLDINGS as PROVIDERS
from app.readiness.holdings import HOLDINGS as READINESS
from app.reflection.holdings import HOLDINGS as REFLECTION
from app.reminders.holdings import HOLDINGS as REMINDERS
from app.second_step.holdings import HOLDINGS as SECOND_STEP
from app.services import Services
from app.supervision.holdings import HOLDINGS as SUPERVISION
from app.welcome.holdings import HOLDINGS as WELCOME

HOLDINGS: Final[tuple[Holding, ...]] = (
    *ACCOUNTS,
    *SECOND_STEP,
    *MAIL,
    *ORGANISATIONS,
    *PROVIDERS,
    *AUDIT,
    *IMPORTING,
    *ASSIGNMENTS,
    *INDUCTION,
    *READINESS,
    *LEARNING,
    *OFFLINE,
    *BOOKMARKS,
    *LIBRARY,
    *PRACTICE,
    *FEEDBACK,
    *REFLECTION,
    *WELCOME,
    *CONVERSATIONS,
    *LAUNCHING,
    *SUPERVISION,
    *EVIDENCE,
    *PACKAGES,
    *DISPATCH,
    *LTI,
    *REMINDERS,
    *ERASURE,
    *ELSEWHERE,
)

ABOUT_NOBODY: Final = {
    "dispatch_seat": "A seat is drawn by chance, and nothing says whose it is.",
    "progress_voided": "The number of a statement that does not count, without anybody's.",
}
"""Tables that are tied to a person's rows, or may seem so, and say nothing about them."""


def whose_all(session: Session, home_page: str, person_id: uuid.UUID) -> Whose:
    """Return a person in all their organisations, those that they have left included."""
    found = select(Membership.id).where(Membership.person_id == person_id).order_by(Membership.made)
    return Whose(person_id, tuple(session.scalars(found)), home_page)


def held(parts: Services, session: Session, whose: Whose) -> dict[str, list[Row]]:
    """Return all rows about a person as plain data, by the key of their holding."""
    return {each.key: rows_of(parts, session, each, whose) for each in HOLDINGS}
