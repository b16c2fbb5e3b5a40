"""What an import would do, row by row, or why it cannot: nothing is written here."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from typing import Final, Literal

import msgspec
from msgspec import Struct
from sqlalchemy.orm import Session

from app.importing.cells import Problem, Said, read_row
from app.importing.changes import NOBODY_YET
from app.importing.changes import changes as in_words
from app.importing.forms_left import FormsLeft, Taken, forms_left
from app.importing.reading import Table
from app.importing.standing import Now, Standing, read
from app.organisations.groups import GroupKind, Place, not_open
from app.organisations.models import Role
from app.organisations.people_commands import Draft
from app.viewer import Member
from app.wording import counted

Kind = Literal["new", "again", "invitation", "member", "same"]
"""``new``: invited; ``again``: invited anew, having left or not answered in time; ``invitation``: an open
invitation changes; ``member``: a member changes; ``same``: nothing is done."""
KINDS: Final[tuple[Kind, ...]] = ("new", "again", "member", "invitation", "same")


class Step(Struct, frozen=True):
    """What is done for a row. key: of the membership or the invitation, none for a new one.

    changes: in words, of somebody new all that they get; remark: what is not done, and why.
    """

    number: int
    kind: Kind
    key: uuid.UUID | None
    name: str
    email: str
    roles: frozenset[Role]
    supervisors: frozenset[uuid.UUID]
    place: Place
    changes: tuple[str, ...] = ()
    remark: str = ""

    @property
    def draft(self) -> Draft:
        """What an invitation offers, as the page that invites one person has it."""
        return Draft(self.name, self.email, self.roles, self.supervisors, self.place)


class Plan(Struct, frozen=True):
    """All steps, or all problems. others: how many people of the organisation are not in the file.

    forms_left: open forms of the welcome meeting that no step hands over.
    """

    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    others: int
    forms_left: tuple[FormsLeft, ...] = ()

    def of_kind(self, kind: Kind) -> tuple[Step, ...]:
        """Return the steps of one kind."""
        return tuple(each for each in self.steps if each.kind == kind)

    @property
    def does_something(self) -> bool:
        """Whether anything would be written."""
        return any(each.kind != "same" for each in self.steps)

    @property
    def digest(self) -> str:
        """A text that differs where anything would be done otherwise."""
        shown = (self.steps, self.forms_left)
        return hashlib.sha256(msgspec.json.encode(shown, order="deterministic")).hexdigest()


def plan(session: Session, asker: Member, table: Table, moment: dt.datetime) -> Plan:
    """Return what the rows of a file would do in the asker's organisation."""
    said, problems = _read(table)
    repeated = _repeated(said)
    problems += repeated
    emails = {each.email for each in said}
    for each in said:
        emails |= each.supervisors or frozenset()
    there = read(session, asker, emails, moment)
    planner = _Planner(there, said)
    steps = [planner.step(each) for each in said]
    problems += planner.problems
    unclear = {each.row for each in repeated} | {each.number for each in said if each.doubtful}
    problems += _administrators(there, [step for step in steps if step.number not in unclear])
    in_file = {each.email for each in said}
    others = there.people - sum(email in there.members for email in in_file)
    problems.sort(key=lambda each: each.row)
    if problems:
        return Plan((), tuple(problems), others)
    left = forms_left(session, _taken(there, steps), there.names)
    return Plan(tuple(steps), (), others, left)


def _read(table: Table) -> tuple[list[Said], list[Problem]]:
    """Return what every row says, also where something in it is wrong: the rest is checked as well."""
    rows = [read_row(row) for row in table.rows]
    return [said for said, _ in rows], [problem for _, wrong in rows for problem in wrong]


def _repeated(said: Sequence[Said]) -> list[Problem]:
    """Return the rows whose address stands in another row before."""
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for each in said:
        if each.email and each.email in seen:
            sentence = f"The same e-mail address stands in row {seen[each.email]}."
            mend = "Take one of the two rows out."
            problems.append(Problem(each.number, "email", sentence, mend))
        seen.setdefault(each.email, each.number)
    return problems


