"""The table of doctor by phase as an address asks for it: every doctor to a lead, the own ones to a supervisor."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy.orm import Session

from app.induction import marking, matrix
from app.induction.listed import Listed
from app.induction.lists import lists
from app.induction.matrix import Line
from app.induction.reach import doctors_of
from app.induction.team import Team, leads, team
from app.induction.view import Choice, Narrowings, View, has_name, is_like
from app.organisations import groups
from app.viewer import Member
from course.induction.model import Induction


class Table(Struct, frozen=True):
    """What is shown. begun: how many lists there are without the view; without_list: how many doctors have none.

    lines: the lists of the view; waiting: doctors without a list, where the view asks for them.
    """

    view: View
    by: Narrowings
    begun: int
    without_list: int
    lines: tuple[Line, ...]
    waiting: tuple[tuple[uuid.UUID, str], ...]

    @property
    def shown(self) -> int:
        """How many doctors the page shows."""
        return len(self.waiting) if self.view.of_waiting else len(self.lines)


def table(
    session: Session,
    induction: Induction,
    asker: Member,
    words: Mapping[str, str],
    on: dt.date,
) -> Table:
    """Return the table of an address's words. on: today. Raises BadAddress."""
    people = team(session, asker.organisation_id)
    own = None if leads(asker) else frozenset(doctors_of(session, asker))
    found = lists(session, induction, asker.organisation_id, on, of=own, asks=people)
    without = [
        (key, name)
        for key, name in marking.waiting_by_name(session, asker.organisation_id)
        if own is None or key in own
    ]
    by = _narrowings(session, asker, people, found) if own is None else Narrowings()
    view = View.of(words, by)
    of_view = _doctors(session, asker, people, view)
    lines = matrix.matrix(induction, found, on)
    return Table(
        view,
        by,
        len(lines),
        len(without),
        tuple(
            line
            for line in lines
            if not view.of_waiting
            and (of_view is None or line.found.membership_id in of_view)
            and has_name(f"{line.found.name} {line.found.name_words}", view.name)
            and is_like(line, view, on)
        ),
        tuple(
            (key, name)
            for key, name in without
            if view.of_waiting
            and view.owner is None  # nothing is anybody's to do before a list has begun
            and (of_view is None or key in of_view)
            and has_name(name, view.name)
        ),
    )


def _doctors(
    session: Session, asker: Member, people: Team, view: View
) -> frozenset[uuid.UUID] | None:
    """Return the doctors of a view's supervisor and cohort; none where it names neither."""
    found: list[frozenset[uuid.UUID]] = []
    if view.supervisor is not None:
        theirs = (doctor for doctor, of in people.supervisors.items() if view.supervisor in of)
        found.append(frozenset(theirs))
    if view.cohort is not None:
        found.append(frozenset(session.scalars(groups.members_in_cohort(asker, view.cohort))))
    return frozenset.intersection(*found) if found else None


def _narrowings(
    session: Session, asker: Member, people: Team, found: Sequence[Listed]
) -> Narrowings:
    owning = {owner for each in found for row in each.rows if row.open for owner in row.owners}
    supervising = {key for each in people.supervisors.values() for key in each}
    named = sorted(people.names.items(), key=lambda pair: pair[1].casefold())
    # Whoever has nothing to do any more is offered no longer; an address that was kept still holds.
    return Narrowings(
        tuple(Choice(key, name, key in owning) for key, name in named),
        tuple(Choice(key, name, key in supervising) for key, name in named),
        tuple(
            Choice(row.id, row.name, not row.ended)
            for row in groups.groups(session, asker, "cohort")
        ),
    )
