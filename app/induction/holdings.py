"""What inductions hold about a person: their own list, and what they ticked, signed and own on others'."""

import uuid
from typing import Final

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Whose
from app.induction.models import (
    InductionList,
    InductionOwner,
    InductionOwnItem,
    InductionRule,
    InductionSignOff,
    InductionState,
)

_ANOTHER: Final = "it is somebody else"
_ABOUT_ANOTHER: Final = "it is about somebody else"


def _own_lists(whose: Whose) -> Select[uuid.UUID]:
    return select(InductionList.id).where(InductionList.membership_id.in_(whose.membership_ids))


def _others_states(whose: Whose) -> ColumnElement[bool]:
    return or_(
        InductionState.by_id.in_(whose.membership_ids),
        InductionState.owner_id.in_(whose.membership_ids),
    ) & InductionState.list_id.not_in(_own_lists(whose))


def _own_items(whose: Whose) -> ColumnElement[bool]:
    return or_(
        InductionOwnItem.made_by.in_(whose.membership_ids),
        InductionOwnItem.owner_id.in_(whose.membership_ids),
    )


def _forget_lists_begun(session: Session, whose: Whose) -> None:
    own = InductionList.made_by.in_(whose.membership_ids)
    session.execute(update(InductionList).where(own).values(made_by=None))


def _forget_states(session: Session, whose: Whose) -> None:
    for column in (InductionState.by_id, InductionState.owner_id):
        own = column.in_(whose.membership_ids)
        session.execute(update(InductionState).where(own).values({column.key: None}))


def _forget_sign_offs(session: Session, whose: Whose) -> None:
    own = InductionSignOff.by_id.in_(whose.membership_ids)
    session.execute(update(InductionSignOff).where(own).values(by_id=None))


def _forget_rules(session: Session, whose: Whose) -> None:
    own = InductionRule.owner_id.in_(whose.membership_ids)
    session.execute(update(InductionRule).where(own).values(owner_id=None))


def _forget_items(session: Session, whose: Whose) -> None:
    for column in (InductionOwnItem.made_by, InductionOwnItem.owner_id):
        own = column.in_(whose.membership_ids)
        session.execute(update(InductionOwnItem).where(own).values({column.key: None}))


HOLDINGS: Final = (
    Holding(
        "induction",
        "Induction list",
        InductionList,
        lambda whose: InductionList.membership_id.in_(whose.membership_ids),
        hidden={"made_by": _ANOTHER},
    ),
    Holding(
        "induction_items",
        "Items of the induction list",
        InductionState,
        lambda whose: InductionState.list_id.in_(_own_lists(whose)),
        hidden={"by_id": _ANOTHER, "owner_id": _ANOTHER},
    ),
    Holding(
        "induction_signed",
        "Parts of the induction list that were signed",
        InductionSignOff,
        lambda whose: InductionSignOff.list_id.in_(_own_lists(whose)),
        hidden={"by_id": _ANOTHER},
    ),
    Holding(
        "inductions_begun",
        "Induction lists of others that this person began",
        InductionList,
        lambda whose: InductionList.made_by.in_(whose.membership_ids),
        hidden={
            "membership_id": _ABOUT_ANOTHER,
            "first_day": _ABOUT_ANOTHER,
            "offer": _ABOUT_ANOTHER,
        },
        stays="Other doctors' lists stay, without saying who began them.",
        loosen=_forget_lists_begun,
    ),
    Holding(
        "induction_items_of_others",
        "Items of others' induction lists that this person ticked or owned",
        InductionState,
        _others_states,
        hidden={
            "list_id": _ABOUT_ANOTHER,
            "note": _ABOUT_ANOTHER,
            "link": _ABOUT_ANOTHER,
            "reason": _ABOUT_ANOTHER,
            "objected": _ABOUT_ANOTHER,
        },
        stays="What was ticked on others' lists stays, without saying by whom.",
        loosen=_forget_states,
    ),
    Holding(
        "induction_signed_for_others",
        "Parts of others' induction lists that this person signed",
        InductionSignOff,
        lambda whose: InductionSignOff.by_id.in_(whose.membership_ids),
        hidden={"list_id": _ABOUT_ANOTHER},
        stays="What was signed on others' lists stays, without saying by whom.",
        loosen=_forget_sign_offs,
    ),
    Holding(
        "induction_rules",
        "Items that the organisation gave to this person by name",
        InductionRule,
        lambda whose: InductionRule.owner_id.in_(whose.membership_ids),
        stays="How the organisation asks its items stays, without this name.",
        loosen=_forget_rules,
    ),
    Holding(
        "induction_own_items",
        "Items of the organisation's own that this person added, or owns",
        InductionOwnItem,
        _own_items,
        hidden={"owner_id": _ANOTHER, "made_by": _ANOTHER},
        stays="The organisation's items stay, without saying who added or owns them.",
        loosen=_forget_items,
    ),
    Holding(
        "induction_owner",
        "For which owner of the induction this person stands",
        InductionOwner,
        lambda whose: InductionOwner.membership_id.in_(whose.membership_ids),
    ),
)
