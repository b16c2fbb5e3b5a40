"""Whoever has no password confirms by their work account that it is they, before what harms most."""

import datetime as dt
import math
import re
import time
import uuid
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from msgspec import Struct
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.accounts.models import Person
from app.database import Database, now
from app.organisations.models import Membership
from app.providers import confirming, keeping
from app.providers.models import Identity, Provider
from app.sealing import Seal
from app.services import Services
from app.viewer import Member
from tests.app.actors import Actor
from tests.app.conftest import new_actor
from tests.app.databases import BOTH
from tests.app.providers.belonging import also_in
from tests.app.providers.conftest import NAME, Work, change
from tests.app.trust import Trust
from tests.app.written import security_lines

SUBJECT = "sub-9"
DATA = "/account/data"


class Without(Struct, frozen=True):
    """Somebody who came by the work account and has no password here."""

    browser: Actor
    work: Work

    def way(self, page: str = DATA) -> str:
        """Return where the link of a page leads that asks to confirm."""
        found = re.search(
            r'href="(/account/work-accounts/[^"]+/confirm[^"]*)"', self.browser.get(page).text
        )
        assert found, self.browser.get(page).text
        return found[1].replace("&amp;", "&")

    def confirm(self, page: str = DATA, **answer: str) -> TestResponse:
        """Go to the provider from a page and come back."""
        return self.work.come(self.browser, way=self.way(page), **answer)

    def is_confirmed(self) -> bool:
        """Say whether a page says so."""
        return "has confirmed that it is you" in self.browser.get(DATA).text


@pytest.fixture
def amina(app: Flask, work: Work, database: Database) -> Without:
    change(database, work.id, makes_people=True)
    work.fake.person(SUBJECT, "amina@alder.example", name="Dr Amina Yusuf")
    browser = new_actor(app)
    assert work.come(browser).status_code == 302
    return Without(browser, work)


@BOTH
def test_a_confirmation_stands_in_for_a_password_once(amina: Without) -> None:
    page = amina.browser.get(DATA).text
    assert f"Confirm with {NAME}" in page and 'type="password"' not in page
    refused = amina.browser.send(DATA)
    assert refused.status_code == 400 and "Confirm with your work account" in refused.text
    back = amina.confirm()
    assert back.status_code == 302 and back.location == DATA
    assert amina.is_confirmed()
    given = amina.browser.send(DATA)
    assert given.status_code == 200 and given.mimetype == "application/zip"
    assert not amina.is_confirmed()
    assert amina.browser.send(DATA).status_code == 400


def test_coming_in_is_no_confirmation(amina: Without) -> None:
    """The provider may have let them in from a session of its own, without asking for anything."""
    assert amina.browser.send(DATA, password="").status_code == 400
    chosen = amina.browser.send("/account/password", old="", password="six small owls")
    assert chosen.status_code == 400 and "Confirm with your work account" in chosen.text


def test_the_provider_is_told_to_ask_anew(amina: Without) -> None:
    assert "prompt" not in amina.work.fake.query
    asked = parse_qs(urlsplit(amina.browser.get(amina.way()).location).query)
    assert asked["prompt"] == ["login"] and asked["max_age"] == ["0"]
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[name][0]) >= 40
    assert "login_hint" not in asked


def test_a_first_password_is_chosen_with_it(amina: Without) -> None:
    amina.confirm("/account/password")
    chosen = amina.browser.send("/account/password", old="", password="six small owls")
    assert chosen.status_code == 302
    assert "Enter your password" in amina.browser.send(DATA, password="").text
    assert amina.browser.send(DATA, password="six small owls").status_code == 200


def test_it_counts_for_fifteen_minutes(amina: Without, monkeypatch: pytest.MonkeyPatch) -> None:
    amina.confirm()
    later = now() + dt.timedelta(minutes=16)
    monkeypatch.setattr("app.accounts.confirming.now", lambda: later)
    assert amina.browser.send(DATA).status_code == 400
    monkeypatch.setattr("app.accounts.confirming.now", lambda: later - dt.timedelta(minutes=2))
    assert amina.browser.send(DATA).status_code == 200


def test_it_counts_in_this_sign_in_only(amina: Without, app: Flask) -> None:
    elsewhere = new_actor(app)
    amina.work.come(elsewhere)
    amina.confirm()
    assert elsewhere.send(DATA).status_code == 400
    assert amina.browser.send(DATA).status_code == 200


