"""An LMS registers itself with a link; the form for those that cannot."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.database import Database
from app.lti import claims, registering
from app.lti.fetching import is_allowed
from app.lti.models import LtiInvitation, LtiPlatform
from app.settings import Settings
from tests.app.actors import Actor
from tests.app.conftest import HOME_PAGE, SignIn
from tests.app.lti.launching import Lms
from tests.app.trust import Trust
from tests.support.lti_platform import CLIENT, DEPLOYMENT, Platform

pytestmark = pytest.mark.enable_socket

LINK = re.compile(r"http://localhost(/lti/register/[A-Za-z0-9_-]+)")


@pytest.fixture
def link(as_lms_administrator: Actor) -> str:
    """Make a registration link."""
    found = LINK.search(as_lms_administrator.send("/lms/new/moodle/link").text)
    assert found
    return found[1]


def asked(platform: Platform) -> dict[str, str]:
    return {
        "openid_configuration": f"{platform.address}/openid-configuration",
        "registration_token": "token-of-the-lms",
    }


def test_an_lms_registers_itself_and_people_come_in(
    database: Database, client: Actor, platform: Platform, link: str, trust: Trust
) -> None:
    page = client.get(link, query_string=asked(platform))
    assert "Alder Valley Trust" in page.text and platform.address in page.text
    assert f"frame-ancestors {platform.address}" in page.headers["Content-Security-Policy"]
    assert platform.registered == []
    done = client.post(link, data=asked(platform))
    assert done.status_code == 200 and "Connected" in done.text
    [(access, told)] = platform.registered
    assert access == "Bearer token-of-the-lms"
    assert told["initiate_login_uri"] == "http://localhost/lti/login"
    assert told["jwks_uri"] == "http://localhost/lti/jwks.json"
    assert told["logo_uri"] == "http://localhost/lti/mark.svg"
    assert claims.SCORE_SCOPE in told["scope"]
    with database.read() as session:
        made = session.scalars(select(LtiPlatform)).one()
        assert made.organisation_id == trust.organisation
        assert (made.client_id, made.kind) == (CLIENT, "moodle")
        assert [each.deployment_id for each in made.deployments] == [DEPLOYMENT]
        assert session.scalars(select(LtiInvitation)).all() == []
    assert Lms(platform, "").come_in(client) == "/learn/culture"
    assert client.post(link, data=asked(platform)).status_code == 404


def test_an_lms_that_registers_again_is_renewed_and_keeps_what_was_set(
    database: Database, client: Actor, platform: Platform, link: str, lms: Lms
) -> None:
    """Moodle 4.5 offers to update the tool, and answers with the client and the deployment of before."""
    with database.write() as session:
        known = session.scalars(select(LtiPlatform)).one()
        known.name, known.token_url = "Ours", "https://old.example/token"
        known.origins = [*known.origins, "https://moodle.example"]
        known.stopped = known.made
    done = client.post(link, data=asked(platform))
    assert done.status_code == 200 and "It is switched off" in done.text
    with database.read() as session:
        kept = session.scalars(select(LtiPlatform)).one()
        assert (kept.name, kept.token_url) == ("Ours", f"{platform.address}/token")
        assert kept.origins == [platform.address, "https://moodle.example"]
        assert [each.deployment_id for each in kept.deployments] == [DEPLOYMENT]
        assert kept.stopped is not None
        assert session.scalars(select(LtiInvitation)).all() == []


def test_an_lms_of_another_organisation_cannot_be_taken_over_by_registering_it(
    database: Database,
    client: Actor,
    platform: Platform,
    lms: Lms,
    sign_in: SignIn,
    other_trust: Trust,
) -> None:
    theirs = sign_in(other_trust.email("lms-administrator"))
    found = LINK.search(theirs.send("/lms/new/moodle/link").text)
    assert found
    done = client.post(found[1], data=asked(platform))
    assert done.status_code == 409 and "Another organisation" in done.text
    with database.read() as session:
        assert len(session.scalars(select(LtiPlatform)).all()) == 1


def test_our_mark_may_stand_in_pages_of_an_lms(client: Actor) -> None:
    with client.get("/lti/mark.svg") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    with client.get("/assets/mark.svg") as elsewhere:
        assert elsewhere.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_link_that_nobody_made_registers_nothing(client: Actor, platform: Platform) -> None:
    answer = client.post("/lti/register/made-up", data=asked(platform))
    assert answer.status_code == 404 and "older than a day" in answer.text
    assert platform.registered == []


def test_an_lms_that_speaks_for_another_is_not_connected(
    database: Database,
    client: Actor,
    platform: Platform,
    link: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    honest = platform.openid_configuration()
    for lie in (
        {"issuer": "https://moodle.example"},
        {"token_endpoint": "http://elsewhere.example/token"},
        {"jwks_uri": "http://10.0.0.8/keys"},
        {"registration_endpoint": ""},
    ):
        monkeypatch.setattr(platform, "openid_configuration", lambda lie=lie: honest | lie)
        answer = client.post(link, data=asked(platform))
        assert answer.status_code == 400 and "Nothing was connected" in answer.text, lie
    platform.away = True
    away = client.post(link, data=asked(platform)).text
    assert "answers 503" in away and "learnt" not in away  # nobody has learnt here
    assert client.post(link, data={"openid_configuration": "http://10.0.0.8/x"}).status_code == 400
    with database.read() as session:
        assert session.scalars(select(LtiPlatform)).all() == []
        assert len(session.scalars(select(LtiInvitation)).all()) == 1


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(
    as_lms_administrator: Actor, platform: Platform
) -> None:
    page = as_lms_administrator.get("/lms/new/canvas").text
    assert "https://canvas.instructure.com" in page and "http://localhost/lti/launch" in page
    answer = as_lms_administrator.send(
        "/lms/new/other",
        **platform.registration()
        | {"jwks_url": "ftp://x", "client_id": "", "origins": "nowhere", "token_url": ""},
    )
    assert answer.status_code == 400
    for words in (
        "begins with https://",
        "Enter the client ID",
        "is no address",
        "Enter the access token URL",
    ):
        assert words in answer.text
    assert "Moodle of Alder Valley" in answer.text and "ftp://x" in answer.text
    assert as_lms_administrator.get("/lms/new/absent").status_code == 404


@pytest.mark.parametrize("issuer", [HOME_PAGE, f"{HOME_PAGE.upper()}/", "http://localhost/"])
def test_this_server_is_no_lms(
    lms: Lms, database: Database, as_lms_administrator: Actor, issuer: str
) -> None:
    """Its people would be ours, by numbers that whoever registered it may choose."""
    fields = lms.platform.registration() | {"issuer": issuer, "deployments": "another"}
    for page in ("/lms/new/other", lms.page):
        answer = as_lms_administrator.send(page, **fields)
        assert answer.status_code == 400 and "the address of First Shift itself" in answer.text
    with database.read() as session:
        assert issuer not in session.scalars(select(LtiPlatform.issuer)).all()


def test_an_lms_that_gives_our_address_as_its_own_is_not_connected(
    client: Actor, platform: Platform, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registering, "is_own", lambda issuer: issuer == platform.address)
    answer = client.post(link, data=asked(platform))
    assert answer.status_code == 400 and "gives our own address as its own" in answer.text


def test_the_addresses_of_a_moodle_follow_from_its_own(
    database: Database, as_administrator: Actor
) -> None:
    fields = {
        "name": "Moodle",
        "issuer": "https://moodle.example",
        "client_id": "c",
        "deployments": "1\n2",
    }
    assert as_administrator.send("/lms/new/moodle", **fields).status_code == 303
    with database.read() as session:
        made = session.scalars(select(LtiPlatform)).one()
        assert made.token_url == "https://moodle.example/mod/lti/token.php"
        assert made.origins == ["https://moodle.example"] and len(made.deployments) == 2


def test_an_lms_is_changed(lms: Lms, as_lms_administrator: Actor, client: Actor) -> None:
    fields = lms.platform.registration() | {
        "name": "Moodle 2",
        "deployments": f"{DEPLOYMENT}\nother",
    }
    assert as_lms_administrator.send(lms.page, **fields).status_code == 303
    page = as_lms_administrator.get(lms.page).text
    assert "Moodle 2" in page and f"{DEPLOYMENT}, other" in page
    wrong = as_lms_administrator.send(lms.page, **fields | {"issuer": ""})
    assert wrong.status_code == 400 and "Enter the platform ID" in wrong.text
    assert lms.launch(client, **{claims.DEPLOYMENT: "other"}).status_code == 303


def test_a_server_in_use_asks_no_server_of_a_private_network(
    app: Flask, settings: Settings
) -> None:
    in_use = settings._replace(public_address="https://learn.example")
    for address in (
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://lms.example/",
        "file:///x",
        "https://a@b/",
    ):
        assert not is_allowed(in_use, address)
    assert is_allowed(in_use, "https://lms.example/keys")
    assert is_allowed(settings, "http://127.0.0.1:1/") and not is_allowed(
        settings, "http://lms.example/"
    )
