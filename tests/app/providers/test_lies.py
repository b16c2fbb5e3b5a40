"""A provider that lies, and answers that were forged or used before: one sentence, and nobody is let in."""

import base64
import hmac
import json
import math
import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from joserfc.jwk import ECKey, KeySet

from app.accounts.models import SignIn
from app.database import Database, now
from app.providers import tokens
from app.providers.errors import ProviderFault
from app.providers.models import Identity, Provider
from tests.app.actors import Actor
from tests.app.conftest import new_actor
from tests.app.providers.conftest import Work
from tests.app.providers.fake import CLIENT, ISSUER, SECRET, FakeProvider, refused, rsa_key
from tests.app.trust import Trust
from tests.app.written import security_lines


def nobody_came(database: Database) -> bool:
    with database.read() as session:
        return session.query(SignIn).count() == 0 and session.query(Identity).count() == 0


def lie(**claims: Any) -> Callable[[FakeProvider], None]:
    return lambda fake: fake.lies.update(claims)


def later(claim: str, seconds: int) -> Callable[[FakeProvider], None]:
    """Let a moment of the token be so many seconds from when it is signed."""
    return lambda fake: fake.lies.update({claim: int(time.time()) + seconds})


def _part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _by_hand(secret: bytes | None, **header: str) -> str:
    """Return a token that no library would make: with a shared secret, or with no signature at all."""
    moment = int(time.time())
    claims = {
        "iss": ISSUER,
        "sub": "s",
        "aud": CLIENT,
        "iat": moment,
        "exp": moment + 300,
        "email": "learner@alder.example",
        "email_verified": True,
    }
    signed = f"{_part(json.dumps(header).encode())}.{_part(json.dumps(claims).encode())}"
    proof = hmac.digest(secret, signed.encode(), "sha256") if secret else b""
    return f"{signed}.{_part(proof)}"


def unsigned(fake: FakeProvider) -> None:
    fake.id_token = _by_hand(None, alg="none")


def signed_with_the_public_key_as_secret(fake: FakeProvider) -> None:
    fake.id_token = _by_hand(fake.key.as_pem(private=False), alg="HS256", kid=str(fake.key.kid))


def signed_with_the_client_secret(fake: FakeProvider) -> None:
    fake.id_token = _by_hand(SECRET.encode(), alg="HS256")


def signed_by_a_stranger_under_a_known_name(fake: FakeProvider) -> None:
    fake.header = {"kid": fake.key.kid}
    listed = fake.listed
    fake.key = ECKey.generate_key("P-256")
    fake.listed = listed


def signed_with_a_key_that_is_not_listed(fake: FakeProvider) -> None:
    fake.key = ECKey.generate_key("P-256", auto_kid=True)


def signed_with_a_key_of_its_own_in_the_header(fake: FakeProvider) -> None:
    fake.key = ECKey.generate_key("P-256", auto_kid=True)
    fake.header = {"jwk": fake.key.as_dict(private=False)}


def changed_afterwards(fake: FakeProvider) -> None:
    header, body, signature = fake.signed().split(".")
    text = base64.urlsafe_b64decode(body + "==").replace(b'"other-sub"', b'"learner-x"')
    fake.id_token = f"{header}.{base64.urlsafe_b64encode(text).rstrip(b'=').decode()}.{signature}"


def nothing(fake: FakeProvider) -> None:
    fake.id_token = "not.a.token"


LIES: dict[str, tuple[Callable[[FakeProvider], None], str]] = {
    "another nonce": (lie(nonce="of another sign-in"), "belongs to another sign-in"),
    "no nonce": (lie(nonce=None), "belongs to another sign-in"),
    "another issuer": (lie(iss="https://login.birch.example"), "in the name of another provider"),
    "for another client": (lie(aud="another-program"), "made for another program"),
    "for several, by another": (lie(aud=[CLIENT, "b"], azp="b"), "made for another program"),
    "for several, by nobody": (lie(aud=[CLIENT, "b"]), "made for another program"),
    "too old": (later("exp", -121), "too old"),
    "never too old": (lie(exp=None), "too old"),
    "too old for any clock": (lie(exp=math.nan), "does not hold what OpenID Connect asks for"),
    "good for ever": (lie(exp=math.inf), "does not hold what OpenID Connect asks for"),
    "good beyond the calendar": (lie(exp=10**400), "does not hold what OpenID Connect asks for"),
    "of no moment": (lie(iat=math.nan), "does not hold what OpenID Connect asks for"),
    "from no moment on": (lie(nbf=math.nan), "does not hold what OpenID Connect asks for"),
    "of the future": (later("iat", 180), "of the future"),
    "not yet": (later("nbf", 180), "of the future"),
    "of nobody": (lie(sub=None), "does not say who"),
    "of a long name": (lie(sub="s" * 256), "far too long"),
    "with another access": (lie(at_hash="bm90IHRoaXM"), "does not belong to the access"),
    "unsigned": (unsigned, "not signed in a way"),
    "public key as secret": (signed_with_the_public_key_as_secret, "not signed in a way"),
    "client secret": (signed_with_the_client_secret, "not signed in a way"),
    "stranger under a known name": (
        signed_by_a_stranger_under_a_known_name,
        "signature of the answer is not the provider’s",
    ),
    "unlisted key": (signed_with_a_key_that_is_not_listed, "does not list"),
    "own key in the header": (signed_with_a_key_of_its_own_in_the_header, "does not list"),
    "no token": (nothing, "not signed as OpenID Connect asks"),
}