def test_a_form_with_another_mistake_does_not_use_it_up(amina: Without) -> None:
    amina.confirm("/account/password")
    refused = amina.browser.send("/account/password", old="", password="short")
    assert refused.status_code == 400
    assert amina.is_confirmed()


@pytest.mark.parametrize(
    ("auth_time", "sentence"),
    [
        (lambda: None, "does not say when you signed in there (auth_time)"),
        (lambda: True, "does not say when you signed in there (auth_time)"),
        (lambda: math.nan, "does not say when you signed in there (auth_time)"),
        (lambda: math.inf, "does not say when you signed in there (auth_time)"),
        (lambda: 10**400, "does not say when you signed in there (auth_time)"),
        (lambda: 0, "did not ask you to sign in again"),
        (lambda: int(time.time()) - 130, "did not ask you to sign in again"),
        (lambda: int(time.time()) - 86_400, "did not ask you to sign in again"),
        (lambda: int(time.time()) + 180, "in the future"),
        (lambda: "yesterday", "does not hold what OpenID Connect asks for"),
    ],
)
def test_a_provider_that_did_not_ask_confirms_nothing(
    auth_time: Callable[[], object], sentence: str, amina: Without, database: Database
) -> None:
    amina.work.fake.lies = {"auth_time": auth_time()}
    if auth_time() is None:
        amina.work.fake.userinfo = {"sub": SUBJECT, "auth_time": int(time.time())}
        amina.work.fake.claims.pop("email")  # so that it could be asked for there
    page = amina.confirm()
    assert page.status_code == 502 and sentence in page.text
    assert "It is not confirmed that it is you" in page.text and f'href="{DATA}"' in page.text
    assert not amina.is_confirmed()
    with database.read() as session:
        assert sentence in session.get_one(Provider, amina.work.id).fault


@pytest.mark.parametrize(
    ("seconds", "fault"),
    [
        (0, ""),
        (-100, ""),  # clocks may differ by two minutes
        (100, ""),
        (-121, confirming.NOT_ASKED),
        (121, confirming.OF_THE_FUTURE),
    ],
)
def test_a_moment_counts_from_when_somebody_was_sent(seconds: int, fault: str) -> None:
    moment = dt.datetime(2026, 11, 30, 9, 0, tzinfo=dt.UTC)
    told = int(moment.timestamp()) + seconds
    assert confirming.fault_of(told, moment, moment) == fault


def test_a_moment_of_more_than_five_minutes_ago_does_not_count() -> None:
    moment = dt.datetime(2026, 11, 30, 9, 0, tzinfo=dt.UTC)
    begun, told = moment - dt.timedelta(minutes=14), int(moment.timestamp()) - 5 * 60
    assert confirming.fault_of(told - 119, begun, moment) == ""
    assert confirming.fault_of(told - 121, begun, moment) == confirming.NOT_ASKED


def test_somebody_else_at_the_provider_confirms_nothing(
    amina: Without, app: Flask, trust: Trust
) -> None:
    amina.work.fake.person("sub-1", trust.email("learner"))
    amina.work.come(new_actor(app))  # a colleague, whom the provider knows too
    page = amina.confirm()
    assert page.status_code == 403 and "as somebody else" in page.text
    amina.work.fake.person("sub-new", "amina@alder.example")  # the address is no proof
    assert "as somebody else" in amina.confirm().text
    assert not amina.is_confirmed()


def test_an_answer_confirms_once(amina: Without) -> None:
    fake, browser = amina.work.fake, amina.browser
    state = fake.hear(browser.get(amina.way()).location)
    before = browser.get_cookie("firstshift")
    path, query = f"{amina.work.begin}/answer", {"state": state, "code": "a-code"}
    assert browser.get(path, query_string=query).status_code == 302
    assert browser.send(DATA).status_code == 200
    assert before is not None
    browser.set_cookie("firstshift", before.value)  # as it was before the answer came
    assert browser.get(path, query_string=query).status_code == 403
    assert browser.send(DATA).status_code == 400


def test_an_answer_of_a_sign_in_confirms_nothing(amina: Without, app: Flask) -> None:
    """The nonce binds an answer to its own way, also with a fresh moment in it."""
    fake = amina.work.fake
    fake.hear(new_actor(app).get(amina.work.begin).location)
    of_sign_in = fake.nonce
    state = fake.hear(amina.browser.get(amina.way()).location)
    fake.id_token = fake.signed(nonce=of_sign_in)
    path = f"{amina.work.begin}/answer"
    page = amina.browser.get(path, query_string={"state": state, "code": "a-code"})
    assert page.status_code == 502 and "belongs to another sign-in" in page.text
    assert not amina.is_confirmed()


