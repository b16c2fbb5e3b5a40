"""The way to a provider and back: how many, for how long, to which of several, and connecting an account."""

import datetime as dt

import pytest
from flask import Flask

from app.database import Database, now
from app.providers.models import Identity
from app.services import Services
from tests.app.actors import Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.providers.belonging import also_in
from tests.app.providers.conftest import NAME, Work, change, make_provider
from tests.app.trust import Trust


def test_too_many_ways_that_nobody_finishes_are_refused(
    client: Actor, work: Work, trust: Trust, parts: Services
) -> None:
    most = parts.settings.sign_in_tries * 10
    work.fake.person("sub-1", trust.email("learner"))
    for _ in range(3):  # who comes in does not count
        assert work.come().status_code == 302
    for _ in range(most):
        assert client.get(work.begin).status_code == 302
    answer = client.get(work.begin)
    assert answer.status_code == 429 and "Try again in 15 minutes" in answer.text


def test_a_way_that_waited_too_long_is_over(
    app: Flask, work: Work, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    browser = new_actor(app)
    state = work.fake.hear(browser.get(work.begin).location)
    later = now() + dt.timedelta(minutes=16)
    monkeypatch.setattr("app.providers.going.now", lambda: later)
    answer = browser.get(f"{work.begin}/answer", query_string={"state": state, "code": "a"})
    assert answer.status_code == 403 and "waited too long" in answer.text


def test_an_answer_for_another_provider_ends_at_neither(
    app: Flask, parts: Services, work: Work, trust: Trust, other_trust: Trust
) -> None:
    """A mix-up: what was asked of one provider is answered at the address of another."""
    other = make_provider(parts, other_trust, issuer="https://login.birch.example")
    work.fake.person("sub-1", trust.email("learner"))
    browser = new_actor(app)
    state = work.fake.hear(browser.get(work.begin).location)
    answer = browser.get(
        f"/sign-in/with/{other}/answer", query_string={"state": state, "code": "a-code"}
    )
    assert answer.status_code == 403
    assert browser.get("/account").status_code == 302


def test_new_keys_of_the_provider_are_taken_at_once(work: Work, trust: Trust) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    assert work.come().status_code == 302
    work.fake.rotate()
    work.fake.asked.clear()
    assert work.come().status_code == 302
    assert work.fake.asked.count("/keys") == 1
    assert work.come().status_code == 302
    assert work.fake.asked.count("/keys") == 1


def test_a_provider_that_is_turned_off_is_not_there(
    client: Actor, work: Work, database: Database
) -> None:
    change(database, work.id, enabled=False)
    assert client.get(work.begin).status_code == 404
    assert "Sign in with your work account" not in client.get("/sign-in").text


def test_the_address_finds_the_provider(client: Actor, work: Work, trust: Trust) -> None:
    assert "Sign in with your work account" in client.get("/sign-in").text
    found = client.send("/sign-in/work", email=trust.email("anybody"), next="/journal")
    assert f"Continue to {NAME}" in found.text and 'http-equiv="refresh"' in found.text
    assert "login_hint=anybody%40alder.example" in found.text
    unknown = client.send("/sign-in/work", email="a@unknown.example")
    assert unknown.status_code == 400 and "unknown.example addresses" in unknown.text
    wrong = client.send("/sign-in/work", email="nobody")
    assert wrong.status_code == 400 and "Enter an e-mail address such as" in wrong.text


def test_two_providers_of_a_trust_let_choose(
    client: Actor, parts: Services, work: Work, trust: Trust, database: Database
) -> None:
    change(database, work.id, name="Doctors’ account")
    make_provider(parts, trust, issuer="https://login.two.example")
    page = client.send("/sign-in/work", email=trust.email("anybody")).text
    assert "Choose your work account" in page and "Doctors’ account" in page and NAME in page


def test_a_doctor_of_two_trusts_connects_the_account_and_then_it_opens(
    app: Flask, sign_in: SignIn, work: Work, trust: Trust, other_trust: Trust, database: Database
) -> None:
    also_in(database, trust.members["learner"], other_trust)
    actor = sign_in(trust.email("learner"))
    path = f"/account/work-accounts/connect/{work.id}"
    assert f"Connect {NAME}" in actor.get("/account/work-accounts").text
    assert "That is not your password" in actor.send(path, password="wrong").text
    page = actor.send(path, password="three quiet herons")
    assert f"Continue to {NAME}" in page.text
    href = page.text.split('href="https://login.alder.example')[1].split('"')[0]
    work.fake.person("sub-1", "another@anywhere.example")
    state = work.fake.hear("https://login.alder.example" + href.replace("&amp;", "&"))
    query = {"state": state, "code": "a-code"}
    back = actor.get(f"{work.begin}/answer", query_string=query)
    assert back.location == "/account/work-accounts"
    actor.get("/account/work-accounts")
    assert "You connected it on" in actor.get("/account/work-accounts").text
    assert work.come().status_code == 302
    with database.read() as session:
        row = session.query(Identity).one()
    left = actor.send(f"/account/work-accounts/{row.id}/disconnect", password="three quiet herons")
    assert left.status_code == 303
    assert work.come().status_code == 403


def test_nobody_connects_by_the_way_of_another(
    app: Flask, sign_in: SignIn, work: Work, trust: Trust, database: Database
) -> None:
    """Somebody else signs in, in the same browser, before the answer comes."""
    actor = sign_in(trust.email("learner"))
    page = actor.send(f"/account/work-accounts/connect/{work.id}", password="three quiet herons")
    href = page.text.split('href="https://login.alder.example')[1].split('"')[0]
    work.fake.person("sub-1", "another@anywhere.example")
    state = work.fake.hear("https://login.alder.example" + href.replace("&amp;", "&"))
    with actor.session_transaction() as cookie:
        states = cookie["provider_states"]
    actor.sign_out()
    actor.sign_in(trust.email("other-learner"))
    with actor.session_transaction() as cookie:
        cookie["provider_states"] = states
    answer = actor.get(f"{work.begin}/answer", query_string={"state": state, "code": "a-code"})
    assert answer.status_code == 403 and "no longer signed in to the account" in answer.text
    with database.read() as session:
        assert session.query(Identity).count() == 0


def test_what_is_another_persons_is_not_found(
    app: Flask, sign_in: SignIn, parts: Services, work: Work, trust: Trust, other_trust: Trust,
    database: Database,
) -> None:  # fmt: skip
    work.fake.person("sub-1", trust.email("learner"))
    work.come()
    with database.read() as session:
        row = session.query(Identity).one()
    actor = sign_in(other_trust.email("learner"))
    assert actor.get(f"/account/work-accounts/{row.id}/disconnect").status_code == 404
    assert actor.get(f"/account/work-accounts/connect/{work.id}").status_code == 404


def test_who_has_a_password_is_asked_for_it_however_they_came(
    app: Flask, work: Work, trust: Trust
) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    browser = new_actor(app)
    work.come(browser)
    refused = browser.send("/account/data", password="")
    assert refused.status_code == 400 and "Enter your password" in refused.text
