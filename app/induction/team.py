"""Who stands for which owner in an organisation: leads, supervisors, and those who were named."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.induction.asked import Asked
from app.induction.models import InductionOwner
from app.organisations.models import Membership, MembershipRole, Role, Supervision
from app.viewer import Member
from course.induction.model import Induction

LEADING: Final = frozenset({Role.LEAD, Role.ORGANISATION_ADMINISTRATOR})
WORKING: Final = frozenset(Role) - {Role.LEARNER, Role.EDITOR}
"""Roles of which a member can be named as an owner. Whoever only edits texts looks after no newcomer."""
BY_ROLE: Final = ("lead", "supervisor", "img")
"""Owners whom nobody needs to name: they follow from roles."""


class Team(Struct, frozen=True):
    """The people of an organisation who may own items. names: of all who work in it, by membership.

    leads: IMG leads, or its administrators where there is none; named: by the owner's code; supervisors: by
    doctor.
    """

    names: Mapping[uuid.UUID, str]
    leads: frozenset[uuid.UUID]
    named: Mapping[str, frozenset[uuid.UUID]]
    supervisors: Mapping[uuid.UUID, frozenset[uuid.UUID]]

    def owners(
        self, item: Asked, doctor: uuid.UUID, handed_to: uuid.UUID | None
    ) -> frozenset[uuid.UUID]:
        """Return who owns an item for a doctor. handed_to: a member named for this doctor alone.

        Where nobody is named, or the one who was named has left or is deactivated, it is the leads' until
        somebody is.
        """
        if item.of_doctor:
            return frozenset({doctor})
        for one in (handed_to, item.owner_id):
            if one is not None and one in self.names:
                return frozenset({one})
        if item.owner == "lead":
            return self.leads
        if item.owner == "supervisor":
            return self.supervisors.get(doctor, frozenset()) or self.leads
        return self.named.get(item.owner, frozenset()) or self.leads

    def owner_words(
        self, induction: Induction, item: Asked, doctor: uuid.UUID, handed_to: uuid.UUID | None
    ) -> str:
        """Return such as "IT (Kasia Nowak)"; the code's name alone where nobody was named."""
        code = induction.owners.get(item.owner, item.owner)
        if item.of_doctor:
            return code
        by_name = [one for one in (handed_to, item.owner_id) if one is not None]
        found = next((one for one in by_name if one in self.names), None)
        people = {found} if found else self._named_for(item, doctor)
        names = sorted(self.names[one] for one in people if one in self.names)
        return f"{code} ({', '.join(names)})" if names else code

    def _named_for(self, item: Asked, doctor: uuid.UUID) -> frozenset[uuid.UUID]:
        if item.owner == "lead":
            return self.leads
        if item.owner == "supervisor":
            return self.supervisors.get(doctor, frozenset())
        return self.named.get(item.owner, frozenset())


def team(session: Session, organisation_id: uuid.UUID) -> Team:
    """Return the team of an organisation: whoever has left, or is deactivated, is not in it."""
    rows = session.execute(
        select(Membership.id, Person.name, MembershipRole.role)
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .where(Membership.organisation_id == organisation_id)
        .where(Membership.ended.is_(None), Membership.paused.is_(None))
        .where(MembershipRole.role.in_(WORKING))
    ).all()
    names = {key: name for key, name, _ in rows}
    leads = frozenset(key for key, _, role in rows if role is Role.LEAD)
    administrators = frozenset(
        key for key, _, role in rows if role is Role.ORGANISATION_ADMINISTRATOR
    )
    supervisors: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    pairs = session.execute(
        select(Supervision.learner_id, Supervision.supervisor_id)
        .join(Membership, Membership.id == Supervision.learner_id)
        .where(Membership.organisation_id == organisation_id)
    )
    for learner, supervisor in pairs:
        if supervisor in names:
            supervisors[learner].add(supervisor)
    return Team(
        names,
        leads or administrators,
        named_owners(session, names),
        {key: frozenset(value) for key, value in supervisors.items()},
    )


def named_owners(
    session: Session, names: Mapping[uuid.UUID, str]
) -> dict[str, frozenset[uuid.UUID]]:
    """Return who was named for each owner, of those who still work here."""
    found: dict[str, set[uuid.UUID]] = defaultdict(set)
    for row in session.scalars(
        select(InductionOwner).where(InductionOwner.membership_id.in_(list(names)))
    ):
        found[row.owner].add(row.membership_id)
    return {owner: frozenset(members) for owner, members in found.items()}


def leads(asker: Member) -> bool:
    """Say whether somebody sees every list of the organisation, and may change how it asks."""
    return not LEADING.isdisjoint(asker.roles)