def test_an_answer_to_a_confirmation_signs_nobody_in(amina: Without) -> None:
    state = amina.work.fake.hear(amina.browser.get(amina.way()).location)
    query = {"state": state, "code": "a-code"}
    amina.browser.sign_out()
    amina.browser.get(f"{amina.work.begin}/answer", query_string=query)
    assert amina.browser.get("/account").status_code == 302


def test_whoever_signed_in_anew_meanwhile_begins_again(amina: Without) -> None:
    fake, browser = amina.work.fake, amina.browser
    state = fake.hear(browser.get(amina.way()).location)
    with browser.session_transaction() as cookie:
        states = cookie["provider_states"]
    browser.sign_out()
    amina.work.come(browser)
    with browser.session_transaction() as cookie:
        cookie["provider_states"] = states
    path = f"{amina.work.begin}/answer"
    page = browser.get(path, query_string={"state": state, "code": "a-code"})
    assert page.status_code == 403
    assert not amina.is_confirmed()


def test_an_account_that_belongs_elsewhere_too_is_confirmed_by_what_was_connected_only(
    amina: Without, other_trust: Trust, database: Database
) -> None:
    with database.read() as session:
        identity = session.query(Identity).one()
        member = session.scalars(
            select(Membership.id).where(Membership.person_id == identity.person_id)
        ).one()
    also_in(database, member, other_trust)
    page = amina.confirm()
    assert page.status_code == 403 and "no organisation opens it alone" in page.text
    with database.write() as session:
        session.get_one(Identity, identity.id).connected = now()
    assert amina.confirm().status_code == 302


def test_a_provider_that_is_away_or_turned_off_is_told(amina: Without, database: Database) -> None:
    way = amina.way()
    change(database, amina.work.id, enabled=False)
    assert amina.browser.get(way).status_code == 404
    page = amina.browser.get(DATA).text
    assert "Confirm with" not in page and "Choose a password first" in page
    assert "no work account that is turned on" in amina.browser.send(DATA).text


def test_only_ones_own_work_account_confirms(amina: Without, as_learner: Actor) -> None:
    assert as_learner.get(amina.way()).status_code == 404


def test_who_has_a_password_is_not_sent_away(
    app: Flask, work: Work, trust: Trust, database: Database
) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    browser = new_actor(app)
    work.come(browser)
    assert "Confirm with" not in browser.get(DATA).text
    with database.read() as session:
        identity = session.query(Identity).one().id
    way = f"/account/work-accounts/{identity}/confirm?next={DATA}"
    assert browser.get(way).location == DATA


def test_each_work_account_is_offered_the_one_of_this_sign_in_first(
    amina: Without, parts: Services, trust: Trust, database: Database
) -> None:
    asker = Member(trust.members["administrator"], trust.organisation, uuid.uuid4(), frozenset())
    with database.write() as session:
        draft = keeping.Draft("Older account", "https://old.example", "c", "")
        row = keeping.add(session, asker, draft, Seal(parts.sealing_keys, keeping.PURPOSE), now())
        row.enabled = True
        person = session.scalars(select(Person).where(Person.name == "Dr Amina Yusuf")).one()
        older = Identity(provider_id=row.id, person_id=person.id, issuer=row.issuer, subject="s")
        older.made = now() - dt.timedelta(days=9)
        session.add(older)
    page = amina.browser.get(DATA).text
    assert 0 < page.index(f"Confirm with {NAME}") < page.index("Confirm with Older account")


def test_the_page_to_come_back_to_is_one_of_ours(amina: Without) -> None:
    away = amina.way().split("?")[0] + "?next=https://evil.example/"
    assert amina.work.come(amina.browser, way=away).location == "/account"


def test_it_is_written_down_and_names_nobody(amina: Without) -> None:
    with security_lines() as lines:
        amina.confirm()
    told = [(each["event"], each["by"]) for each in lines()]
    assert told == [("confirmed", "work account")]
    amina.browser.send(DATA)
    with security_lines() as lines:
        amina.work.fake.lies = {"auth_time": 0}
        amina.confirm()
    assert [each["event"] for each in lines()] == ["not let in"]
