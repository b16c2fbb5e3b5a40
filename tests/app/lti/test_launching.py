"""Launches: who comes in, with what, and every lie that does not."""

import base64
import hmac
import json
import math
import time
from typing import Any

import pytest
from flask import Flask
from joserfc import jwt
from sqlalchemy import func, select

from app.accounts.models import Person, SignIn
from app.database import Database
from app.lti import claims
from app.lti.models import LtiNonce, LtiPlatform, LtiUser
from app.organisations.models import Membership, MembershipRole, Role
from tests.app.actors import Actor
from tests.app.conftest import SignIn as SignInFixture
from tests.app.conftest import new_actor
from tests.app.databases import BOTH
from tests.app.lti.launching import FRAME, MODULE, Lms, begin
from tests.app.trust import Trust
from tests.app.written import security_lines
from tests.support.lti_platform import CLIENT, DEPLOYMENT, SUB, TEACHES, Platform, new_key

pytestmark = pytest.mark.enable_socket


def people(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


@BOTH
def test_a_learner_comes_in_without_a_password_and_comes_back(
    app: Flask, database: Database, lms: Lms, client: Actor, trust: Trust
) -> None:
    arrival = lms.launch(client)
    page = client.get(arrival.headers["Location"]).text
    assert "Welcome, Dr Tomasz Lis" in page and "your best score" in page
    assert begin(client, arrival.headers["Location"]).headers["Location"] == "/learn/culture"
    assert "Dr Tomasz Lis" in client.get("/learn/culture").text
    with database.read() as session:
        user = session.scalars(select(LtiUser)).one()
        membership = user.membership
        assert (user.sub, user.own) == (SUB, True) and membership.roles == {Role.LEARNER}
        assert membership.organisation_id == trust.organisation
        assert membership.person.email.endswith("@lms.invalid")
    before = people(database)
    again = new_actor(app)
    answer = lms.launch(again, name="Dr T. Lis")
    assert answer.headers["Location"] == "/learn/culture"
    assert "Dr T. Lis" in again.get("/learn/culture").text and people(database) == before


def test_the_login_asks_the_lms_as_openid_connect_says(lms: Lms, client: Actor) -> None:
    asked = lms.begun(client)
    assert asked | {"state": "", "nonce": ""} == {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": CLIENT,
        "redirect_uri": "http://localhost/lti/launch",
        "login_hint": "hint",
        "lti_message_hint": "other hint",
        "state": "",
        "nonce": "",
    }


def test_from_a_frame_a_window_is_offered_which_only_the_lms_may_frame(
    lms: Lms, client: Actor, platform: Platform
) -> None:
    answer = lms.login(client, headers=FRAME)
    policy = answer.headers["Content-Security-Policy"]
    assert answer.status_code == 200 and 'target="_blank"' in answer.text
    assert (
        f"frame-ancestors {platform.address}" in policy and "X-Frame-Options" not in answer.headers
    )
    assert "Set-Cookie" not in answer.headers and "window=1" in answer.text


def other_key(platform: Platform, said: dict[str, Any]) -> str:
    return platform.signed(said, new_key("another"))


def unsigned(platform: Platform, said: dict[str, Any]) -> str:
    whole = platform.signed(said).split(".")
    return f"eyJhbGciOiJub25lIiwia2lkIjoicGxhdGZvcm0tMSJ9.{whole[1]}."


def symmetric(platform: Platform, said: dict[str, Any]) -> str:
    header = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"platform-1"}').rstrip(b"=").decode()
    body = f"{header}.{platform.signed(said).split('.')[1]}"
    made = hmac.digest(platform.key.as_pem(private=False), body.encode(), "sha256")
    return f"{body}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"


