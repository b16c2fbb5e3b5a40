"""Doing what a plan says, in one transaction: all of it or nothing."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence

from msgspec import Struct
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts.tokens import digest, new_token
from app.audit import log
from app.importing.planning import Plan, Step
from app.organisations import groups, invitations
from app.organisations.models import (
    Invitation,
    Membership,
    MembershipRole,
    Supervision,
    role_words,
)
from app.organisations.people_queries import hold_organisation
from app.organisations.signals import supervision_changed
from app.viewer import Member


class Invited(Struct, frozen=True):
    """An invitation that was made. token: of its link, told once."""

    invitation: Invitation
    token: str


def lock(session: Session, asker: Member) -> None:
    """Let two imports into an organisation be done one after the other."""
    hold_organisation(session, asker.organisation_id)


def carry_out(
    session: Session, asker: Member, plan: Plan, moment: dt.datetime, hours: int
) -> tuple[Invited, ...]:
    """Do what a plan says, which was made in this transaction; return whom it invited."""
    invited = tuple(
        _invite(session, asker, step, moment, hours)
        for step in plan.steps
        if step.kind in ("new", "again")
    )
    _change_invitations(session, plan.of_kind("invitation"))
    changed = plan.of_kind("member")
    acts = [act for step in changed for act in _change(session, step)]
    session.flush()
    if changed:
        supervision_changed.send(session)
    acts = [
        log.Act("people.imported", words=_counts(plan)),
        *(invitations.act_of(each.invitation) for each in invited),
        *(
            log.Act("invitation.changed", log.invited(step.key))
            for step in plan.of_kind("invitation")
            if step.key
        ),
        *acts,
    ]
    log.write_all(session, asker.organisation_id, acts, by=asker)
    return invited


def _invite(
    session: Session, asker: Member, step: Step, moment: dt.datetime, hours: int
) -> Invited:
    found = session.get(Invitation, step.key) if step.key else None
    if found is None:
        found = Invitation(id=uuid.uuid4(), organisation_id=asker.organisation_id)
        session.add(found)
    invitations.write(found, step.draft)
    token = new_token()
    found.token_digest, found.declined = digest(token), None
    found.made, found.expires = moment, moment + dt.timedelta(hours=hours)
    return Invited(found, token)


def _change_invitations(session: Session, steps: Sequence[Step]) -> None:
    for step in steps:
        found = session.get(Invitation, step.key) if step.key else None
        if found is not None:
            invitations.write(found, step.draft)


def _change(session: Session, step: Step) -> Iterator[log.Act]:
    if step.key is None:
        return
    about = log.member_of(step.key)
    before = set(
        session.scalars(select(MembershipRole.role).where(MembershipRole.membership_id == step.key))
    )
    if before != step.roles:
        gone = before - step.roles
        session.execute(
            delete(MembershipRole).where(
                MembershipRole.membership_id == step.key, MembershipRole.role.in_(gone)
            )
        )
        session.add_all(
            MembershipRole(membership_id=step.key, role=role)
            for role in sorted(step.roles - before)
        )
        yield log.Act(
            "person.changed", about, words=f"{role_words(before)} → {role_words(step.roles)}"
        )
    member = session.get_one(Membership, step.key)
    yield from _supervise(session, member, step.supervisors)
    if groups.put(session, member, step.place):
        yield log.Act("person.placed", about)


def _supervise(
    session: Session, member: Membership, wanted: frozenset[uuid.UUID]
) -> Iterator[log.Act]:
    learner = member.id
    before = set(
        session.scalars(select(Supervision.supervisor_id).where(Supervision.learner_id == learner))
    )
    session.execute(
        delete(Supervision).where(
            Supervision.learner_id == learner, Supervision.supervisor_id.in_(before - wanted)
        )
    )
    session.add_all(
        Supervision(organisation_id=member.organisation_id, supervisor_id=key, learner_id=learner)
        for key in sorted(wanted - before)
    )
    for act, keys in (("supervisor.given", wanted - before), ("supervisor.taken", before - wanted)):
        for key in sorted(keys):
            yield log.Act(act, log.member_of(learner), log.member_of(key))


def _counts(plan: Plan) -> str:
    new = len(plan.of_kind("new")) + len(plan.of_kind("again"))
    changed = len(plan.of_kind("member")) + len(plan.of_kind("invitation"))
    return f"{new} invited, {changed} changed, {len(plan.of_kind('same'))} as they were"
