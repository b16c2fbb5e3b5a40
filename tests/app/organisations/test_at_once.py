"""Two administrators at once: nobody is left without one, and no doctor with somebody who has left."""

import threading
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.database import Database, now
from app.errors import AppError
from app.organisations import groups, moving, people_commands
from app.organisations.models import Membership, MembershipRole, Role, Site, Supervision
from app.organisations.people_queries import administrators
from app.viewer import Member
from tests.app.trust import Trust

POSTGRES = pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
Act = Callable[[Session], object]
ADMINISTRATOR = Role.ORGANISATION_ADMINISTRATOR


def member(trust: Trust, who: str) -> Member:
    roles = frozenset({ADMINISTRATOR})
    return Member(trust.members[who], trust.organisation, uuid.uuid4(), roles)


def at_once(database: Database, first: Act, second: Act) -> list[str]:
    """Let the second begin while the first is done and not committed; return why it was refused."""
    refused: list[str] = []
    begun = threading.Event()

    def other() -> None:
        begun.wait(5)
        try:
            with database.write() as session:
                second(session)
        except AppError as error:
            refused.append(error.sentence)

    thread = threading.Thread(target=other)
    thread.start()
    with database.write() as session:
        first(session)
        session.flush()
        begun.set()
        thread.join(0.3)
    thread.join(15)
    return refused


@POSTGRES
@pytest.mark.parametrize("how", ["pause", "end", "change"])
def test_two_administrators_do_not_remove_each_other(
    how: str, database: Database, trust: Trust
) -> None:
    with database.write() as session:
        session.add(MembershipRole(membership_id=trust.members["lead"], role=ADMINISTRATOR))
    one, two = member(trust, "administrator"), member(trust, "lead")

    def act(session: Session, by: Member, about: Member) -> None:
        key = about.membership_id
        if how == "pause":
            moving.pause(session, by, key, now())
        elif how == "end":
            people_commands.end(session, by, key, now())
        else:
            people_commands.change(session, by, key, frozenset({Role.EDITOR}), frozenset())

    refused = at_once(database, lambda s: act(s, one, two), lambda s: act(s, two, one))
    assert "only administrator" in refused[0]
    with database.read() as session:
        assert administrators(session, trust.organisation) == 1


@POSTGRES
@pytest.mark.parametrize("how", ["hand over", "leave", "assign"])
def test_nobody_who_leaves_in_this_moment_is_given_doctors(
    how: str, database: Database, trust: Trust
) -> None:
    by, members = member(trust, "administrator"), trust.members
    new = members["other-supervisor"]

    def give(session: Session) -> None:
        if how == "hand over":
            moving.hand_over(session, by, members["supervisor"], new)
        elif how == "leave":
            moving.leave(session, by, members["supervisor"], None, new, now())
        else:
            learner, roles = members["other-learner"], frozenset({Role.LEARNER})
            people_commands.change(session, by, learner, roles, frozenset({new}))

    at_once(database, lambda s: people_commands.end(s, by, new, now()), give)
    with database.read() as session:
        left = select(Membership.id).where(Membership.ended.is_not(None))
        assert not session.scalars(
            select(Supervision).where(Supervision.supervisor_id.in_(left))
        ).all()


@POSTGRES
def test_two_sites_of_one_name_are_one(database: Database, trust: Trust) -> None:
    by = member(trust, "administrator")
    at_once(
        database,
        lambda s: groups.make(s, by, "site", "North"),
        lambda s: groups.make(s, by, "site", "North"),
    )
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Site)) == 1
