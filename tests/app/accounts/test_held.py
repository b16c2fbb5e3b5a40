"""Everything held about a person: nothing left out, nothing of anybody else."""

import io
import json
import uuid
import zipfile
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Table

from app.accounts.held import ABOUT_NOBODY, HOLDINGS
from app.accounts.models import Person, SignIn
from app.database import Database, now
from app.models import METADATA
from app.records.models import OutboxStatement
from app.records.upkeep import send_and_read
from app.statements.voiding import void
from app.viewer import Member
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn as SignInFixture
from tests.app.databases import BOTH
from tests.app.learning.walking import open_all_topics, parts_of, statements
from tests.app.trust import Trust

OF_PEOPLE = {"person_id", "membership_id", "actor", "registration"}


def held_about(actor: Actor) -> dict[str, Any]:
    """Return the file for programs, as the person gets it."""
    answer = actor.send("/account/data", password=PASSWORD)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["about-you.html", "about-you.json"]
        found: dict[str, Any] = json.loads(archive.read("about-you.json"))
        found["page"] = archive.read("about-you.html").decode()
    return found


def test_every_table_about_people_is_held_by_somebody() -> None:
    """A room that adds a table of people adds a holding, or says in ABOUT_NOBODY why it has none."""
    named = {each.table.__tablename__ for each in HOLDINGS} | set(ABOUT_NOBODY)
    about: set[str] = {"person"}
    for table in METADATA.sorted_tables:  # parents before children
        if _refers_to(table, about) or OF_PEOPLE & set(table.columns.keys()):
            about.add(table.name)
    assert about - named == set()
    assert set(ABOUT_NOBODY) <= set(METADATA.tables)


def _refers_to(table: Table, others: set[str]) -> bool:
    return any(key.column.table.name in others for key in table.foreign_keys)


def test_keys_and_columns_of_holdings_are_right() -> None:
    keys = [each.key for each in HOLDINGS]
    assert len(keys) == len(set(keys))
    for each in HOLDINGS:
        assert set(each.hidden) <= set(each.table.__mapper__.columns.keys()), each.key
        assert bool(each.stays) == bool(each.loosen), each.key


@BOTH
def test_the_file_holds_who_one_is_and_what_one_learnt(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    open_all_topics(app, as_learner)
    found = held_about(as_learner)
    rows = found["rows"]
    assert rows["person"][0]["email"] == trust.email("learner")
    assert rows["memberships"][0]["organisation"] == trust.name
    assert rows["supervised_by"][0]["supervisor"] == "Dr Helen Marsh"
    assert len(rows["sign_ins"]) == 1
    assert rows["enrolments"][0]["module"] == "culture"
    assert len(found["statements"]) == len(statements(app)) > 1
    assert {each["state"] for each in found["statements"]} == {"stored"}
    assert found["rows"]["progress"][0]["module"] == "culture"
    assert "You opened “" in found["page"]
    assert "<script" not in found["page"]


def test_a_statement_on_its_way_is_given_too(
    app: Flask, as_learner: Actor, trust: Trust, database: Database
) -> None:
    open_all_topics(app, as_learner)
    body = statements(app)[0].body
    with database.write() as session:
        session.add(
            OutboxStatement(
                statement_id=uuid.uuid4(), organisation_id=trust.organisation, body=body
            )
        )
    assert [each["state"] for each in held_about(as_learner)["statements"]][-1] == "waiting"


def test_a_voided_statement_is_still_held_and_given(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    open_all_topics(app, as_learner)
    parts = parts_of(app)
    send_and_read(parts, now)
    first = statements(app)[0].read()["id"]
    administrator = Member(
        trust.members["administrator"], trust.organisation, trust.organisation, frozenset()
    )
    void(parts, administrator, uuid.UUID(first), "wrong", now())
    send_and_read(parts, now)
    states = {
        each["statement"]["id"]: each["state"] for each in held_about(as_learner)["statements"]
    }
    assert states[first] == "voided"


def test_nothing_of_anybody_else_is_in_it(
    app: Flask, as_learner: Actor, sign_in: SignInFixture, trust: Trust, other_trust: Trust
) -> None:
    open_all_topics(app, sign_in(trust.email("other-learner")))
    open_all_topics(app, sign_in(other_trust.email("learner")))
    text = json.dumps(held_about(as_learner))
    for foreign in (
        trust.email("other-learner"),
        "Farhan",
        str(trust.members["other-learner"]),
        other_trust.name,
        str(other_trust.members["learner"]),
    ):
        assert foreign not in text
    assert str(trust.members["learner"]) in json.dumps(
        held_about(sign_in(trust.email("supervisor")))["rows"]["supervises"]
    )
    assert "Ngozi" not in json.dumps(held_about(sign_in(trust.email("supervisor"))))


def test_no_secret_is_in_it(as_learner: Actor, database: Database) -> None:
    with database.read() as session:
        hashes = [row.password_hash for row in session.query(Person)]
        digests = [row.token_digest for row in session.query(SignIn)]
    text = json.dumps(held_about(as_learner))
    assert not any(each in text for each in hashes)
    assert not any(each.hex() in text for each in digests)
    assert "a hash, from which the password cannot be read" in text


@pytest.mark.parametrize("password", ["", "three quiet geese"])
def test_without_the_password_nothing_is_given(as_learner: Actor, password: str) -> None:
    answer = as_learner.send("/account/data", password=password)
    assert answer.status_code == 400
    assert 'href="#password"' in answer.text
    assert as_learner.get("/account/data").status_code == 200


def test_wrong_passwords_are_limited(as_learner: Actor) -> None:
    statuses = [as_learner.send("/account/data", password="wrong").status_code for _ in range(9)]
    assert statuses == [400] * 8 + [429]


def test_a_platform_administrator_without_a_trust_gets_their_own(
    as_platform_administrator: Actor, database: Database
) -> None:
    found = held_about(as_platform_administrator)
    assert found["rows"]["person"][0]["name"] == "Ines Duarte"
    assert found["statements"] == []
    with database.read() as session:
        assert session.query(OutboxStatement).count() == 0
