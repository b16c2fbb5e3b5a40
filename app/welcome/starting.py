"""The forms that somebody has a seat at, and how one is begun."""

import datetime as dt
import os
import uuid
from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.assignments.due import today
from app.errors import Conflict, NotFound
from app.organisations.models import Membership, Organisation, Supervision
from app.organisations.people_queries import hold
from app.viewer import Member
from app.welcome import states, trust_forms
from app.welcome.access import Seat
from app.welcome.actions_kept import Forms
from app.welcome.models import WelcomeForm, WelcomeVersion
from app.welcome.stranded import is_stranded
from course.nations import HOME_NATIONS

SALT_BYTES: Final = 32


class Listed(Struct, frozen=True):
    """A form in a list. who: the other of the two; words: its state; tag: the same in a word or two.

    stranded: it is open with somebody who supervises the doctor no more.
    """

    id: uuid.UUID
    who: str
    words: str
    open: bool
    tag: str
    stranded: bool = False


class Doctor(Struct, frozen=True):
    """A doctor whom the asker supervises, with the form that is open between the two, if any.

    elsewhere: they have an open form with another; stranded: with one who supervises them no more.
    """

    membership_id: uuid.UUID
    name: str
    form: Listed | None
    elsewhere: bool
    stranded: bool


def own_forms(session: Session, asker: Member) -> tuple[Listed, ...]:
    """Return the asker's forms as a doctor, the latest first."""
    rows = session.execute(
        select(WelcomeForm, Person.name, is_stranded())
        .outerjoin(Membership, Membership.id == WelcomeForm.supervisor_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .where(WelcomeForm.learner_id == asker.membership_id)
        .order_by(WelcomeForm.made.desc())
    ).all()
    reviewed = reviews_done(session, [form.id for form, _, _ in rows])
    return tuple(
        _listed(form, name or "", reviewed, stranded=stranded) for form, name, stranded in rows
    )


def own_supervisors(session: Session, asker: Member) -> tuple[tuple[uuid.UUID, str], ...]:
    """Return who supervises the asker and can act, by name."""
    rows = session.execute(
        select(Membership.id, Person.name)
        .join(Supervision, Supervision.supervisor_id == Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(Supervision.learner_id == asker.membership_id)
        .where(Membership.ended.is_(None), Membership.paused.is_(None))
        .order_by(Person.name, Membership.id)
    )
    return tuple((key, name) for key, name in rows)


def own_doctors(session: Session, asker: Member) -> tuple[Doctor, ...]:
    """Return the doctors whom the asker supervises, each with the form between the two."""
    doctors = session.execute(
        select(Membership.id, Person.name)
        .join(Supervision, Supervision.learner_id == Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Supervision.supervisor_id == asker.membership_id,
            Membership.organisation_id == asker.organisation_id,
            Membership.ended.is_(None),
        )
        .order_by(Person.name, Membership.id)
    ).all()
    rows = session.execute(
        select(WelcomeForm, is_stranded()).where(
            WelcomeForm.learner_id.in_([key for key, _ in doctors]),
            WelcomeForm.transferred.is_(None),
        )
    ).all()
    reviewed = reviews_done(session, [form.id for form, _ in rows])
    found = []
    for key, name in doctors:
        forms = [(form, waits) for form, waits in rows if form.learner_id == key]
        mine = next((f for f, _ in forms if f.supervisor_id == asker.membership_id), None)
        elsewhere = any(form.closed is None and form is not mine for form, _ in forms)
        listed = _listed(mine, name, reviewed) if mine else None
        found.append(Doctor(key, name, listed, elsewhere, any(waits for _, waits in forms)))
    return tuple(found)


def start(
    session: Session,
    asker: Member,
    learner_id: uuid.UUID,
    supervisor_id: uuid.UUID,
    moment: dt.datetime,
) -> WelcomeForm:
    """Begin a form between two, of whom the asker is one; return the one that is there already.

    Raises NotFound where the one does not supervise the other; Conflict where another is open.
    """
    tie = session.get(Supervision, (supervisor_id, learner_id))
    if tie is None or asker.membership_id not in {learner_id, supervisor_id}:
        raise NotFound("There is no such pair of doctor and supervisor.")
    if session.get_one(Membership, supervisor_id).paused is not None:
        raise Conflict("This supervisor’s account is deactivated. Choose another one.")
    hold(session, [learner_id])  # one after another
    there = session.scalars(
        select(WelcomeForm).where(
            WelcomeForm.learner_id == learner_id,
            WelcomeForm.closed.is_(None),
            WelcomeForm.transferred.is_(None),
        )
    ).first()
    if there is not None:
        if there.supervisor_id == supervisor_id:
            return there
        raise Conflict(
            "There is an open form with another supervisor. The doctor can pass it on from there."
        )
    own = trust_forms.in_force(session, asker.organisation_id, today(moment))
    form = WelcomeForm(
        id=uuid.uuid4(),
        organisation_id=asker.organisation_id,
        learner_id=learner_id,
        supervisor_id=supervisor_id,
        made=moment,
        begun_by=asker.membership_id,
        own_form_id=own.id if own else None,
        salt=os.urandom(SALT_BYTES),
    )
    session.add(form)
    session.flush()
    return form


def reviews_done(session: Session, forms: Forms) -> Mapping[uuid.UUID, int]:
    """Return for each form the months of the latest review that both have signed."""
    rows = session.execute(
        select(WelcomeVersion.form_id, func.max(WelcomeVersion.months))
        .where(WelcomeVersion.form_id.in_(forms), WelcomeVersion.frozen.is_not(None))
        .group_by(WelcomeVersion.form_id)
    )
    return {row[0]: row[1] for row in rows}


def nation_words(session: Session, seat: Seat) -> str:
    """Return the nation of the post, as the organisation says it; empty where it says none."""
    nation = session.get_one(Organisation, seat.form.organisation_id).nation
    return HOME_NATIONS[nation] if nation else ""


def _listed(
    form: WelcomeForm, who: str, reviewed: Mapping[uuid.UUID, int], *, stranded: bool = False
) -> Listed:
    open_ = form.closed is None and form.transferred is None
    months = reviewed.get(form.id, 0)
    tag = states.TAGS.get(states.state_of(form, months), "In progress")
    return Listed(form.id, who, states.in_words(form, months), open_, tag, stranded)
