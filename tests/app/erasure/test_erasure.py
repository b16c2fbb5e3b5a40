"""Erasure: asked for, answered in time, and so carried out that nothing names the person any more."""

import datetime as dt
import re
import uuid

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.accounts.models import Person
from app.accounts.passwords import hash_password
from app.database import Database, now
from app.dispatch.models import DispatchLicence
from app.erasure import carrying_out
from app.erasure.models import ErasureRequest
from app.erasure.term import due_day, in_words
from app.models import METADATA
from app.organisations.models import Membership, MembershipRole, Role
from app.packages.models import PackageMade
from app.records.models import OutboxStatement
from app.records.upkeep import send_and_read
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.learning.walking import open_all_topics, parts_of, statements
from tests.app.trust import Trust


def request_id(database: Database) -> uuid.UUID:
    with database.read() as session:
        return session.scalars(
            select(ErasureRequest.id).order_by(ErasureRequest.asked.desc()).limit(1)
        ).one()


def state(database: Database) -> str:
    with database.read() as session:
        return session.scalars(
            select(ErasureRequest.state).order_by(ErasureRequest.asked.desc()).limit(1)
        ).one()


def own_page(actor: Actor) -> str:
    """Return to where a person's form of asking goes."""
    found = re.search(
        r'action="(/account/erasure/[0-9a-f-]{36})', actor.get("/account/erasure").text
    )
    assert found
    return found[1]


def asked(actor: Actor, database: Database) -> str:
    """Let a person ask; return the address of the request for the administrator."""
    assert actor.send(own_page(actor), password=PASSWORD).status_code == 303
    return f"/people/erasure/{request_id(database)}"


def rows_with(database: Database, *texts: str) -> list[str]:
    """Return each column of the app's database that holds one of the texts."""
    found = []
    with database.read() as session:
        for column in (each for table in METADATA.sorted_tables for each in table.columns):
            for row in session.execute(select(column)).scalars():
                shown = row.decode("latin-1") if isinstance(row, bytes) else str(row)
                if any(text in shown for text in texts):
                    found.append(f"{column.table.name}.{column.name}")
    return found


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-01-31T12:00Z", "2026-02-28"),
        ("2026-12-15T12:00Z", "2027-01-15"),
        ("2026-06-30T23:30Z", "2026-08-01"),  # it is July already in the United Kingdom
    ],
)
def test_the_term_is_the_same_day_of_the_next_month(moment: str, due: str) -> None:
    assert due_day(dt.datetime.fromisoformat(moment)).isoformat() == due


def test_the_term_in_words() -> None:
    day = dt.date(2026, 12, 1)
    assert [in_words(day, day + dt.timedelta(days=n)) for n in (-2, -1, 0, 1, 5)] == [
        "2 days left",
        "1 day left",
        "due today",
        "1 day late",
        "5 days late",
    ]


def test_a_person_asks_with_their_password_and_can_take_it_back(
    as_learner: Actor, database: Database
) -> None:
    assert "by" in as_learner.get("/account/erasure").text
    assert as_learner.send(own_page(as_learner), password="wrong").status_code == 400
    own = own_page(as_learner)
    for _ in range(2):  # two tabs
        assert as_learner.send(own, password=PASSWORD).status_code == 303
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(ErasureRequest)) == 1
    assert "Take the request back" in as_learner.get("/account/erasure").text
    assert as_learner.send(f"{own}/withdraw").status_code == 303
    assert state(database) == "withdrawn"
    assert as_learner.send(f"{own}/withdraw").status_code == 409
    assert "Ask for erasure" in as_learner.get("/account/erasure").text


def test_the_administrator_sees_the_request_its_term_and_what_would_go(
    app: Flask, as_learner: Actor, as_administrator: Actor, database: Database
) -> None:
    open_all_topics(app, as_learner)
    send_and_read(parts_of(app), now)
    told = len(statements(app))
    path = asked(as_learner, database)
    assert "1 waits for an" in as_administrator.get("/people").text
    overview = as_administrator.get("/people/erasure").text
    assert "Dr Ngozi Eze" in overview
    assert "days left" in overview
    page = as_administrator.get(path).text
    assert f'nhsuk-table__cell--numeric">{told}</td>' in page
    assert f"{told} statements about what the person learnt" in page
    assert len(statements(app)) == told
    assert state(database) == "open"