def unknown_key(platform: Platform, said: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": "another"}, said, platform.key)


def cut(platform: Platform, said: dict[str, Any]) -> str:
    return platform.signed(said)[:-20] + "A" * 20


def test_what_the_lms_has_not_signed_lets_nobody_in(
    database: Database, lms: Lms, client: Actor, platform: Platform
) -> None:
    before = people(database)
    for forge in (other_key, unsigned, symmetric, unknown_key, cut):
        asked = lms.begun(client)
        answer = lms.post(client, asked, forge(platform, platform.said(asked["nonce"], MODULE)))
        assert answer.status_code == 400, forge
        assert "not signed with a key that it publishes" in answer.text, forge
    for text in ("", "a.b", "e30.e30.", "e30.W10.AA", "é.é.é", "x" * 70_000):
        assert lms.post(client, lms.begun(client), text).status_code == 400, text[:9]
    assert people(database) == before and nothing_begun(database, client)


def nothing_begun(database: Database, who: Actor) -> bool:
    with database.read() as session:
        through = session.scalars(select(SignIn).where(SignIn.platform_id.is_not(None))).all()
        nonces = session.scalars(select(LtiNonce)).all()
    return not through and not nonces and who.get("/learn").status_code == 302


LIES: list[tuple[dict[str, Any], str]] = [
    ({"aud": "another-client"}, "meant for somebody else"),
    ({"aud": [CLIENT, "another"]}, "meant for somebody else"),
    ({"aud": [CLIENT, "another"], "azp": "another"}, "meant for somebody else"),
    ({"aud": None}, "meant for somebody else"),
    ({"iss": "https://moodle.example"}, "meant for somebody else"),
    ({"nonce": "another"}, "sent before"),
    ({"nonce": None}, "sent before"),
    ({"iat": -900, "exp": -600}, "expired"),
    ({"iat": -7200, "exp": 7200}, "expired"),
    ({"iat": 300, "exp": 600}, "clock"),
    ({"exp": None}, "from when to when"),
    ({"iat": "yesterday"}, "from when to when"),
    ({"iat": math.nan}, "no message that can be read"),
    ({"exp": math.inf}, "no message that can be read"),
    ({"exp": 253_402_300_799 - int(time.time())}, "from when to when"),
    ({claims.DEPLOYMENT: "deployment-2"}, "not registered here"),
    ({claims.DEPLOYMENT: None}, "not registered here"),
    ({claims.VERSION: "1.1"}, "another version"),
    ({claims.MESSAGE_TYPE: "LtiSubmissionReviewRequest"}, "cannot do"),
    ({"sub": None}, "who opens the course"),
    ({"sub": "x" * 256}, "who opens the course"),
    ({claims.TARGET: "https://elsewhere.example/lti/launch"}, "not of this server"),
    ({claims.TARGET: "http://localhost.elsewhere.example/lti/x"}, "not of this server"),
    ({claims.TARGET: "http://localhost/lti/modules/absent"}, "not here at the moment"),
    ({claims.RESOURCE_LINK: {}}, "by which link"),
    ({claims.RESOURCE_LINK: "text"}, "by which link"),
]
"""What a message says instead of the truth; a number is a moment, in seconds from now."""


def test_a_message_that_is_not_sound_lets_nobody_in(
    database: Database, lms: Lms, client: Actor
) -> None:
    before = people(database)
    for lie, words in LIES:
        at = int(time.time())
        told = {name: at + told if isinstance(told, int) else told for name, told in lie.items()}
        answer = lms.launch(client, **told)
        assert answer.status_code == 400, lie
        assert words in answer.text, lie
    assert people(database) == before and nothing_begun(database, client)


def test_a_launch_that_is_refused_is_written_down_and_names_nobody(lms: Lms, client: Actor) -> None:
    with security_lines() as lines:
        lms.launch(client, aud="another-client")
    assert [(each["event"], each["by"]) for each in lines()] == [("not let in", "LMS")]
    assert SUB not in json.dumps(lines()) and "127.0.0.1" not in json.dumps(lines())


def test_a_clock_two_minutes_off_is_forgiven(lms: Lms, client: Actor) -> None:
    at = int(time.time())
    assert lms.launch(client, iat=at + 100, exp=at + 400).status_code == 303
    assert lms.launch(client, iat=at - 400, exp=at - 100).status_code == 303


def test_a_message_counts_once(lms: Lms, app: Flask, client: Actor, platform: Platform) -> None:
    asked = lms.begun(client)
    token = platform.message(asked["nonce"], MODULE)
    assert lms.post(client, asked, token).status_code == 303
    again = lms.post(client, asked, token)
    assert again.status_code == 400 and "used already" in again.text
    other = lms.begun(client)
    assert "sent before" in lms.post(client, other, token).text


def test_a_state_belongs_to_one_browser(
    lms: Lms, app: Flask, client: Actor, platform: Platform
) -> None:
    asked = lms.begun(client)
    token = platform.message(asked["nonce"], MODULE)
    victim = new_actor(app)
    assert "did not begin in this browser" in lms.post(victim, asked, token).text
    lms.begun(victim)  # whose browser has a cookie of its own by now
    assert "did not begin in this browser" in lms.post(victim, asked, token).text
    assert "did not begin" in lms.post(client, {"state": "made up"}, token).text
    assert lms.post(client, asked, token).status_code == 303


def test_a_state_from_a_frame_lets_nobody_in(lms: Lms, client: Actor, platform: Platform) -> None:
    asked = lms.begun(client, "http://localhost/lti/deep-link", headers=FRAME)
    answer = lms.post(client, asked, platform.message(asked["nonce"], MODULE))
    assert answer.status_code == 400 and "did not begin in this browser" in answer.text


def test_an_arrival_belongs_to_one_browser(lms: Lms, app: Flask, client: Actor) -> None:
    page = lms.launch(client).headers["Location"]
    assert client.get(page).status_code == 200
    assert new_actor(app).get(page).status_code == 404
    assert begin(client, page).status_code == 303
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"iss": "https://stranger.example"}, "not registered"),
        ({"client_id": "another"}, "not registered"),
        ({"target": "https://elsewhere.example/"}, "not of this server"),
    ],
)
def test_a_login_from_elsewhere_leads_nowhere(
    lms: Lms, client: Actor, more: dict[str, str], words: str
) -> None:
    answer = lms.login(client, **more)  # type: ignore[arg-type]
    assert answer.status_code == 400 and words in answer.text


