"""Whose an account elsewhere is: listed with how much waits, matched by hand or by a file, within one trust."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from app.audit.models import AuditLine
from app.database import Database
from app.elsewhere.actors import actor_written, number_of
from app.elsewhere.models import OutsideAccount
from app.elsewhere.saying import say
from app.errors import NotFound
from app.organisations.models import Role
from app.viewer import Member
from tests.app.actors import Actor
from tests.app.conftest import HOME_PAGE
from tests.app.databases import BOTH
from tests.app.elsewhere.telling import LMS, account, key_of, send, told
from tests.app.trust import Trust
from tests.support.html import words_of

PAGE = "/statements-from-elsewhere"
OPEN = re.compile(rf'href="({PAGE}/accounts/[0-9a-f-]+)"')


def only_account(actor: Actor, show: str = "unmatched") -> str:
    """Return the address of the one account of a list."""
    (found,) = OPEN.findall(actor.get(f"{PAGE}?show={show}").text)
    return str(found)


def upload(actor: Actor, text: str, path: str = f"{PAGE}/accounts/file") -> Any:
    data = {"csrf_token": actor.token(), "file": (io.BytesIO(text.encode()), "table.csv")}
    return actor.post(path, data=data)


@BOTH
def test_an_account_that_nobody_knows_waits_and_brings_its_statements_along(
    app: Flask,
    database: Database,
    as_administrator: Actor,
    as_learner: Actor,
    trust: Trust,
) -> None:
    named = account("4711") | {"name": "Eze, N."}
    send(app, key_of(as_administrator), told(named), told(account("4711")))
    listed = words_of(as_administrator.get(PAGE).text)
    assert "Not matched yet (1)" in listed and "4711" in listed and LMS in listed
    assert "Eze, N." in listed and ">Statements</span>2<" in listed
    assert "Fire safety" not in as_learner.get("/record").text
    page = only_account(as_administrator)
    proposed = as_administrator.get(page).text
    assert "Fire safety level 1" in proposed and "Dr Ngozi Eze" in proposed
    found = as_administrator.get(f"{page}?q=ngozi").text
    assert "Dr Ngozi Eze" in found and "Siddiqui" not in found
    learner = str(trust.members["learner"])
    answer = as_administrator.send(page, q="ngozi", whose=learner)
    assert answer.status_code == 303, answer.text
    assert as_learner.get("/record").text.count("Fire safety level 1") == 2
    assert "Matched here by an administrator" in as_administrator.get(f"{PAGE}?show=matched").text
    with database.read() as session:
        acts = [line.act for line in session.scalars(select(AuditLine))]
    assert acts.count("account.matched") == 1


def test_nobodys_here_goes_before_a_rule_and_can_be_taken_back(
    app: Flask, as_administrator: Actor, as_learner: Actor, trust: Trust
) -> None:
    send(app, key_of(as_administrator), told({"mbox": f"mailto:{trust.email('learner')}"}))
    page = only_account(as_administrator, "matched")
    assert "the e-mail address of their account" in as_administrator.get(page).text
    assert as_administrator.send(page, whose="nobody").status_code == 303
    assert "Fire safety" not in as_learner.get("/record").text
    assert only_account(as_administrator, "nobody") == page
    assert as_administrator.send(page, whose="rules").status_code == 303
    assert "Fire safety" in as_learner.get("/record").text


@pytest.mark.parametrize("whose", ["", "x", "other trust"])
def test_nobody_else_can_be_chosen(
    app: Flask, as_administrator: Actor, trust: Trust, other_trust: Trust, whose: str
) -> None:
    send(app, key_of(as_administrator), told(account("4711")))
    page = only_account(as_administrator)
    chosen = str(other_trust.members["learner"]) if whose == "other trust" else whose
    answer = as_administrator.send(page, q="Dr", whose=chosen)
    assert answer.status_code == 400 and "There is a problem" in answer.text


def test_a_member_of_another_trust_whom_the_form_was_made_to_offer_is_refused(
    database: Database, trust: Trust, other_trust: Trust
) -> None:
    key = trust.members["administrator"]
    asker = Member(key, trust.organisation, key, frozenset({Role.ORGANISATION_ADMINISTRATOR}))
    with pytest.raises(NotFound), database.write() as session:
        say(session, asker, HOME_PAGE, f"account {LMS} 4711", other_trust.members["learner"])


def test_an_account_of_this_server_is_in_no_list(
    app: Flask, as_administrator: Actor, trust: Trust, other_trust: Trust
) -> None:
    mine = account(str(trust.members["learner"]), HOME_PAGE)
    foreign = account(str(other_trust.members["learner"]), HOME_PAGE)
    send(app, key_of(as_administrator), told(mine), told(foreign))
    page = words_of(as_administrator.get(PAGE).text)
    assert "Not matched yet (0)" in page and "Matched (0)" in page


def test_another_trust_sees_none_of_it(
    app: Flask, as_administrator: Actor, sign_in: Any, other_trust: Trust
) -> None:
    send(app, key_of(as_administrator), told(account("4711")))
    page = only_account(as_administrator)
    stranger = sign_in(other_trust.email("administrator"))
    assert "4711" not in stranger.get(PAGE).text
    assert stranger.get(page).status_code == 404
    assert stranger.send(page, whose="nobody").status_code == 404
    assert "4711" not in stranger.get(f"{PAGE}/accounts.csv").text


@BOTH
def test_a_file_matches_accounts_and_its_download_can_be_sent_back(
    app: Flask, as_administrator: Actor, as_learner: Actor, trust: Trust
) -> None:
    send(app, key_of(as_administrator), told(account("4711")), told(account("12")))
    table = as_administrator.get(f"{PAGE}/accounts.csv").text.lstrip("\ufeff")
    assert f"{LMS},4711,\r\n" in table
    filled = table.replace("4711,", f"4711,{trust.email('learner').upper()}")
    answer = upload(as_administrator, filled)
    assert answer.status_code == 303, answer.text
    done = as_administrator.get(f"{PAGE}?show=matched").text
    assert "1 account matched anew, 0 as before, 1 left as they are" in done
    assert "Fire safety" in as_learner.get("/record").text
    again = as_administrator.get(f"{PAGE}/accounts.csv").text
    assert f"{LMS},4711,{trust.email('learner')}" in again
    assert upload(as_administrator, again.lstrip("\ufeff")).status_code == 303
    assert "0 accounts matched anew, 1 as before" in as_administrator.get(PAGE).text


def test_a_name_that_begins_with_a_stroke_or_a_sign_comes_back_as_it_is(
    app: Flask, database: Database, as_administrator: Actor, trust: Trust
) -> None:
    """A spreadsheet must not calculate with it, and another account must not be matched in its place."""
    names = ("'4711", "=4711", "'=4711", "+44 7700")
    send(app, key_of(as_administrator), *(told(account(each)) for each in names))
    rows = as_administrator.get(f"{PAGE}/accounts.csv").text.lstrip("\ufeff").splitlines()
    filled = [f"{row}{trust.email('learner')}" for row in rows[1:]]
    assert upload(as_administrator, "\n".join((rows[0], *filled))).status_code == 303
    with database.read() as session:
        found = set(session.scalars(select(OutsideAccount.actor)))
    assert found == {f"account {LMS} {each}" for each in names}


@BOTH
def test_a_long_file_asks_the_database_a_few_times(
    database: Database, as_administrator: Actor, trust: Trust
) -> None:
    """And not once for each account, while nobody else can write."""
    asked: list[str] = []
    rows = "".join(f"{LMS},{number},{trust.email('learner')}\n" for number in range(600))
    event.listen(database.engine, "before_cursor_execute", lambda *each: asked.append(str(each[2])))
    assert upload(as_administrator, f"home page,account,email\n{rows}").status_code == 303
    assert len(asked) < 100, len(asked)
    with database.read() as session:
        assert len(session.scalars(select(OutsideAccount)).all()) == 600
        acts = [line.act for line in session.scalars(select(AuditLine))]
    assert acts.count("account.matched") == 600


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (f"{LMS},4711,stranger@birch.example", "Nobody of your organisation has the address"),
        (f"{LMS},4711,learner@birch.example", "Nobody of your organisation has the address"),
        ("totara,4711,learner@alder.example", "is no whole address"),
        (f"{LMS},,learner@alder.example", "The name of the account is missing"),
        (",4711,learner@alder.example", "Without a home page an e-mail address stands here"),
        (
            f"{HOME_PAGE},3f0c2a52-58a9-4c5e-9a0c-6f5f9a1d7d10,learner@alder.example",
            "an account of First Shift itself",
        ),
        (",supervisor@alder.example,learner@alder.example", "it stays theirs"),
        (f"{LMS},12,other-learner@alder.example", "Row 2 gives this account to somebody else"),
    ],
)
def test_a_file_with_a_mistake_changes_nothing(
    database: Database,
    as_administrator: Actor,
    trust: Trust,
    other_trust: Trust,
    row: str,
    sentence: str,
) -> None:
    text = f"home page,account,email\n{LMS},12,learner@alder.example\n{row}\n"
    answer = upload(as_administrator, text)
    assert answer.status_code == 400
    assert "Row 3" in answer.text and sentence in answer.text
    with database.read() as session:
        assert session.scalars(select(OutsideAccount)).all() == []


def test_accounts_of_a_file_are_matched_in_one_order(
    database: Database, as_administrator: Actor, trust: Trust
) -> None:
    """Whatever theirs is: two files at once would wait for each other otherwise, on PostgreSQL."""
    head, numbers = "home page,account,email\n", ("3", "1", "4", "2")
    rows = "".join(f"{LMS},{each},learner@alder.example\n" for each in numbers)
    assert upload(as_administrator, head + rows).status_code == 303
    keys = sorted(number_of(trust.organisation, actor_written(LMS, each)) for each in numbers)
    with database.read() as session:
        lines = session.scalars(
            select(AuditLine.object).filter_by(act="account.matched").order_by(AuditLine.seq)
        )
        assert list(lines) == [f"account {key}" for key in keys]


def test_a_file_without_the_columns_says_so(as_administrator: Actor) -> None:
    answer = upload(as_administrator, "home page,who\nx,y\n")
    assert answer.status_code == 400 and "There is no column “account” and “email”" in answer.text
    empty = as_administrator.send(f"{PAGE}/accounts/file")
    assert empty.status_code == 400 and "Choose a file." in empty.text


def test_who_looks_after_the_lms_brings_in_files_and_learns_nothing_of_people(
    app: Flask, as_administrator: Actor, as_lms_administrator: Actor, trust: Trust
) -> None:
    """Neither names, addresses and numbers of colleagues, nor which of them did a course elsewhere."""
    mailbox = {"mbox": f"mailto:{trust.email('learner')}"}
    send(app, key_of(as_administrator), told(mailbox), told(account("4711")))
    page = only_account(as_administrator)
    seen = as_lms_administrator.get(PAGE).text
    assert "Import statements from a file" in seen and "Match accounts by a file" not in seen
    assert "Eze" not in seen and "4711" not in seen and trust.email("learner") not in seen
    assert 'id="accounts"' not in seen
    learner = str(trust.members["learner"])
    for path in (page, f"{page}?q=learner", f"{PAGE}/accounts.csv", f"{PAGE}/accounts/file"):
        answer = as_lms_administrator.get(path)
        assert answer.status_code == 403 and learner not in answer.text, path
    assert as_lms_administrator.send(page, q="eze", whose=learner).status_code == 403
    table = f"home page,account,email\n{LMS},4711,{trust.email('lms-administrator')}\n"
    assert upload(as_lms_administrator, table).status_code == 403
    assert only_account(as_administrator) == page


@pytest.mark.parametrize("text", ["abc " * 1_200, "abc+" * 1_200])
def test_however_long_the_text_is_by_which_somebody_is_looked_for(
    app: Flask, as_administrator: Actor, text: str
) -> None:
    send(app, key_of(as_administrator), told(account("4711")))
    page = only_account(as_administrator)
    answer = as_administrator.get(page, query_string={"q": text})
    assert answer.status_code == 200 and "abc " * 30 not in answer.text


def test_the_pages_are_for_administrators(as_learner: Actor, as_supervisor: Actor) -> None:
    for actor in (as_learner, as_supervisor):
        assert actor.get(PAGE).status_code == 403
        assert actor.get(f"{PAGE}/import").status_code == 403
