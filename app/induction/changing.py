"""How an organisation makes the list its own: owners, days, items left out, items added."""

import datetime as dt
import uuid
from collections.abc import Collection

from msgspec import Struct
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.errors import NotAllowed, NotFound
from app.induction.asked import OWN, Asked, asked, find
from app.induction.models import InductionOwner, InductionOwnItem, InductionRule
from app.induction.team import Team
from app.organisations.people_queries import hold
from app.upserts import held
from app.viewer import Member
from course.induction.model import Induction


class Change(Struct, frozen=True):
    """How an item is asked. owner: a code; owner_id: a member by name; days: from the first day in post."""

    owner: str
    owner_id: uuid.UUID | None
    days: int
    working: bool
    off: bool = False


class NewItem(Struct, frozen=True):
    """An item that is added."""

    phase: str
    area: str
    text: str
    change: Change


def item_of(session: Session, induction: Induction, asker: Member, key: str) -> Asked:
    """Return an item of the asker's organisation, switched off or not. Raises NotFound."""
    found = find(asked(session, induction, asker.organisation_id, with_off=True), key)
    if found is None:
        raise NotFound("There is no such item in your organisation’s list.")
    return found


def change(session: Session, asker: Member, item: Asked, to: Change) -> None:
    """Ask an item of the course in another way. Raises NotAllowed for switching off what is fixed."""
    if to.off and item.fixed:
        raise NotAllowed(
            "This item is a minimum, or rests on the law: it stays on every list. You can change its owner"
            " and its day."
        )
    if item.own:
        _change_own(session, asker, item, to)
        return
    key = {"organisation_id": asker.organisation_id, "item": item.key}
    first = {"owner": "", "days": to.days, "working": to.working}
    row = held(session, InductionRule, key, **first)
    row.owner = "" if item.of_doctor else to.owner
    row.owner_id = None if item.of_doctor else to.owner_id
    row.days, row.working, row.off = to.days, to.working, to.off
    session.flush()


def as_it_was(session: Session, asker: Member, item: Asked) -> None:
    """Ask an item as the course does."""
    row = session.get(InductionRule, (asker.organisation_id, item.key))
    if row is not None:
        session.delete(row)


def add(session: Session, asker: Member, new: NewItem) -> str:
    """Add an item; return its key."""
    row = InductionOwnItem(
        organisation_id=asker.organisation_id,
        phase=new.phase,
        area=new.area,
        text=new.text,
        owner=new.change.owner,
        owner_id=new.change.owner_id,
        days=new.change.days,
        working=new.change.working,
        made_by=asker.membership_id,
    )
    session.add(row)
    session.flush()
    return f"{OWN}{row.id}"


def retire(session: Session, asker: Member, item: Asked, moment: dt.datetime) -> None:
    """Take an own item from every list. What was said of it stays, unseen."""
    _own_row(session, asker, item).retired = moment


def name_owners(session: Session, people: Team, owner: str, members: Collection[uuid.UUID]) -> None:
    """Name exactly these people of the organisation for an owner, such as IT."""
    chosen = [key for key in members if key in people.names]
    hold(session, chosen)  # two may name them at once
    here = list(people.names)
    session.execute(
        delete(InductionOwner).where(
            InductionOwner.owner == owner, InductionOwner.membership_id.in_(here)
        )
    )
    session.add_all(InductionOwner(owner=owner, membership_id=key) for key in chosen)
    session.flush()


def _change_own(session: Session, asker: Member, item: Asked, to: Change) -> None:
    row = _own_row(session, asker, item)
    row.owner, row.owner_id = to.owner, to.owner_id
    row.days, row.working = to.days, to.working


def _own_row(session: Session, asker: Member, item: Asked) -> InductionOwnItem:
    row = session.get(InductionOwnItem, uuid.UUID(item.key.removeprefix(OWN)))
    if row is None or row.organisation_id != asker.organisation_id:
        raise NotFound("There is no such item in your organisation’s list.")
    return row
