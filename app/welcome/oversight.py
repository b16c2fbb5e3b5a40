"""What others than the two may know: in which state a form is, and dates. Nothing of what is in it."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.accounts.models import Person
from app.organisations.models import Membership, MembershipRole, Role
from app.viewer import Member
from app.welcome import actions_kept
from app.welcome.models import WelcomeForm
from app.welcome.starting import reviews_done
from app.welcome.states import in_words


class Row(Struct, frozen=True):
    """A doctor. words: the state of their form; late: open actions of the trust whose day is over."""

    membership_id: uuid.UUID
    name: str
    supervisor: str
    words: str
    open: int
    late: int


def rows(session: Session, asker: Member, on: dt.date) -> tuple[Row, ...]:
    """Return a row for each doctor of the asker's organisation, by name. on: today."""
    supervisor_membership, supervisor = aliased(Membership), aliased(Person)
    found = session.execute(
        select(Membership.id, Person.name, WelcomeForm, supervisor.name)
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .outerjoin(
            WelcomeForm,
            (WelcomeForm.learner_id == Membership.id) & WelcomeForm.transferred.is_(None),
        )
        .outerjoin(supervisor_membership, supervisor_membership.id == WelcomeForm.supervisor_id)
        .outerjoin(supervisor, supervisor.id == supervisor_membership.person_id)
        .where(
            Membership.organisation_id == asker.organisation_id,
            Membership.ended.is_(None),
            MembershipRole.role == Role.LEARNER,
        )
        .order_by(Person.name, WelcomeForm.made)
    ).all()
    reviewed = reviews_done(session, [form.id for _, _, form, _ in found if form is not None])
    latest: dict[uuid.UUID, Row] = {}
    for membership_id, name, form, who in found:
        if form is None:
            latest[membership_id] = Row(membership_id, name, "", "Not started", 0, 0)
            continue
        open_, late = actions_kept.numbers(session, form.id, on)
        words = in_words(form, reviewed.get(form.id, 0))
        latest[membership_id] = Row(membership_id, name, who or "", words, open_, late)
    return tuple(latest.values())
