"""Statements that name somebody by the digest of their address, when the person is erased."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.accounts.holding import Whose
from app.elsewhere.actors import actor_of
from app.elsewhere.matching import agents_elsewhere
from app.elsewhere.models import OutsideStatement
from app.organisations.models import Membership


def let_digests_go(session: Session, whose: Whose) -> None:
    """Delete what names somebody by a digest of their address, which the database cannot work out."""
    for membership_id in whose.membership_ids:
        organisation_id = session.get_one(Membership, membership_id).organisation_id
        agents = agents_elsewhere(session, membership_id)
        lines = [actor_of(each) for each in agents if "mbox_sha1sum" in each]
        session.execute(
            delete(OutsideStatement)
            .where(
                OutsideStatement.organisation_id == organisation_id,
                OutsideStatement.actor.in_(lines),
            )
            .execution_options(synchronize_session=False)
        )