def test_an_lms_that_is_down_lets_nobody_in_and_its_administrator_reads_why(
    lms: Lms, client: Actor, platform: Platform, as_lms_administrator: Actor
) -> None:
    asked = lms.begun(client)
    platform.away = True
    answer = lms.post(client, asked, platform.message(asked["nonce"], MODULE))
    assert (
        answer.status_code == 400 and "keys of Moodle of Alder Valley cannot be read" in answer.text
    )
    assert "cannot be read" in as_lms_administrator.get(lms.page).text
    platform.away = False
    assert lms.post(client, asked, platform.message(asked["nonce"], MODULE)).status_code == 303
    assert "cannot be read" not in as_lms_administrator.get(lms.page).text


def test_an_lms_changes_its_keys(
    lms: Lms, client: Actor, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lms.launch(client).status_code == 303
    platform.key = new_key("platform-2")
    assert "not signed" in lms.launch(client).text  # asked for a moment ago
    monkeypatch.setattr("app.lti.platform_keys.AGAIN_SECONDS", 0.0)
    assert lms.launch(client).status_code == 303


def test_an_unlisted_deployment_is_listed_by_the_administrator(
    lms: Lms, client: Actor, as_lms_administrator: Actor
) -> None:
    lms.launch(client, **{claims.DEPLOYMENT: "deployment-2"})
    page = as_lms_administrator.get(lms.page).text
    assert "deployment-2" in page and "List this deployment" in page
    assert as_lms_administrator.send(f"{lms.page}/deployment").status_code == 303
    assert lms.launch(client, **{claims.DEPLOYMENT: "deployment-2"}).status_code == 303
    assert lms.launch(client, **{claims.DEPLOYMENT: DEPLOYMENT}).status_code == 303
    assert "List this deployment" not in as_lms_administrator.get(lms.page).text


def test_an_lms_that_is_switched_off_lets_nobody_in_and_ends_what_it_opened(
    lms: Lms, client: Actor, as_lms_administrator: Actor
) -> None:
    lms.come_in(client)
    asked = lms.begun(client)
    token = lms.platform.message(asked["nonce"], MODULE)
    assert "Switch Moodle of Alder Valley off?" in as_lms_administrator.get(f"{lms.page}/stop").text
    as_lms_administrator.send(f"{lms.page}/stop")
    assert client.get("/learn").status_code == 302
    assert "switched off" in lms.post(client, asked, token).text
    assert "switched off" in lms.login(client).text
    as_lms_administrator.send(f"{lms.page}/start")
    assert lms.launch(client).headers["Location"] == "/learn/culture"


def test_nobody_is_matched_by_an_e_mail_address(
    database: Database, lms: Lms, client: Actor, trust: Trust
) -> None:
    lms.come_in(client, email=trust.email("administrator"))
    with database.read() as session:
        user = session.scalars(select(LtiUser)).one()
        assert user.membership_id != trust.members["administrator"]
        assert user.membership.person.email != trust.email("administrator")


def test_somebody_who_was_here_before_connects_the_own_account(
    database: Database, lms: Lms, app: Flask, client: Actor, trust: Trust
) -> None:
    page = lms.launch(client).headers["Location"]
    asks = client.get(f"{page}/connect")
    assert asks.status_code == 302 and "/sign-in?next=" in asks.headers["Location"]
    client.sign_in(trust.email("learner"))
    confirming = client.get(f"{page}/connect").text
    assert "Dr Ngozi Eze" in confirming and "Dr Tomasz Lis" in confirming
    answer = client.send(f"{page}/connect")
    assert answer.headers["Location"] == "/learn/culture"
    with database.read() as session:
        user = session.scalars(select(LtiUser)).one()
        assert (user.membership_id, user.own) == (trust.members["learner"], False)
    again = new_actor(app)
    assert lms.launch(again).headers["Location"] == "/learn/culture"
    assert "Dr Ngozi Eze" in again.get("/account").text


def test_an_account_of_another_trust_is_not_connected(
    lms: Lms, client: Actor, other_trust: Trust
) -> None:
    page = lms.launch(client).headers["Location"]
    client.sign_in(other_trust.email("learner"))
    answer = client.get(f"{page}/connect")
    assert answer.status_code == 403 and "does not belong to Alder Valley Trust" in answer.text
    assert client.send(f"{page}/connect").status_code == 403


def test_an_lms_opens_no_role_but_learning_and_supervising(
    database: Database, lms: Lms, app: Flask, client: Actor, trust: Trust, other_trust: Trust
) -> None:
    with database.write() as session:
        mine = session.get_one(Membership, trust.members["supervisor"])
        mine.role_rows.append(MembershipRole(role=Role.ORGANISATION_ADMINISTRATOR))
        session.add(Membership(person_id=mine.person_id, organisation_id=other_trust.organisation))
    page = lms.launch(client, **{claims.ROLES: [TEACHES]}).headers["Location"]
    client.sign_in(trust.email("supervisor"))
    client.send(f"{page}/connect")
    assert client.get("/people").status_code == 200
    again = new_actor(app)
    answer = lms.launch(again, **{claims.ROLES: [TEACHES]})
    assert answer.headers["Location"] == "/supervision"
    assert again.get("/supervision").status_code == 200
    assert again.get("/people").status_code == 403
    with database.read() as session:
        theirs = select(Membership.id).where(
            Membership.organisation_id == other_trust.organisation,
            Membership.person_id == mine.person_id,
        )
        other = session.scalars(theirs).one()
    assert again.send(f"/account/organisation/{other}").status_code == 403


def test_a_second_step_is_not_skipped(
    database: Database,
    lms: Lms,
    app: Flask,
    client: Actor,
    trust: Trust,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = lms.launch(client).headers["Location"]
    client.sign_in(trust.email("learner"))
    client.send(f"{page}/connect")
    monkeypatch.setattr("app.second_step.gate.is_needed", lambda *_: True)
    again = new_actor(app)
    answer = lms.launch(again)
    assert answer.headers["Location"] == "/sign-in?next=/learn/culture"
    assert again.get("/learn").status_code == 302


def test_a_teacher_without_an_account_is_told_what_to_do_and_gets_none(
    database: Database, lms: Lms, client: Actor
) -> None:
    before = people(database)
    page = lms.launch(client, **{claims.ROLES: [TEACHES, "Instructor"]}).headers["Location"]
    text = client.get(page).text
    assert "somebody who teaches" in text and ">Begin<" not in text
    assert client.send(page).status_code == 403 and people(database) == before


def test_whoever_has_left_is_not_taken_back_by_the_lms(
    database: Database, lms: Lms, app: Flask, client: Actor, as_administrator: Actor
) -> None:
    lms.come_in(client)
    with database.read() as session:
        membership = session.scalars(select(LtiUser.membership_id)).one()
    as_administrator.send(f"/people/{membership}/leaving", when="now")
    answer = lms.launch(new_actor(app))
    assert answer.status_code == 400 and "no longer belong" in answer.text


def test_another_trust_sees_nothing_of_an_lms(
    lms: Lms, sign_in: SignInFixture, other_trust: Trust, database: Database
) -> None:
    stranger = sign_in(other_trust.email("lms-administrator"))
    for path in (lms.page, f"{lms.page}/stop"):
        assert stranger.get(path).status_code == 404
    for path in (
        lms.page,
        f"{lms.page}/stop",
        f"{lms.page}/start",
        f"{lms.page}/scores",
        f"{lms.page}/deployment",
    ):
        assert stranger.send(path, **lms.platform.registration()).status_code == 404
    assert "Moodle of Alder Valley" not in stranger.get("/lms").text
    taken = stranger.send("/lms/new/moodle", **lms.platform.registration())
    assert taken.status_code == 409 and "registered this deployment" in taken.text
    own = lms.platform.registration() | {"deployments": "deployment-3", "name": "Shared"}
    assert stranger.send("/lms/new/moodle", **own).status_code == 303
    with database.read() as session:
        assert len(session.scalars(select(LtiPlatform)).all()) == 2


def test_two_trusts_share_an_issuer_and_each_gets_its_own_people(
    database: Database, lms: Lms, client: Actor, sign_in: SignInFixture, other_trust: Trust
) -> None:
    own = lms.platform.registration() | {"deployments": "deployment-3", "name": "Shared"}
    sign_in(other_trust.email("lms-administrator")).send("/lms/new/moodle", **own)
    lms.come_in(client, **{claims.DEPLOYMENT: "deployment-3"})
    with database.read() as session:
        user = session.scalars(select(LtiUser)).one()
        assert user.membership.organisation_id == other_trust.organisation
    assert (
        "no organisation has registered"
        in lms.launch(client, **{claims.DEPLOYMENT: "deployment-9"}).text
    )