@pytest.mark.parametrize("name", LIES)
def test_a_lie_lets_nobody_in_and_is_told_in_one_sentence(
    name: str, work: Work, trust: Trust, database: Database
) -> None:
    tell, sentence = LIES[name]
    work.fake.person("sub-1", trust.email("learner"))
    tell(work.fake)
    answer = work.come()
    assert answer.status_code == 502
    assert sentence in answer.text and "You were not signed in" in answer.text
    assert nobody_came(database)
    with database.read() as session:
        assert sentence in session.get_one(Provider, work.id).fault


def test_a_lie_is_written_down_and_names_nobody(work: Work, trust: Trust) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    unsigned(work.fake)
    with security_lines() as lines:
        work.come()
    assert [(each["event"], each["by"]) for each in lines()] == [("not let in", "work account")]
    assert all(word not in json.dumps(lines()) for word in ("alder", "sub-1", "127.0.0.1"))


def test_what_was_changed_after_signing_lets_nobody_in(
    work: Work, trust: Trust, database: Database
) -> None:
    work.fake.person("other-sub", trust.email("learner"))
    changed_afterwards(work.fake)
    assert "is not the provider’s" in work.come().text
    assert nobody_came(database)


def test_clocks_may_differ_by_two_minutes(work: Work, trust: Trust) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    moment = int(time.time())
    work.fake.lies = {"exp": moment - 100, "iat": moment + 100}
    assert work.come().status_code == 302


def test_an_answer_counts_once(app: Flask, work: Work, trust: Trust) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    browser = new_actor(app)
    state = work.fake.hear(browser.get(work.begin).location)
    query = {"state": state, "code": "a-code"}
    path = f"{work.begin}/answer"
    cookie = browser.get_cookie("firstshift")
    assert browser.get(path, query_string=query).status_code == 302
    again = new_actor(app)
    assert cookie is not None
    again.set_cookie("firstshift", cookie.value)  # as it was before the answer came
    replayed = again.get(path, query_string=query)
    assert replayed.status_code == 403 and "was finished already" in replayed.text


def test_an_answer_counts_in_the_browser_that_asked_only(
    app: Flask, work: Work, trust: Trust
) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    state = work.fake.hear(new_actor(app).get(work.begin).location)
    victim = new_actor(app)
    answer = victim.get(f"{work.begin}/answer", query_string={"state": state, "code": "a-code"})
    assert answer.status_code == 403 and "begun in another browser" in answer.text
    assert victim.get("/account").status_code == 302


@pytest.mark.parametrize("state", [{}, {"state": ""}, {"state": "made up"}])
def test_a_made_up_state_asks_nothing_of_the_provider(
    state: dict[str, str], work: Work, client: Actor
) -> None:
    client.get(work.begin)
    work.fake.asked.clear()
    answer = client.get(f"{work.begin}/answer", query_string={"code": "a-code", **state})
    assert answer.status_code == 403
    assert work.fake.asked == []


def test_an_answer_of_another_provider_is_told_apart_by_its_name(work: Work, trust: Trust) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    assert "name of another provider" in work.come(iss="https://login.birch.example").text
    assert work.come(iss=ISSUER).status_code == 302


def test_a_provider_that_promises_its_name_has_to_give_it(work: Work, trust: Trust) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    work.fake.metadata = {"authorization_response_iss_parameter_supported": True}
    assert "does not say which provider" in work.come().text
    assert work.come(iss=ISSUER).status_code == 302


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"error": "access_denied"}, "You were not let in there"),
        ({"error": "<b>whatever</b>"}, "a reason that is not known here"),
        ({"code": ""}, "holds nothing to go on with"),
    ],
)
def test_a_provider_that_says_no_is_told_in_our_words(
    answer: dict[str, str], sentence: str, work: Work
) -> None:
    page = work.come(**answer)
    assert page.status_code == 502 and sentence in page.text and "<b>whatever" not in page.text


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("invalid_grant", "has been used already"),
        ("invalid_client", "does not accept this server’s client ID and secret"),
        ("strange", "refused to say who signed in"),
    ],
)
def test_a_code_that_the_provider_refuses_lets_nobody_in(
    error: str, sentence: str, work: Work, database: Database
) -> None:
    work.fake.token_answer = refused(error)
    assert sentence in work.come().text
    assert nobody_came(database)


def test_a_provider_that_is_down_is_told_before_anybody_is_sent(work: Work, client: Actor) -> None:
    work.fake.down = ProviderFault("login.alder.example refuses the connection, or is down.")
    answer = client.get(work.begin)
    assert answer.status_code == 502 and "or is down" in answer.text
    assert "Sign in with a password" in answer.text


def test_userinfo_about_somebody_else_lets_nobody_in(
    work: Work, trust: Trust, database: Database
) -> None:
    work.fake.claims = {"sub": "sub-1"}
    work.fake.userinfo = {"sub": "sub-2", "email": trust.email("learner"), "email_verified": True}
    assert "two different people" in work.come().text
    assert nobody_came(database)
    work.fake.userinfo["sub"] = "sub-1"
    assert work.come().status_code == 302


def test_a_key_is_found_by_its_kind_where_the_answer_names_none() -> None:
    fake = FakeProvider()
    fake.claims, fake.header, fake.nonce = {"sub": "s"}, {"kid": None}, "n"
    keys = KeySet([fake.key, rsa_key()])
    expected = tokens.Expected(ISSUER, CLIENT, "n")
    assert tokens.id_token(fake.signed(), keys, expected, now())["sub"] == "s"
    with pytest.raises(ProviderFault, match="which of the provider’s keys"):
        tokens.id_token(fake.signed(), KeySet([*keys.keys, FakeProvider().key]), expected, now())
