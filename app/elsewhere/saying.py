"""Say whose an account elsewhere is, and take it back: what an administrator decides beside the rules."""

import uuid
from collections.abc import Iterable, Mapping, Set
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit import log
from app.database import now
from app.elsewhere.actors import is_ours, number_of
from app.elsewhere.matching import by_rule
from app.elsewhere.models import OutsideAccount
from app.errors import Conflict, NotFound
from app.organisations.models import Membership
from app.viewer import Member

SOMEBODYS: Final = (
    "A person here signs in with this e-mail address, had it before, or came from this LMS with this number: it stays"
    " theirs. You can say that it is nobody’s here."
)


def say(
    session: Session,
    asker: Member,
    home_page: str,
    actor: str,
    membership_id: uuid.UUID | None,
) -> bool:
    """Say whose an account elsewhere is, none for nobody here; return whether that is new. Raises as ``say_all``."""
    return say_all(session, asker, home_page, {actor: membership_id}) == 1


def say_all(
    session: Session,
    asker: Member,
    home_page: str,
    said: Mapping[str, uuid.UUID | None],
    *,
    from_file: bool = False,
) -> int:
    """Say whose some accounts elsewhere are; return of how many that is new.

    home_page: of the accounts of this server. Raises NotFound for somebody of another organisation, and Conflict
    for an account of this server and for one that a rule knows as somebody else's.
    """
    _must_belong(session, asker, {each for each in said.values() if each is not None})
    owners = known_by_rule(session, asker, said)
    for actor, membership_id in said.items():
        if is_ours(home_page, actor):
            raise Conflict(
                "This is an account of First Shift itself: it is its own person’s, and nobody else’s."
            )
        if membership_id is not None and owners.get(actor, membership_id) != membership_id:
            raise Conflict(SOMEBODYS)
    keys = {number_of(asker.organisation_id, actor): actor for actor in said}
    # In one order, so that two who say things of the same accounts at once wait for each other.
    wanted = select(OutsideAccount).where(OutsideAccount.id.in_(keys)).order_by(OutsideAccount.id)
    rows = {row.id: row for row in session.scalars(wanted.with_for_update())}
    acts = []
    for key, actor in sorted(keys.items()):
        row, membership_id = rows.get(key), said[actor]
        if row is not None and row.membership_id == membership_id:
            continue
        before = owners.get(actor) if row is None else row.membership_id or owners.get(actor)
        if row is None:
            row = OutsideAccount(id=key, organisation_id=asker.organisation_id, actor=actor)
            session.add(row)
        row.membership_id, row.from_file, row.made = membership_id, from_file, now()
        acts.append(_act(key, membership_id, before, "from a file" if from_file else "by hand"))
    log.write_all(session, asker.organisation_id, acts, by=asker)
    return len(acts)


def known_by_rule(
    session: Session, asker: Member, actors: Iterable[str]
) -> Mapping[str, uuid.UUID]:
    """Return whose some accounts are by the rules, whatever was said of them."""
    rules = by_rule()
    wanted = select(rules.c.actor, rules.c.membership_id).where(
        rules.c.organisation_id == asker.organisation_id, rules.c.actor.in_(list(actors))
    )
    return {row.actor: row.membership_id for row in session.execute(wanted)}


def _act(
    key: uuid.UUID, membership_id: uuid.UUID | None, before: uuid.UUID | None, words: str
) -> log.Act:
    """Return the line of what was said: about whose the account is now; other: whose it was before."""
    whose = [log.member_of(each) for each in (membership_id, before) if each is not None]
    about, other = (*dict.fromkeys(whose), None, None)[:2]
    act = "account.matched" if membership_id else "account.nobody"
    return log.Act(act, about, other, object=f"account {key}", words=words)


def take_back(session: Session, asker: Member, actor_id: uuid.UUID) -> None:
    """Forget what was said of an account, so that the rules hold again."""
    row = session.get(OutsideAccount, actor_id, with_for_update=True)
    if row is None or row.organisation_id != asker.organisation_id:
        return
    about = log.member_of(row.membership_id) if row.membership_id else None
    session.delete(row)
    log.write(
        session,
        asker.organisation_id,
        "account.rules",
        by=asker,
        about=about,
        object=f"account {actor_id}",
    )


def _must_belong(session: Session, asker: Member, membership_ids: Set[uuid.UUID]) -> None:
    wanted = select(func.count()).where(
        Membership.id.in_(membership_ids),
        Membership.organisation_id == asker.organisation_id,
        Membership.ended.is_(None),
    )
    if session.scalar(wanted) != len(membership_ids):
        raise NotFound("There is no such person in your organisation.")
