"""Work is done within one organisation: what is read, changed and added is that organisation's."""

import uuid

import pytest
from flask import Flask, Response
from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session, aliased

from app.database import Database, now
from app.erasure import asking
from app.learning.models import Enrolment, Visit
from app.organisations.models import Cohort, LocalAnswer, Membership, Site
from app.organisations.overlay import answers_of
from app.packages.models import PackageMade
from app.reminders.choosing import choose
from app.reminders.models import ReminderChoice
from app.tenancy import current, within
from app.upserts import held
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.trust import Trust


@pytest.fixture
def both(database: Database, trust: Trust, other_trust: Trust) -> tuple[Trust, Trust]:
    """Two trusts with a site of the same name, and a doctor who has begun and visited the same module."""
    for each in (trust, other_trust):
        with within(each.organisation), database.write() as session:
            enrolment = Enrolment(membership_id=each.members["learner"], module="culture")
            session.add_all([Site(name="Harbour Road"), enrolment])
            session.flush()
            session.add(Visit(enrolment_id=enrolment.id))
    return trust, other_trust


def names(session: Session) -> list[str]:
    return list(session.scalars(select(Site.name)))


@BOTH
def test_a_query_asks_for_the_rows_of_its_organisation(
    database: Database, both: tuple[Trust, Trust]
) -> None:
    one = both[0].organisation
    other = aliased(Visit)
    queries = (
        select(Site.organisation_id),
        select(Enrolment.organisation_id).join(Visit),
        select(other.organisation_id),
        select(Site.organisation_id).union_all(select(Visit.organisation_id)),
        select(Membership.organisation_id).where(
            Membership.id.in_(select(Enrolment.membership_id))
        ),
    )
    # Which no cluster answers for several organisations at once.
    correlated = select(Membership.organisation_id).where(
        exists().where(Enrolment.membership_id == Membership.id)
    )
    with database.read() as session:
        for query in queries:
            assert set(session.scalars(query)) == {each.organisation for each in both}
        with within(one):
            for query in (*queries, correlated):
                assert set(session.scalars(query)) == {one}, query
        with within(one):
            assert session.scalar(select(func.count()).select_from(Visit)) == 1
            (enrolment,) = session.scalars(select(Enrolment))
            assert enrolment.membership.organisation_id == one


@BOTH
def test_a_row_is_found_by_its_key_within_its_organisation_only(
    database: Database, both: tuple[Trust, Trust]
) -> None:
    one, other = (each.organisation for each in both)
    with database.read() as session:
        with within(one):
            key = session.scalars(select(Site.id)).one()
            assert session.get(Site, key) is not None
            assert session.get(Site, (other, key)) is None
        with within(other):
            assert session.get(Site, key) is None
        assert session.get_one(Site, key).organisation_id == one
    with database.write() as session, within(one):
        assert session.get(Site, key, with_for_update=True) is not None


@BOTH
def test_a_change_touches_its_organisation_only(
    database: Database, both: tuple[Trust, Trust]
) -> None:
    with within(both[0].organisation), database.write() as session:
        session.execute(update(Site).values(name="Quay Street"))
        session.execute(delete(Visit))
    with database.read() as session:
        assert sorted(names(session)) == ["Harbour Road", "Quay Street"]
        assert list(session.scalars(select(Visit.organisation_id))) == [both[1].organisation]


@BOTH
def test_a_row_belongs_to_the_organisation_within_which_it_is_added(
    database: Database, trust: Trust
) -> None:
    key = uuid.uuid4()
    with within(trust.organisation), database.write() as session:
        session.add(Cohort(id=key, name="Spring"))
        assert held(session, Cohort, {"id": key}, name="Autumn").name == "Spring"
    with database.read() as session:
        assert session.get_one(Cohort, key).organisation_id == trust.organisation
    with pytest.raises(StatementError, match="needs its organisation"), database.write() as session:
        session.add(Cohort(name="Autumn"))


@BOTH
def test_the_database_refuses_a_row_that_refers_to_another_organisation(
    database: Database, both: tuple[Trust, Trust]
) -> None:
    one, other = both
    with (
        pytest.raises(IntegrityError),
        within(one.organisation),
        database.write() as session,
    ):
        session.add(Enrolment(membership_id=other.members["learner"], module="culture"))


@BOTH
def test_work_may_be_done_within_several_organisations_or_none(
    database: Database, both: tuple[Trust, Trust]
) -> None:
    one, other = (each.organisation for each in both)
    wanted = select(Site.organisation_id)
    with database.read() as session, within(one):
        key = session.scalars(select(Site.id)).one()
        with within(one, other):
            assert set(session.scalars(wanted)) == {one, other}
            assert session.get_one(Site, key).organisation_id == one
        with within(uuid.uuid4(), other):
            assert set(session.scalars(wanted)) == {other}
            assert session.get(Site, key) is None
        with within():
            assert session.scalars(wanted).all() == []
        with within(None):
            assert set(session.scalars(wanted)) == {one, other}
        assert set(session.scalars(wanted)) == {one}


def test_a_request_is_within_the_organisation_of_its_viewer_and_leaves_nothing_behind(
    app: Flask, as_learner: Actor, trust: Trust, other_trust: Trust
) -> None:
    seen: list[uuid.UUID | None] = []

    def note(response: Response) -> Response:
        seen.append(current())
        return response

    app.after_request_funcs.setdefault(None, []).append(note)
    with within(other_trust.organisation):
        assert as_learner.get("/learn").status_code == 200
        assert current() == other_trust.organisation
    assert current() is None
    assert seen == [trust.organisation]


def test_what_names_another_organisation_is_of_that_one(
    database: Database, trust: Trust, other_trust: Trust
) -> None:
    """A dispatched course, a link in a mail: whoever opens it may be signed in elsewhere."""
    member = other_trust.members["learner"]
    with within(other_trust.organisation), database.write() as session:
        session.add(LocalAnswer(key="crash_number", text="2222", given=now().date()))
    with within(trust.organisation), database.write() as session:
        assert set(answers_of(session, other_trust.organisation)) == {"crash_number"}
        choose(session, member, "learning", None)
        choose(session, member, "learning", 2)
    with database.read() as session:
        (row,) = session.scalars(select(ReminderChoice))
        assert (row.organisation_id, row.weekday) == (other_trust.organisation, 2)


def test_whoever_administers_the_platform_and_belongs_to_a_trust_sees_all_of_them(
    sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database
) -> None:
    with database.write() as session:
        here = session.get_one(Membership, trust.members["administrator"])
        here.person.platform_administrator = True
        session.get_one(Membership, other_trust.members["administrator"]).ended = now()
        made = {"modules": {"culture": "1.0"}, "format": "scorm12", "options": {}, "overlay": ""}
        session.add(
            PackageMade(organisation_id=other_trust.organisation, sha256="0", size=1, **made)
        )
        asking.ask(session, session.get_one(Membership, other_trust.members["learner"]), now())
    actor = sign_in(trust.email("administrator"))
    assert other_trust.name in actor.get("/packages/held").text
    assert "Ngozi Eze" in actor.get("/people/erasure").text
    assert "yours to answer (1)" in actor.get("/organisations").text