def test_a_request_is_refused_with_a_reason_that_only_the_person_reads(
    as_learner: Actor, as_administrator: Actor, database: Database
) -> None:
    path = asked(as_learner, database)
    empty = as_administrator.send(f"{path}/refuse", reason="  ")
    assert empty.status_code == 400
    assert 'href="#reason"' in empty.text
    reason = "Proof of your training has to be kept."
    assert as_administrator.send(f"{path}/refuse", reason=reason).status_code == 303
    page = as_learner.get("/account/erasure").text
    assert reason in page
    assert "Information Commissioner" in page
    assert rows_with(database, "Proof of your training") == []
    assert as_administrator.send(f"{path}/refuse", reason="again").status_code == 409


@BOTH
def test_afterwards_no_row_and_no_statement_names_the_person(
    app: Flask,
    as_learner: Actor,
    as_administrator: Actor,
    sign_in: SignIn,
    trust: Trust,
    database: Database,
) -> None:
    open_all_topics(app, as_learner)
    open_all_topics(app, sign_in(trust.email("other-learner")))
    send_and_read(parts_of(app), now)
    as_learner.send("/learn/culture/stop")  # something on its way to the record store
    member = trust.members["learner"]
    path = asked(as_learner, database)
    answer = as_administrator.send(f"{path}/carry-out", password=PASSWORD)
    assert answer.status_code == 303, answer.text
    assert state(database) == "carried_out"
    names = (str(member), member.hex, "Ngozi")
    assert rows_with(database, *names) == []
    send_and_read(parts_of(app), now)
    left = statements(app)
    assert not any(name.encode() in each.body for each in left for name in names)
    assert any(str(trust.members["other-learner"]).encode() in each.body for each in left)
    assert rows_with(database, *names) == []
    assert as_learner.get("/account").status_code == 302
    page = as_administrator.get(path).text
    assert "Carried out" in as_administrator.get("/people/erasure").text
    assert "rows and statements in all" in page


def test_what_another_organisation_holds_stays_there(
    app: Flask,
    as_administrator: Actor,
    sign_in: SignIn,
    trust: Trust,
    other_trust: Trust,
    database: Database,
) -> None:
    with database.write() as session:
        person = session.get_one(Membership, trust.members["learner"]).person_id
        second = Membership(person_id=person, organisation_id=other_trust.organisation)
        second.role_rows = [MembershipRole(role=Role.LEARNER)]
        session.add(second)
        session.flush()
        elsewhere = second.id
    actor = sign_in(trust.email("learner"))
    actor.send(f"/account/organisation/{elsewhere}")
    open_all_topics(app, actor)
    actor.send(f"/account/organisation/{trust.members['learner']}")
    open_all_topics(app, actor)
    send_and_read(parts_of(app), now)
    path = asked(actor, database)
    assert "other organisations hold" in as_administrator.get(path).text
    as_administrator.send(f"{path}/carry-out", password=PASSWORD)
    own = trust.members["learner"]
    assert rows_with(database, str(own), own.hex) == []
    assert not any(str(own).encode() in each.body for each in statements(app))
    assert any(str(elsewhere).encode() in each.body for each in statements(app))
    again = sign_in(trust.email("learner"))
    assert "Birch Coast Trust" in again.get("/account").text


def test_the_data_go_later_where_something_is_still_on_its_way(
    app: Flask, as_learner: Actor, as_administrator: Actor, trust: Trust, database: Database
) -> None:
    open_all_topics(app, as_learner)
    body = statements(app)[0].body
    with database.write() as session:
        session.add(
            OutboxStatement(
                statement_id=uuid.uuid4(),
                organisation_id=trust.organisation,
                body=body,
                claimed_until=now() + dt.timedelta(hours=1),
            )
        )
    path = asked(as_learner, database)
    answer = as_administrator.send(f"{path}/carry-out", password=PASSWORD)
    assert answer.status_code == 303
    assert "as soon as what is under way" in as_administrator.get("/people/erasure").text
    assert state(database) == "under_way"
    assert as_learner.get("/account").status_code == 302
    with database.write() as session:
        session.execute(update(OutboxStatement).values(claimed_until=now()))
    send_and_read(parts_of(app), now)
    assert state(database) == "carried_out"
    assert statements(app) == []