class _Planner:
    """Turns what rows say into steps, and gathers what stands against it."""

    def __init__(self, there: Standing, said: Sequence[Said]) -> None:
        self._there = there
        self._roles_to_be = {
            each.email: each.roles for each in said if each.email in there.members and each.roles
        }
        self._doubtful = {each.email for each in said if each.doubtful}
        self._invited_in_file = {each.email for each in said if each.email not in there.members}
        self.problems: list[Problem] = []

    def step(self, said: Said) -> Step:
        """Return what is done for a row."""
        now = self._there.members.get(said.email) or self._there.invited.get(said.email)
        roles = said.roles or (now.roles if now else frozenset({Role.LEARNER}))
        supervisors = self._supervisors(said, now, roles)
        place = self._place(said, now)
        if said.email in self._there.members and now is not None:
            return self._member(said, now, roles, supervisors, place)
        if now is not None and now.works:
            changes = in_words(now, roles, supervisors, place, self._there.names, said.name)
            kind: Kind = "invitation" if changes else "same"
            return self._made(said, kind, now.key, roles, supervisors, place, changes)
        kind = "again" if now is not None or said.email in self._there.left else "new"
        key = now.key if now else None
        gets = in_words(NOBODY_YET, roles, supervisors, place, self._there.names)
        return self._made(said, kind, key, roles, supervisors, place, gets)

    def _member(
        self,
        said: Said,
        now: Now,
        roles: frozenset[Role],
        supervisors: frozenset[uuid.UUID],
        place: Place,
    ) -> Step:
        if now.supervises and Role.SUPERVISOR not in roles and not said.doubtful:
            sentence = f"{now.name} supervises {counted(now.supervises, 'doctor')}, and would no longer be a supervisor."
            self._wrong(said, "roles", sentence, "Hand the doctors over first, or leave the role.")
        changes = in_words(now, roles, supervisors, place, self._there.names)
        kind: Kind = "member" if changes else "same"
        remark = (
            f"Stays “{now.name}”: a name belongs to its account." if said.name != now.name else ""
        )
        made = self._made(said, kind, now.key, roles, supervisors, place, changes)
        return msgspec.structs.replace(made, name=now.name, remark=remark)

    def _made(
        self,
        said: Said,
        kind: Kind,
        key: uuid.UUID | None,
        roles: frozenset[Role],
        supervisors: frozenset[uuid.UUID],
        place: Place,
        changes: tuple[str, ...],
    ) -> Step:
        return Step(
            said.number, kind, key, said.name, said.email, roles, supervisors, place, changes
        )

    def _supervisors(
        self, said: Said, now: Now | None, roles: frozenset[Role]
    ) -> frozenset[uuid.UUID]:
        if said.supervisors is None:
            kept = now.supervisors if now else frozenset()
            return kept if Role.LEARNER in roles else frozenset()
        if Role.LEARNER not in roles and not said.doubtful:
            sentence = "Only a doctor (learner) has a supervisor."
            self._wrong(said, "supervisor", sentence, "Empty the cell, or add the role.")
            return frozenset()
        found = set()
        for email in sorted(said.supervisors):
            key = self._supervisor(said, email, now.supervisors if now else frozenset())
            if key is not None:
                found.add(key)
        return frozenset(found)

    def _supervisor(
        self, said: Said, email: str, already: frozenset[uuid.UUID]
    ) -> uuid.UUID | None:
        if email == said.email:
            self._wrong(said, "supervisor", "Nobody supervises themselves.", "Name another.")
            return None
        found = self._there.members.get(email)
        if found is None:
            if email in self._invited_in_file or email in self._there.invited:
                sentence = f"{email} is invited, and has not accepted yet."
                mend = "Leave the cell empty, and import it again once they have accepted."
            else:
                sentence = f"Nobody of your organisation has the address {email}."
                mend = "Check the address, or invite this supervisor first."
            self._wrong(said, "supervisor", sentence, mend)
            return None
        roles = self._roles_to_be.get(email, found.roles)
        if Role.SUPERVISOR not in roles and email not in self._doubtful:
            sentence, mend = f"{email} is no supervisor.", "Give them the role, or name another."
            self._wrong(said, "supervisor", sentence, mend)
            return None
        if found.key in self._there.paused and found.key not in already:
            sentence, mend = f"{email} is deactivated.", "Activate them again, or name another."
            self._wrong(said, "supervisor", sentence, mend)
            return None
        return found.key

    def _place(self, said: Said, now: Now | None) -> Place:
        before = now.place if now else Place()
        site, cohorts = before.site_id, before.cohort_ids
        if said.site:
            site = self._there.sites.get(said.site.casefold())
            if site is None:
                self._unknown(said, "site", said.site)
        if said.cohorts is not None:
            found = {name: self._there.cohorts.get(name.casefold()) for name in said.cohorts}
            for name, key in found.items():
                if key is None:
                    self._unknown(said, "cohort", name)
            cohorts = frozenset(key for key in found.values() if key is not None)
        return Place(site, cohorts, said.first_day or before.first_day)

    def _unknown(self, said: Said, column: GroupKind, name: str) -> None:
        sentence = not_open(column, name)
        self._wrong(said, column, sentence, "Add it under “Sites and cohorts”, or mend its name.")

    def _wrong(self, said: Said, column: str, sentence: str, mend: str) -> None:
        self.problems.append(Problem(said.number, column, sentence, mend))


def _taken(there: Standing, steps: Sequence[Step]) -> list[Taken]:
    """Return the doctors from whom a supervisor is taken."""
    found = []
    for step in steps:
        now = there.members.get(step.email)
        gone = now.supervisors - step.supervisors if now else frozenset()
        if now is not None and gone:
            found.append(Taken(now.key, now.name, gone))
    return found


def _administrators(there: Standing, steps: Sequence[Step]) -> list[Problem]:
    """Return the rows that together would leave the organisation without an administrator."""
    role = Role.ORGANISATION_ADMINISTRATOR
    losing = [step for step in steps if step.key in there.administrators and role not in step.roles]
    gaining = any(
        step.kind in ("member", "same")
        and role in step.roles
        and step.key not in there.administrators
        and step.key not in there.paused
        for step in steps
    )
    if gaining or len(losing) < len(there.administrators) or not losing:
        return []
    sentence = "Nobody would be left who administers the organisation."
    return [
        Problem(step.number, "roles", sentence, "Leave the role with one person at least.")
        for step in losing
    ]
