"""Whose a statement from elsewhere is: rules within one organisation, never across.

1. An account of this server is its member's, and nobody else's, whatever anybody says.
2. The e-mail address of a member who has signed in with it is theirs. Who has left is still who was meant: what is
   told of them is no page's any more, and goes with their erasure.
3. What an administrator said of an account (``models.OutsideAccount``).
4. The number with which somebody came from an LMS by LTI: the LMS's issuer is then the home page.
5. An address that a member had before, which is no other member's now.

An administrator may say of any that it is nobody's here: then it shows on no page. It stays its person's: their
download holds it, and their erasure takes it. To somebody else they give only what no rule knows (``accounts.say``).

The rules are one table that the database makes when it is asked. So what is said or learnt later holds for
statements that came before.
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
    true,
    tuple_,
    union,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from app.accounts.mailboxes import NOWHERE
from app.accounts.models import Person
from app.elsewhere.actors import ACCOUNT, MAILBOX, agents_of, digest_of, is_agent, is_ours
from app.elsewhere.models import FormerAddress, OutsideAccount, OutsideSpelling, OutsideStatement
from app.lti.models import LtiPlatform, LtiUser
from app.organisations.models import Deployment, Membership
from app.organisations.people_wanted import has_a_way_in
from app.tenancy import within

BY_HAND: Final = "hand"
BY_FILE: Final = "file"
BY_LTI: Final = "lti"
BY_MAIL: Final = "mail"
BY_FORMER: Final = "former"
BY_ACCOUNT: Final = "account"
RULE_WORDS: Final = {
    BY_ACCOUNT: "an account of this server",
    BY_HAND: "matched here by an administrator",
    BY_FILE: "matched by a file",
    BY_LTI: "came from this LMS by LTI",
    BY_MAIL: "the e-mail address of their account",
    BY_FORMER: "an e-mail address that their account had before",
}


def claims() -> CTE:
    """Return a table of organisation_id, actor, membership_id and rule, as pages go by it: one line an actor.

    membership_id is none where an administrator said that the actor is nobody here.
    """
    said = _said().where(OutsideAccount.membership_id.is_(None) | ~_is_mailbox_of_somebody())
    nobodys = _rules(said_of_nobody=True)
    return union_all(said, *nobodys).cte("claims")


def rights() -> CTE:
    """Return the same table as a person's rights go by it: whatever is said to be nobody's is still theirs."""
    said = _said().where(OutsideAccount.membership_id.is_not(None), ~_is_mailbox_of_somebody())
    return union_all(said, *_rules(said_of_nobody=False)).cte("rights")


def by_rule() -> CTE:
    """Return the same table of what the rules know, whatever is said."""
    return union_all(_from_lti(), _by_mail(), _by_former()).cte("rules")


def claimed_by(known: CTE, membership_ids: Collection[uuid.UUID]) -> Select[Any]:
    """Return organisation and actor of what is some members' own. known: one of the tables above."""
    return select(known.c.organisation_id, known.c.actor).where(
        known.c.membership_id.in_(membership_ids)
    )


def of_members(
    membership_ids: Collection[uuid.UUID], known: CTE | None = None
) -> ColumnElement[bool]:
    """Return the condition on OutsideStatement that leaves what is some members' own. known: as pages go by it."""
    row = OutsideStatement
    own = select(Membership.organisation_id, Membership.id).where(Membership.id.in_(membership_ids))
    claimed = claimed_by(claims() if known is None else known, membership_ids)
    return or_(
        tuple_(row.organisation_id, row.own).in_(own),
        row.own.is_(None) & tuple_(row.organisation_id, row.actor).in_(claimed),
    )


def agents_elsewhere(session: Session, membership_id: uuid.UUID) -> tuple[dict[str, Any], ...]:
    """Return every Agent by which statements from elsewhere may name a member, without any account of this server.

    The number of a colleague here would open all that this server told of them.
    """
    with within(session.get_one(Membership, membership_id).organisation_id):
        return _agents_elsewhere(session, membership_id)


