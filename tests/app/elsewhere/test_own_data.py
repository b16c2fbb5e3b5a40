"""What was told from elsewhere belongs to the person: in their download, and gone with an erasure."""

import json

from flask import Flask
from sqlalchemy import select

from app.database import Database
from app.elsewhere.models import OutsideAccount, OutsideStatement
from course.vocabulary import Verb
from lrs import StatementQuery
from tests.app.accounts.test_held import held_about
from tests.app.actors import PASSWORD, Actor
from tests.app.databases import BOTH
from tests.app.elsewhere.telling import account, key_of, send, told
from tests.app.elsewhere.test_accounts import only_account
from tests.app.erasure.test_erasure import asked
from tests.app.record_keys.test_keys import lrs_of
from tests.app.trust import Trust


@BOTH
def test_the_download_and_the_erasure_hold_what_other_systems_told(
    app: Flask, database: Database, as_administrator: Actor, as_learner: Actor, trust: Trust
) -> None:
    """All that an account of theirs told, also what no page lists; and nothing of anybody else."""
    mailbox = {"mbox": f"mailto:{trust.email('learner')}"}
    theirs = [
        told(account("4711", "https://totara.alder.example/")),
        told(account("4711"), Verb.EXPERIENCED, result={}),
        told(mailbox),
    ]
    others = told(account("12"))
    send(app, key_of(as_administrator), *theirs)
    page = only_account(as_administrator)
    learner = str(trust.members["learner"])
    assert as_administrator.send(page, q="ngozi", whose=learner).status_code == 303
    send(app, key_of(as_administrator), others)
    held = held_about(as_learner)
    assert {each["statement"]["id"] for each in held["statements"]} == {s["id"] for s in theirs}
    rows = held["rows"]
    assert [each["actor"] for each in rows["accounts_elsewhere"]] == [
        "account https://totara.alder.example 4711"
    ]
    assert len(rows["done_elsewhere"]) == 2
    assert "Fire safety level 1" in held["page"]

    request = asked(as_learner, database)
    answer = as_administrator.send(f"{request}/carry-out", password=PASSWORD)
    assert answer.status_code == 303, answer.text
    page_of = lrs_of(app).find(StatementQuery(organisation=str(trust.organisation)))
    assert [json.loads(each)["id"] for each in page_of.statements] == [others["id"]]
    with database.read() as session:
        assert session.scalars(select(OutsideAccount)).all() == []
        assert [each.statement_id.hex for each in session.scalars(select(OutsideStatement))] == [
            others["id"].replace("-", "")
        ]
