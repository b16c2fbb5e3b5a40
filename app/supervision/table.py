"""A line of “Who is where”: one doctor, with what they did and what is asked of them."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from sqlalchemy.orm import Session

from app.assignments.reading import Assigned, assigned
from app.supervision.learners import Supervised, learners
from app.supervision.models import Progress
from app.supervision.standing import ModuleStanding, State, rows_of, standings
from app.wording import capital, time_spent
from course.model import Module


class Row(Struct, frozen=True):
    """A doctor. seconds: in all registrations; last_active: none before the first statement.

    asked: what is assigned to them, by module.
    """

    doctor: Supervised
    modules: tuple[ModuleStanding, ...]
    seconds: float
    last_active: dt.datetime | None
    asked: Mapping[str, Assigned] = {}

    @property
    def membership_id(self) -> uuid.UUID:
        """Whose row it is."""
        return self.doctor.membership_id

    @property
    def active(self) -> dt.datetime:
        """When they were last active, or since when they are here without having begun."""
        return self.last_active or self.doctor.since

    def due(self, module: ModuleStanding) -> Assigned | None:
        """Return what is assigned in a module and not passed; none where there is nothing."""
        asked = self.asked.get(module.slug)
        if asked is None or asked.passed is not None or module.state is State.PASSED:
            return None
        return asked

    @property
    def still_due(self) -> int:
        """How many modules are assigned and not passed."""
        return sum(self.due(module) is not None for module in self.modules)

    @property
    def time_words(self) -> str:
        """The time spent; of a first visit that runs, that it is counted when it ends."""
        if not self.seconds and self.last_active is not None:
            return "Counted when the first visit ends"
        return capital(time_spent(self.seconds))

    @property
    def due_by(self) -> dt.date | None:
        """The earliest day by which something is due that is not passed; none where nothing is."""
        due = (self.due(module) for module in self.modules)
        return min((each.due for each in due if each and each.due), default=None)

    @property
    def state(self) -> State:
        """The doctor's state over all modules: the one that somebody should look at."""
        states = {each.state for each in self.modules}
        if len(states) == 1:
            return next(iter(states))
        return State.NOT_PASSED if State.NOT_PASSED in states else State.IN_PROGRESS


def rows_for(
    session: Session, members: Collection[uuid.UUID], modules: Sequence[Module]
) -> dict[uuid.UUID, Row]:
    """Return the row of each of some members who learn, in as many statements for fifty as for one.

    Whose rows the asker may see is decided before.
    """
    doctors = learners(session, members)
    found = rows_of(session, doctors)
    asked = assigned(session, [doctor.membership_id for doctor in doctors])
    return {
        doctor.membership_id: row_of(
            doctor, found[doctor.membership_id], modules, asked[doctor.membership_id]
        )
        for doctor in doctors
    }


def row_of(
    doctor: Supervised,
    found: Sequence[Progress],
    modules: Sequence[Module],
    asked: Sequence[Assigned] = (),
) -> Row:
    """Return a doctor's row."""
    return Row(
        doctor,
        standings(found, modules),
        sum(each.seconds for each in found),
        max((each.last_active for each in found), default=None),
        {each.module: each for each in asked},
    )
