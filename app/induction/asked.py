"""The items that an organisation asks for: the course's, as it has changed them, and its own."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.induction.models import InductionOwnItem, InductionRule
from course.induction.model import Due, Evidence, Induction, Item, Owner

IMG: Final = "img"
OWN: Final = "own-"
"""What the key of an organisation's own item begins with."""


class Asked(Struct, frozen=True):
    """An item as an organisation asks it. key: the course's id, or ``own-`` and the row's id.

    owner_id: a member by name, who goes before the owner's code; rule: whether the organisation has
    changed something; off: it is not asked here; fixed: it cannot be switched off.
    """

    key: str
    phase: str
    text: str
    area: str
    owner: Owner
    due: Due
    evidence: Evidence
    owner_id: uuid.UUID | None = None
    why: str = ""
    basis: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    nations: Mapping[str, str] = {}
    card: bool = False
    fixed: bool = False
    rule: bool = False
    off: bool = False

    @property
    def own(self) -> bool:
        """Say whether the organisation added it."""
        return self.key.startswith(OWN)

    @property
    def of_doctor(self) -> bool:
        """Say whether it is the doctor's own to do; all others are the trust's."""
        return self.owner == IMG


def asked(
    session: Session, induction: Induction, organisation_id: uuid.UUID, *, with_off: bool = False
) -> tuple[Asked, ...]:
    """Return what an organisation asks for, by phase and due day. with_off: what it switched off too."""
    rules = {
        row.item: row
        for row in session.scalars(
            select(InductionRule).where(InductionRule.organisation_id == organisation_id)
        )
    }
    own = session.scalars(
        select(InductionOwnItem)
        .where(InductionOwnItem.organisation_id == organisation_id)
        .where(InductionOwnItem.retired.is_(None))
        .order_by(InductionOwnItem.made, InductionOwnItem.id)
    ).all()
    found: list[Asked] = []
    for phase in induction.phases:
        found += (_asked(phase.id, item, rules.get(item.id)) for item in phase.items)
        found += (_own(row) for row in own if row.phase == phase.id)
    return tuple(each for each in found if with_off or not each.off)


def find(items: Iterable[Asked], key: str) -> Asked | None:
    """Return the item with this key; none where there is none."""
    return next((each for each in items if each.key == key), None)


def _asked(phase: str, item: Item, rule: InductionRule | None) -> Asked:
    due, owner, owner_id = item.due, item.owner, None
    if rule is not None and rule.days is not None:
        due = Due(rule.days, rule.working)
    if rule is not None and rule.owner and item.owner != IMG:
        owner = rule.owner  # type: ignore[assignment]  # kept from a form that offers owners only
    if rule is not None:
        owner_id = rule.owner_id
    return Asked(
        key=item.id,
        phase=phase,
        text=item.text,
        area=item.area,
        owner=owner,
        due=due,
        evidence=item.evidence,
        owner_id=owner_id,
        why=item.why,
        basis=item.basis,
        tags=item.tags,
        nations=item.nations,
        card=item.card,
        fixed=item.fixed,
        rule=rule is not None,
        # What became our minimum after it was switched off is asked again.
        off=rule is not None and rule.off and not item.fixed,
    )


def _own(row: InductionOwnItem) -> Asked:
    return Asked(
        key=f"{OWN}{row.id}",
        phase=row.phase,
        text=row.text,
        area=row.area,
        owner=row.owner,  # type: ignore[arg-type]  # kept from a form that offers owners only
        due=Due(row.days, row.working),
        evidence=Evidence("note", ""),
        owner_id=row.owner_id,
    )
