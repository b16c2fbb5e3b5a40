"""Whose a statement from elsewhere is: rules within one organisation, never across.

1. An account of this server is its member's, and nobody else's, whatever anybody says.
2. What an administrator said of an account (``models.OutsideAccount``) goes before what follows.
3. The number with which somebody came from an LMS by LTI: the LMS's issuer is then the home page.
4. The e-mail address of a member who has signed in with it. Who has left is still who was meant: what is told of
   them is no page's any more, and goes with their erasure.

The rules are one table, ``claims``, that the database makes when it is asked. So what is said or learnt later
holds for statements that came before.
"""

import uuid
from collections.abc import Collection
from typing import Any, Final

import msgspec
from sqlalchemy import (
    CTE,
    ColumnElement,
    Exists,
    Select,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from app.accounts.mailboxes import NOWHERE
from app.accounts.models import Person
from app.elsewhere.actors import ACCOUNT, MAILBOX, agents_of, is_agent, is_ours
from app.elsewhere.models import OutsideAccount, OutsideStatement
from app.lti.models import LtiPlatform, LtiUser
from app.organisations.models import Deployment, Membership
from app.organisations.people_list import has_a_way_in

BY_HAND: Final = "hand"
BY_FILE: Final = "file"
BY_LTI: Final = "lti"
BY_MAIL: Final = "mail"
BY_ACCOUNT: Final = "account"
RULE_WORDS: Final = {
    BY_ACCOUNT: "an account of this server",
    BY_HAND: "matched here by an administrator",
    BY_FILE: "matched by a file",
    BY_LTI: "came from this LMS by LTI",
    BY_MAIL: "the e-mail address of their account",
}


def claims() -> CTE:
    """Return a table of organisation_id, actor, membership_id and rule: one line an actor.

    membership_id is none where an administrator said that the actor is nobody here.
    """
    return union_all(_said(), _from_lti(), _by_mail()).cte("claims")


def of_members(membership_ids: Collection[uuid.UUID]) -> ColumnElement[bool]:
    """Return the condition on OutsideStatement that leaves what is some members' own."""
    known = claims()
    row = OutsideStatement
    own = select(Membership.organisation_id, Membership.id).where(Membership.id.in_(membership_ids))
    claimed = select(known.c.organisation_id, known.c.actor).where(
        known.c.membership_id.in_(membership_ids)
    )
    return or_(
        tuple_(row.organisation_id, row.own).in_(own),
        row.own.is_(None) & tuple_(row.organisation_id, row.actor).in_(claimed),
    )


def agents_elsewhere(session: Session, membership_id: uuid.UUID) -> tuple[dict[str, Any], ...]:
    """Return every Agent by which statements from elsewhere may name a member, without any account of this server.

    The number of a colleague here would open all that this server told of them.
    """
    known = claims()
    ours = session.scalars(select(Deployment.home_page)).one()
    wanted = select(known.c.actor).where(known.c.membership_id == membership_id)
    found = {
        msgspec.json.encode(each, order="sorted"): each
        for actor in session.scalars(wanted)
        if not is_ours(ours, actor)
        for each in agents_of(actor)
        if is_agent(each)
    }
    spelt = select(OutsideStatement.agent).where(
        of_members((membership_id,)), OutsideStatement.own.is_(None)
    )
    for text in session.scalars(spelt.distinct()):
        agent = {"objectType": "Agent", **msgspec.json.decode(text)}
        found.setdefault(msgspec.json.encode(agent, order="sorted"), agent)
    return tuple(found.values())


def _said() -> Select[*tuple[Any, ...]]:
    row = OutsideAccount
    rule = case((row.from_file, BY_FILE), else_=BY_HAND)
    return select(row.organisation_id, row.actor, row.membership_id, rule.label("rule"))


def _from_lti() -> Select[*tuple[Any, ...]]:
    actor = _account(func.rtrim(LtiPlatform.issuer, "/"), LtiUser.sub)
    return (
        select(
            LtiPlatform.organisation_id,
            actor.label("actor"),
            LtiUser.membership_id,
            literal(BY_LTI).label("rule"),
        )
        .join(LtiUser, LtiUser.platform_id == LtiPlatform.id)
        .join(Membership, Membership.id == LtiUser.membership_id)
        .where(
            Membership.organisation_id == LtiPlatform.organisation_id,
            ~_is_said(LtiPlatform.organisation_id, actor),
            ~_is_ours(actor),
            ~_is_ambiguous(),
        )
        .distinct()
    )


def _is_ours(actor: ColumnElement[str]) -> Exists:
    """Say whether an actor would be an account of this server: no LMS speaks for those, whatever it calls itself."""
    ours = literal(ACCOUNT) + func.rtrim(Deployment.home_page, "/") + literal(" ")
    return exists().where(func.substr(actor, 1, func.length(ours)) == ours)


def _is_ambiguous() -> Exists:
    """Say whether the same number of an LMS leads to two members: then it leads to none."""
    platform, user = aliased(LtiPlatform), aliased(LtiUser)
    return (
        exists()
        .where(
            platform.organisation_id == LtiPlatform.organisation_id,
            func.rtrim(platform.issuer, "/") == func.rtrim(LtiPlatform.issuer, "/"),
            user.platform_id == platform.id,
            user.sub == LtiUser.sub,
            user.membership_id != LtiUser.membership_id,
        )
        .correlate(LtiPlatform, LtiUser)
    )


def _by_mail() -> Select[*tuple[Any, ...]]:
    actor = literal(MAILBOX) + Person.email
    return (
        select(
            Membership.organisation_id,
            actor.label("actor"),
            Membership.id.label("membership_id"),
            literal(BY_MAIL).label("rule"),
        )
        .join(Person, Person.id == Membership.person_id)
        .where(
            ~Person.email.endswith(NOWHERE),
            has_a_way_in(),
            ~_is_said(Membership.organisation_id, actor),
        )
    )


def _account(home_page: ColumnElement[str], name: Any) -> ColumnElement[str]:
    line: ColumnElement[str] = literal(ACCOUNT) + home_page + literal(" ") + name
    return line


def _is_said(organisation_id: Any, actor: ColumnElement[str]) -> Exists:
    """Say whether an administrator has said whose an actor is."""
    return exists().where(
        OutsideAccount.organisation_id == organisation_id, OutsideAccount.actor == actor
    )
