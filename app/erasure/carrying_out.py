"""Carrying out an erasure: decided in one moment, then done in steps that may be done again.

First the person's way in is closed and the decision written down. Then everything by which another
statement could still come to be goes (what was begun, and what waits to be sent), then the statements,
then all else. A step that cannot be done yet leaves the request under way, and the upkeep does it again.
"""

import datetime as dt
import logging
import uuid

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.accounts import letters, sign_ins
from app.accounts.held import HOLDINGS
from app.accounts.holding import let_go
from app.accounts.models import Person
from app.accounts.own_statements import agents, waiting
from app.elsewhere.digests import let_digests_go
from app.erasure.answering import Answerer
from app.erasure.models import ErasureRequest, RequestState
from app.erasure.plan import STATEMENTS, Scope, plan, scope_of
from app.erasure.reviewing import find, must_be_another, must_be_open, write_down
from app.launching.ending import erase_what_is_over
from app.launching.models import LaunchRegistration
from app.learning.holdings import HOLDINGS as LEARNING
from app.organisations import people_commands
from app.organisations.models import Membership
from app.services import Services
from app.supervision.projection import catch_up
from app.tenancy import within

log = logging.getLogger(__name__)


def decide(parts: Services, asker: Answerer, request_id: uuid.UUID, moment: dt.datetime) -> None:
    """Decide that a request is carried out, and end the membership with its sign-ins.

    Raises NotFound, StoreAway; Conflict where the request is no longer open, is the asker's own, or is
    of the organisation's only administrator.
    """
    with parts.database.read() as reading:
        membership_id = find(reading, asker, request_id).membership_id
        gone = _counts(parts, reading, membership_id) if membership_id else {}
    with parts.database.write() as session:
        found = find(session, asker, request_id, to_write=True)
        must_be_open(found)
        must_be_another(session, found, asker)
        if found.membership_id is not None:  # an open request has one
            about = session.get_one(Membership, found.membership_id)
            people_commands.end_found(session, about, moment)
        found.state = RequestState.UNDER_WAY.value
        found.decided, found.decided_by, found.gone = moment, asker.membership_id, gone
        write_down(session, found, asker, "erasure.carried_out")


def finish_all(parts: Services, moment: dt.datetime) -> None:
    """Go on with every erasure that is under way; one that fails stops no other."""
    under_way = select(ErasureRequest.id, ErasureRequest.organisation_id).where(
        ErasureRequest.state == RequestState.UNDER_WAY.value
    )
    with parts.database.read() as session:
        found = session.execute(under_way).all()
    for request_id, organisation_id in found:
        with within(organisation_id):
            finish_or_later(parts, request_id, moment)


def finish_or_later(parts: Services, request_id: uuid.UUID, moment: dt.datetime) -> bool:
    """Go on with an erasure; say whether it is done. A failure is logged, and tried again later."""
    try:
        return finish(parts, request_id, moment)
    except Exception:
        # Whatever it is (a store that is away, say): the person's way in is closed, and we go on later.
        log.exception("the erasure %s could not be finished; trying again soon", request_id)
        return False


def finish(parts: Services, request_id: uuid.UUID, moment: dt.datetime) -> bool:
    """Go on with an erasure; say whether it is done."""
    with parts.database.read() as session:
        request = session.get(ErasureRequest, request_id)
        if request is None or request.state != RequestState.UNDER_WAY.value:
            return True
        if request.membership_id is None:
            return True
        scope = scope_of(session, parts.home_page, request.membership_id)
    if not _trials_are_over(parts, scope, moment):
        return False
    with parts.database.write() as session:
        if not _nothing_can_follow(session, scope, moment):
            return False
    _erase_statements(parts, scope, moment)
    with parts.database.write() as session:
        done = session.get_one(ErasureRequest, request_id, with_for_update=True)
        if done.state != RequestState.UNDER_WAY.value:
            return True  # another process was faster
        letters.erased(parts, session, session.get_one(Person, scope.whose.person_id), moment)
        _erase_rows(session, scope)
        done = session.get_one(ErasureRequest, request_id)
        done.state = RequestState.CARRIED_OUT.value
    return True


def _counts(parts: Services, session: Session, membership_id: uuid.UUID) -> dict[str, int]:
    found = plan(parts, session, membership_id)
    counts = {each.key: each.number for each in found.goes}
    if parts.embedded_lrs is None:
        counts.pop(STATEMENTS, None)  # another store erases them, and this server cannot know when
    return counts


def _trials_are_over(parts: Services, scope: Scope, moment: dt.datetime) -> bool:
    # A trial has records of its own. It is over as soon as its person has left.
    erase_what_is_over(parts, moment)
    if parts.embedded_lrs is None:
        return True
    with parts.database.read() as session:
        left = exists().where(LaunchRegistration.membership_id == scope.membership_id)
        return not session.scalar(select(left))


def _nothing_can_follow(session: Session, scope: Scope, moment: dt.datetime) -> bool:
    sign_ins.end_of_membership(session, scope.membership_id)
    for holding in reversed(LEARNING):
        let_go(session, holding, scope.whose)
    rows = waiting(session, scope.organisation_id, scope.whose.home_page, scope.membership_id)
    if any(row.claimed_until and row.claimed_until > moment for row in rows):
        return False  # being sent in this moment: it would arrive after the others have gone
    for row in rows:
        session.delete(row)
    return True


def _erase_statements(parts: Services, scope: Scope, moment: dt.datetime) -> None:
    if parts.embedded_lrs is None:
        return
    # Read first: whoever reads at the same time finds the mark moved on, and adds nothing afterwards.
    catch_up(parts.database, parts.records, parts.home_page, moment)
    with parts.database.read() as session:
        everywhere = agents(session, parts.home_page, scope.membership_id)
    parts.embedded_lrs.upkeep.forget_person(str(scope.organisation_id), list(everywhere))


def _erase_rows(session: Session, scope: Scope) -> None:
    let_digests_go(session, scope.whose)
    for holding in reversed(HOLDINGS):
        if scope.takes(holding):
            let_go(session, holding, scope.whose)
    session.expire_all()
