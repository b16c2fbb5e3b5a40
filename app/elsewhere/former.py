"""Addresses that people had: what other systems told of them is still theirs."""

import uuid

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.accounts.mailboxes import has_mailbox
from app.accounts.models import Person
from app.elsewhere.actors import MAILBOX
from app.elsewhere.models import FormerAddress, OutsideAccount
from app.organisations.models import Membership
from app.organisations.people_wanted import has_a_way_in
from app.tenancy import within


def keep_address(session: Session, person_id: uuid.UUID, old: str) -> None:
    """Keep an address that is another from now on, in every organisation of its person.

    An address with which nobody ever signed in may have been a slip, and is not kept.
    """
    theirs = exists().where(Person.id == person_id, has_a_way_in())
    if not has_mailbox(old) or not session.scalar(select(theirs)):
        return
    for membership in session.scalars(select(Membership).where(Membership.person_id == person_id)):
        session.merge(
            FormerAddress(
                organisation_id=membership.organisation_id, membership_id=membership.id, email=old
            )
        )
        # What was said of it before its person had it: it never held, and must not now.
        with within(membership.organisation_id):
            session.execute(
                delete(OutsideAccount)
                .where(
                    OutsideAccount.organisation_id == membership.organisation_id,
                    OutsideAccount.actor == f"{MAILBOX}{old}",
                    OutsideAccount.membership_id != membership.id,
                )
                .execution_options(synchronize_session=False)
            )
