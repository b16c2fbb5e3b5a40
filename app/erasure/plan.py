"""What an erasure would take, told before it is done: nothing is changed here."""

import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.accounts.held import HOLDINGS
from app.accounts.holding import Holding, Whose, count_of
from app.accounts.own_statements import agents, own_statements
from app.erasure.holdings import HOLDINGS as REQUESTS
from app.organisations.models import Membership
from app.services import Services

UNTOLD: Final = frozenset({"invitations"})
"""Left out of a plan: whoever answers the request would learn that another organisation invites."""


class Scope(Struct, frozen=True):
    """Whose data, and how much of them: wholly, or only what belongs to one organisation."""

    whose: Whose
    organisation_id: uuid.UUID
    membership_id: uuid.UUID
    wholly: bool

    def takes(self, holding: Holding) -> bool:
        """Say whether the rows of a holding are meant."""
        return self.wholly or holding.of == "membership"


class Line(Struct, frozen=True):
    """How many rows or statements there are of one kind. why: they stay, empty where they go."""

    key: str
    title: str
    number: int
    why: str = ""


class Plan(Struct, frozen=True):
    """What goes and what stays.

    elsewhere: the person belongs to other organisations too, or runs the platform. mentions:
    statements about others in which only the account number stands. other_store: the address of the
    record store that has to be asked by a person; empty for the embedded one.
    """

    lines: tuple[Line, ...]
    elsewhere: bool
    mentions: int
    other_store: str

    @property
    def goes(self) -> tuple[Line, ...]:
        """What is erased."""
        return tuple(each for each in self.lines if not each.why and each.number)

    @property
    def stays(self) -> tuple[Line, ...]:
        """What the organisation keeps, each with the reason.

        Requests for erasure are not among them: that they stay is said of every erasure.
        """
        own = {each.key for each in REQUESTS}
        kept = (each for each in self.lines if each.why and each.number)
        return tuple(each for each in kept if each.why != ELSEWHERE and each.key not in own)

    @property
    def rows(self) -> int:
        """How many rows go."""
        return sum(each.number for each in self.goes if each.key != STATEMENTS)

    @property
    def statements(self) -> int:
        """How many statements go."""
        return sum(each.number for each in self.goes if each.key == STATEMENTS)


ELSEWHERE = "It belongs to the account, with which the person works elsewhere too."
STATEMENTS = "statements"


def scope_of(session: Session, home_page: str, membership_id: uuid.UUID) -> Scope:
    """Return what an erasure of a membership is about."""
    found = session.get_one(Membership, membership_id)
    another = exists().where(
        Membership.person_id == found.person_id, Membership.id != membership_id
    )
    elsewhere = session.scalar(select(another)) or found.person.platform_administrator
    whose = Whose(found.person_id, (membership_id,), home_page)
    return Scope(whose, found.organisation_id, membership_id, wholly=not elsewhere)


def plan(parts: Services, session: Session, membership_id: uuid.UUID) -> Plan:
    """Return what the erasure of a membership would take. Raises StoreAway."""
    scope = scope_of(session, parts.home_page, membership_id)
    lines = [
        Line(
            each.key,
            each.title,
            count_of(session, each, scope.whose),
            each.stays if scope.takes(each) else ELSEWHERE,
        )
        for each in HOLDINGS
        if each.key not in UNTOLD
    ]
    statements, mentions = _statements(parts, session, scope)
    lines.append(Line(STATEMENTS, "Statements about what was learnt", statements))
    return Plan(tuple(lines), not scope.wholly, mentions, parts.settings.lrs_endpoint)


def _statements(parts: Services, session: Session, scope: Scope) -> tuple[int, int]:
    if parts.embedded_lrs is None:
        return len(own_statements(parts, session, scope.whose)), 0
    everywhere = agents(session, parts.home_page, scope.membership_id)
    found = parts.embedded_lrs.upkeep.plan_person(str(scope.organisation_id), list(everywhere))
    return found.own, sum(found.mentioned.values())