def test_an_erasure_that_fails_is_done_by_the_upkeep(
    app: Flask,
    as_learner: Actor,
    as_administrator: Actor,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = asked(as_learner, database)
    with monkeypatch.context() as patch:
        patch.setattr(carrying_out, "_erase_statements", lambda *_: 1 / 0)
        as_administrator.send(f"{path}/carry-out", password=PASSWORD)
    assert state(database) == "under_way"
    carrying_out.finish_all(parts_of(app), now())
    assert state(database) == "carried_out"


def test_nobody_answers_their_own_request_nor_one_of_another_trust(
    as_administrator: Actor,
    as_learner: Actor,
    sign_in: SignIn,
    other_trust: Trust,
    database: Database,
) -> None:
    path = asked(as_administrator, database)
    assert "This is your own request" in as_administrator.get(path).text
    assert as_administrator.send(f"{path}/carry-out", password=PASSWORD).status_code == 409
    assert as_administrator.send(f"{path}/refuse", reason="no").status_code == 409
    elsewhere = sign_in(other_trust.email("administrator"))
    path = asked(as_learner, database)
    assert elsewhere.get(path).status_code == 404
    assert elsewhere.send(f"{path}/carry-out", password=PASSWORD).status_code == 404
    assert elsewhere.send(f"{path}/refuse", reason="no").status_code == 404
    assert as_administrator.send(f"{path}/carry-out", password="wrong").status_code == 400
    assert state(database) == "open"


def test_the_only_administrator_cannot_be_erased(
    as_administrator: Actor, sign_in: SignIn, trust: Trust, database: Database
) -> None:
    with database.write() as session:
        person = Person(
            email="second@alder.example", name="Ayo Bello", password_hash=hash_password(PASSWORD)
        )
        session.add(person)
        session.flush()
        second = Membership(person_id=person.id, organisation_id=trust.organisation)
        second.role_rows = [MembershipRole(role=Role.ORGANISATION_ADMINISTRATOR)]
        session.add(second)
    other = sign_in("second@alder.example")
    path = asked(as_administrator, database)
    assert other.send(f"{path}/carry-out", password=PASSWORD).status_code == 303
    own = asked(other, database)
    assert other.send(f"{own}/carry-out", password=PASSWORD).status_code == 409


def test_an_administrator_writes_down_that_somebody_who_left_has_asked(
    as_administrator: Actor, trust: Trust, other_trust: Trust, database: Database
) -> None:
    member = trust.members["learner"]
    as_administrator.send(f"/people/{member}/leaving", when="now")
    assert "They have asked for erasure" in as_administrator.get(f"/people/{member}").text
    answer = as_administrator.send(f"/people/erasure/for/{member}")
    assert answer.status_code == 303
    as_administrator.send(f"{answer.location}/carry-out", password=PASSWORD)
    assert rows_with(database, str(member), member.hex) == []
    foreign = other_trust.members["learner"]
    assert as_administrator.send(f"/people/erasure/for/{foreign}").status_code == 404


def test_packages_and_licences_outlive_who_made_them(
    as_lms_administrator: Actor, as_administrator: Actor, trust: Trust, database: Database
) -> None:
    member = trust.members["lms-administrator"]
    with database.write() as session:
        session.add(
            PackageMade(
                organisation_id=trust.organisation,
                modules={"culture": "1.0.0"},
                format="scorm12",
                options={},
                overlay="",
                sha256="ab",
                size=1,
                made_by=member,
            )
        )
        session.add(
            DispatchLicence(
                token="token",
                organisation_id=trust.organisation,
                modules=["culture"],
                options={},
                origins=[],
                contact="the induction lead",
                expires=dt.date(2027, 1, 31),
                seats=1,
                made_by=member,
            )
        )
    path = asked(as_lms_administrator, database)
    assert "Packages belong to the organisation" in as_administrator.get(path).text
    as_administrator.send(f"{path}/carry-out", password=PASSWORD)
    with database.read() as session:
        assert session.scalars(select(PackageMade.made_by)).one() is None
        assert session.scalars(select(DispatchLicence.made_by)).one() is None
    assert rows_with(database, "Kasia", str(member)) == []


def test_the_account_says_that_a_request_waits(
    as_learner: Actor, database: Database, trust: Trust
) -> None:
    assert "Ask for your data to be erased" in as_learner.get("/account").text
    asked(as_learner, database)
    page = as_learner.get("/account").text
    assert "see how it stands" in page and "Ask for your data to be erased" not in page
    as_learner.send(f"/account/erasure/{trust.members['learner']}/withdraw")
    assert "Ask for your data to be erased" in as_learner.get("/account").text