def _agents_elsewhere(session: Session, membership_id: uuid.UUID) -> tuple[dict[str, Any], ...]:
    ours = session.scalars(select(Deployment.home_page)).one()
    known = rights()
    claimed = claimed_by(known, (membership_id,))
    found: dict[bytes, dict[str, Any]] = {}
    for _, actor in session.execute(claimed):
        if not is_ours(ours, actor):
            _add(found, *agents_of(actor))
    row = OutsideSpelling
    spelt = select(row.agent).where(tuple_(row.organisation_id, row.actor).in_(claimed))
    told = select(OutsideStatement.agent).where(
        of_members((membership_id,), known), OutsideStatement.own.is_(None)
    )
    for text in session.scalars(union(spelt, told)):
        _add(found, {"objectType": "Agent", **msgspec.json.decode(text)})
    _add(found, *(digest_of(each) for each in tuple(found.values()) if "mbox" in each))
    return tuple(found.values())


def _add(found: dict[bytes, dict[str, Any]], *agents: dict[str, Any]) -> None:
    for each in agents:
        if is_agent(each):
            found.setdefault(msgspec.json.encode(each, order="sorted"), each)


def _said() -> Select[*tuple[Any, ...]]:
    row = OutsideAccount
    rule = case((row.from_file, BY_FILE), else_=BY_HAND)
    return select(row.organisation_id, row.actor, row.membership_id, rule.label("rule"))


def _rules(*, said_of_nobody: bool) -> tuple[Select[*tuple[Any, ...]], ...]:
    """Return the rules as what was said leaves them. said_of_nobody: whether that counts as well."""
    mail, lti, former = _by_mail(), _from_lti(), _by_former()
    counts = true() if said_of_nobody else OutsideAccount.membership_id.is_not(None)
    if said_of_nobody:
        mail = mail.where(~_is_said(mail, OutsideAccount.membership_id.is_(None)))
    return mail, lti.where(~_is_said(lti, counts)), former.where(~_is_said(former, counts))


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


def _claimed(actor: ColumnElement[str], rule: str) -> Select[*tuple[Any, ...]]:
    """Return the columns of a claim of memberships. actor: whom a rule knows as the member."""
    return select(
        Membership.organisation_id,
        actor.label("actor"),
        Membership.id.label("membership_id"),
        literal(rule).label("rule"),
    )


def _by_mail() -> Select[*tuple[Any, ...]]:
    return (
        _claimed(literal(MAILBOX) + Person.email, BY_MAIL)
        .join(Person, Person.id == Membership.person_id)
        .where(
            ~Person.email.endswith(NOWHERE),
            has_a_way_in(),
        )
    )


def _by_former() -> Select[*tuple[Any, ...]]:
    other, another = aliased(FormerAddress), aliased(Membership)
    is_ambiguous = (
        exists()
        .where(
            other.email == FormerAddress.email,
            other.membership_id == another.id,
            another.id != Membership.id,
            another.organisation_id == Membership.organisation_id,
        )
        .correlate(FormerAddress, Membership)
    )
    return (
        _claimed(literal(MAILBOX) + FormerAddress.email, BY_FORMER)
        .join(FormerAddress, FormerAddress.membership_id == Membership.id)
        .where(
            ~_is_address_of_somebody(Membership.organisation_id, FormerAddress.email),
            ~is_ambiguous,
        )
    )


def _account(home_page: ColumnElement[str], name: Any) -> ColumnElement[str]:
    line: ColumnElement[str] = literal(ACCOUNT) + home_page + literal(" ") + name
    return line


def _is_said(rule: Select[*tuple[Any, ...]], counts: ColumnElement[bool]) -> Exists:
    """Say whether an administrator has said whose the actor of a rule is. counts: what of it does."""
    organisation_id, actor = (rule.selected_columns[key] for key in ("organisation_id", "actor"))
    return exists().where(
        OutsideAccount.organisation_id == organisation_id, OutsideAccount.actor == actor, counts
    )


def _is_mailbox_of_somebody() -> ColumnElement[bool]:
    """Say of what was said whether it is of an address with which a member of the organisation signs in."""
    address = func.substr(OutsideAccount.actor, len(MAILBOX) + 1)
    return OutsideAccount.actor.startswith(MAILBOX) & _is_address_of_somebody(
        OutsideAccount.organisation_id, address
    )


def _is_address_of_somebody(organisation_id: Any, address: Any) -> Exists:
    """Say whether a member of an organisation signs in with an address."""
    member, person = aliased(Membership), aliased(Person)
    known = select(Person.id).where(has_a_way_in()).correlate(None)
    return exists().where(
        person.email == address,
        person.id.in_(known),
        member.person_id == person.id,
        member.organisation_id == organisation_id,
    )
