"""What others than the two may know: in which state a form is, and dates. Nothing of what is in it."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.accounts.models import Person
from app.assignments.due import due_words, today
from app.organisations.models import Membership, MembershipRole, Role
from app.organisations.people_list import supervisors_of
from app.viewer import Member
from app.welcome import actions_kept
from app.welcome.actions_kept import Numbers
from app.welcome.models import WelcomeForm
from app.welcome.oversight_view import AWAY, LATE, REVIEW, View
from app.welcome.reviewing import waiting
from app.welcome.starting import reviews_done
from app.welcome.states import in_words, state_of
from app.welcome.stranded import is_stranded

PAGE: Final = 25


class Doctor(Struct, frozen=True):
    """A doctor with the latest of their forms, if any. on: today.

    since: they are here; away: their account is deactivated; supervisor: who is named in the form;
    reviewed: months of the latest review that both signed; actions: how many are open, and late;
    stranded: who is named in the form supervises them no more.
    """

    membership_id: uuid.UUID
    name: str
    since: dt.date
    away: bool
    on: dt.date
    form: WelcomeForm | None = None
    supervisor: str = ""
    reviewed: int = 0
    actions: Numbers = Numbers()
    stranded: bool = False

    @property
    def state(self) -> str:
        """A key of STATE_WORDS."""
        return "not_started" if self.form is None else state_of(self.form, self.reviewed)

    @property
    def words(self) -> str:
        """The state with its date; without a form, that nobody has begun one."""
        return "Not started" if self.form is None else in_words(self.form, self.reviewed)

    @property
    def missed(self) -> dt.date | None:
        """The day for which a meeting was planned that nobody has noted as held; none otherwise."""
        if self.form is None or self.form.meeting is None or self.state not in _BEFORE_HELD:
            return None
        day = today(self.form.meeting)
        return day if day < self.on else None

    @property
    def late_since(self) -> dt.date | None:
        """Since when something is overdue: an action of the trust's own, or the meeting."""
        return min((day for day in (self.actions.since, self.missed) if day), default=None)

    @property
    def review(self) -> tuple[int, dt.date] | None:
        """The review that waits to be held, as months and its day."""
        return waiting(self.form, self.reviewed, self.on) if self.form is not None else None

    @property
    def needs(self) -> tuple[str, ...]:
        """What somebody should look at, in words, beside what stands in the state."""
        found = []
        if self.stranded:
            found.append("The supervisor has changed, and the doctor has not passed the form on")
        if self.missed is not None:
            found.append("The day is over, and nothing says that it was held")
        if self.state == "discussed":
            found.append("Not signed by both yet")
        if self.review is not None:
            months, day = self.review
            found.append(f"Review after {months} months: {due_words(day, self.on)}")
        return tuple(found)

    def shown(self, show: str) -> bool:
        """Say whether they are among those whom a view shows. show: a key of SHOWN, or empty."""
        if self.away or show == AWAY:
            return self.away and show == AWAY
        if show == LATE:
            return self.late_since is not None
        if show == REVIEW:
            return self.review is not None
        return show in {"", self.state}

    @property
    def place(self) -> tuple[int, dt.date, str, uuid.UUID]:
        """Where they stand in the list: what needs somebody first, and of that what has for longest."""
        rank, day = self._need
        return rank, day, self.name.casefold(), self.membership_id

    @property
    def _need(self) -> tuple[int, dt.date]:
        form = self.form
        if self.late_since is not None:
            return 0, self.late_since
        if form is not None and form.discussed is not None and self.state == "discussed":
            return 1, today(form.discussed)
        if self.review is not None:
            return 2, self.review[1]
        if form is None or self.state == "begun":
            return 3, self.since
        if self.state in _UNDER_WAY:
            return 4, today(form.made)
        return 5, dt.date.max


_BEFORE_HELD: Final = frozenset({"meeting_booked", "safety_agreed"})
_UNDER_WAY: Final = _BEFORE_HELD | {"img_drafting", "shared", "withdrawn"}


class Overseen(Struct, frozen=True):
    """A page of the list. found: how many the view shows on all pages; counts: by keys of SHOWN.

    all: how many there are whose account is active; withs: with whom the meeting is, or is to be.
    """

    rows: Sequence[Doctor]
    found: int
    all: int
    counts: Mapping[str, int]
    withs: Mapping[uuid.UUID, str]


def overseen(session: Session, asker: Member, view: View, on: dt.date) -> Overseen:
    """Return what a view shows of the asker's organisation, in as many statements for 30 as for 3. on: today.

    A line is made of each doctor, since which review is due is reckoned by the calendar: a trust has some
    hundreds who learn, and a line is a row of a table.
    """
    everybody = _doctors(session, asker, on)
    found = sorted(
        (each for each in everybody if each.shown(view.show) and view.names(each.name)),
        key=lambda each: each.place,
    )
    rows = found[(view.page - 1) * PAGE : view.page * PAGE]
    here = [each for each in everybody if not each.away]
    counts = Counter(each.state for each in here)
    counts[LATE] = sum(each.late_since is not None for each in here)
    counts[REVIEW] = sum(each.review is not None for each in here)
    counts[AWAY] = len(everybody) - len(here)
    return Overseen(rows, len(found), len(here), counts, _withs(session, rows))


def _withs(session: Session, rows: Sequence[Doctor]) -> Mapping[uuid.UUID, str]:
    """Return who is named in the form of each; without one, who supervises them, be it nobody."""
    theirs = supervisors_of(session, [each.membership_id for each in rows])
    found = {}
    for each in rows:
        now = ", ".join(name for name, _ in theirs.get(each.membership_id, ()))
        before = each.supervisor or "a supervisor who has left"
        found[each.membership_id] = (
            f"{now or 'Nobody yet'}; the form is with {before}"
            if each.stranded
            else each.supervisor or now
        )
    return found


def _doctors(session: Session, asker: Member, on: dt.date) -> Sequence[Doctor]:
    supervisor_membership, supervisor = aliased(Membership), aliased(Person)
    found = session.execute(
        select(Membership, Person.name, WelcomeForm, supervisor.name, is_stranded())
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
        .order_by(WelcomeForm.made)
    ).all()
    forms = select(WelcomeForm.id).where(WelcomeForm.organisation_id == asker.organisation_id)
    reviewed = reviews_done(session, forms)
    numbers = actions_kept.numbers(session, forms, on)
    latest: dict[uuid.UUID, Doctor] = {}
    for membership, name, form, who, waits in found:
        of_form = (
            (form, who or "", reviewed.get(form.id, 0), numbers.get(form.id, Numbers()), waits)
            if form is not None
            else ()
        )
        latest[membership.id] = Doctor(
            membership.id,
            name,
            today(membership.made),
            membership.paused is not None,
            on,
            *of_form,
        )
    return tuple(latest.values())
