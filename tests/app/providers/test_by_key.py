"""A provider to which this server shows itself by a key of its own, and by no secret."""

import json
import os
import time
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from joserfc.jwk import KeySet
from sqlalchemy import select

from app.audit.models import AuditLine
from app.cli import cli
from app.database import Database
from app.providers import own_keys
from app.providers.models import Provider
from app.services import Services
from tests.app.actors import Actor
from tests.app.conftest import new_actor
from tests.app.providers.conftest import NAME, Work, change
from tests.app.providers.fake import CLIENT, ISSUER, SECRET, refused
from tests.app.trust import Trust

JWKS = "/sign-in/jwks.json"
TAKES = {
    "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
    "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
}


def public_keys(app: Flask) -> KeySet:
    published: Any = new_actor(app).get(JWKS).json
    return KeySet.import_key_set(published)


@pytest.fixture
def by_key(app: Flask, work: Work, trust: Trust, database: Database) -> Work:
    """Give the trust's provider, which reads our keys at their address as any would."""
    change(database, work.id, by_key=True, secret=None)
    work.fake.metadata = dict(TAKES)
    work.fake.client_keys = lambda: public_keys(app)
    work.fake.person("sub-1", trust.email("learner"))
    return work


def test_the_answer_is_fetched_with_a_signature_each_time_a_new_one(by_key: Work) -> None:
    assert by_key.come().status_code == 302
    assert by_key.come().status_code == 302
    assert len(by_key.fake.seen) == 2
    assert "client_secret" not in by_key.fake.sent


@pytest.mark.parametrize(
    ("taken", "used"),
    [
        (["ES256", "PS256"], "PS256"),
        (["RS512", "RS256"], "RS256"),
        (["RS512"], "RS512"),
    ],
)
def test_it_signs_with_what_the_provider_takes(taken: list[str], used: str, by_key: Work) -> None:
    by_key.fake.metadata["token_endpoint_auth_signing_alg_values_supported"] = taken
    by_key.fake.client_algorithm = used
    assert by_key.come().status_code == 302


@pytest.mark.parametrize(
    ("metadata", "sentence"),
    [
        (
            {"token_endpoint_auth_methods_supported": ["client_secret_post"]},
            "by a key (private_key_jwt)",
        ),
        ({"token_endpoint_auth_methods_supported": None}, "by a key (private_key_jwt)"),
        (
            {"token_endpoint_auth_signing_alg_values_supported": ["ES256", "HS256"]},
            "takes no signature",
        ),
    ],
)
def test_a_provider_that_takes_no_key_is_told_at_the_test(
    metadata: dict[str, Any], sentence: str, by_key: Work, as_administrator: Actor
) -> None:
    by_key.fake.metadata |= metadata
    page = as_administrator.send(f"/sign-in-providers/{by_key.id}/test")
    assert (
        page.status_code == 400 and sentence in page.text and "choose a client secret" in page.text
    )
    assert sentence in by_key.come().text


def test_a_provider_that_does_not_know_the_key_is_told(by_key: Work) -> None:
    by_key.fake.token_answer = refused("invalid_client")
    page = by_key.come()
    assert page.status_code == 502 and "client ID and key" in page.text
    assert "reads the public keys of this site" in page.text


def test_what_is_published_holds_nothing_private(client: Actor) -> None:
    answer = client.get(JWKS)
    (key,) = (answer.json or {})["keys"]
    assert set(key) == {"kty", "use", "kid", "n", "e"}
    assert answer.headers["Cache-Control"] == "public, max-age=300"


def test_the_keys_are_others_than_those_for_lmss(client: Actor) -> None:
    for_lmss = {each["kid"] for each in (client.get("/lti/jwks.json").json or {})["keys"]}
    assert for_lmss and not for_lmss & {
        each["kid"] for each in (client.get(JWKS).json or {})["keys"]
    }


def used(work: Work) -> str:
    """Return the name of the key by which the latest answer was fetched."""
    header = work.fake.sent["client_assertion"].split(".")[0]
    return str(json.loads(urlsafe_b64decode(header + "=="))["kid"])


def test_a_new_key_is_published_first_and_signs_an_hour_later(
    by_key: Work, app: Flask, parts: Services
) -> None:
    """A provider that has fetched our keys a minute ago must not meet one that it does not know."""
    (before,) = [each.kid for each in public_keys(app)]
    made = own_keys.KEYS.new_key(parts.settings)
    assert [each.kid for each in public_keys(app)] == [made, before]
    assert by_key.come().status_code == 302 and used(by_key) == before
    file = own_keys.KEYS.file(parts.settings)
    an_hour_ago = time.time() - 3601
    os.utime(file, (an_hour_ago, an_hour_ago))
    assert by_key.come().status_code == 302 and used(by_key) == made
    assert [each.kid for each in public_keys(app)] == [made, before]


def test_after_two_changes_within_the_hour_the_key_that_signed_before_signs_on(
    by_key: Work, app: Flask, parts: Services
) -> None:
    (before,) = [each.kid for each in public_keys(app)]
    first, second, third = (own_keys.KEYS.new_key(parts.settings) for _ in range(3))
    assert {each.kid for each in public_keys(app)} == {before, first, second, third}
    assert by_key.come().status_code == 302 and used(by_key) == before
    an_hour_ago = time.time() - 3601
    os.utime(own_keys.KEYS.file(parts.settings), (an_hour_ago, an_hour_ago))
    assert by_key.come().status_code == 302 and used(by_key) == third


def test_the_command_makes_a_new_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRSTSHIFT_INSTANCE", str(tmp_path))
    for number in (2, 3):
        answer = CliRunner().invoke(cli, ["keys", "rotate-sign-in"])
        assert answer.exit_code == 0 and "signs in an hour" in answer.output
        file = tmp_path / "provider-keys"
        assert len(json.loads(file.read_text())["keys"]) == number
        assert file.stat().st_mode & 0o777 == 0o600


def test_an_administrator_chooses_a_key_and_the_secret_is_forgotten(
    work: Work, as_administrator: Actor, database: Database
) -> None:
    page = f"/sign-in-providers/{work.id}"
    assert JWKS not in as_administrator.get(page).text
    said = {"name": NAME, "issuer": ISSUER, "client_id": CLIENT}
    sent = as_administrator.send(f"{page}/change", **said, way="private_key_jwt", secret="typed")
    assert sent.status_code == 303
    shown = as_administrator.get(page).text
    assert f"http://localhost{JWKS}" in shown and "A key of this site (private_key_jwt)" in shown
    with database.read() as session:
        row = session.get_one(Provider, work.id)
        assert row.by_key and row.secret is None
        words = [line.words for line in session.scalars(select(AuditLine))]
    assert f"{NAME}: Changed, shows itself by a key" in words
    form = as_administrator.get(f"{page}/change").text
    assert 'value="private_key_jwt" checked' in form
    as_administrator.send(f"{page}/change", **said, way="secret", secret=SECRET)
    with database.read() as session:
        row = session.get_one(Provider, work.id)
        assert not row.by_key and row.secret is not None


def test_a_made_up_way_is_refused(work: Work, as_administrator: Actor) -> None:
    said = {"name": NAME, "issuer": ISSUER, "client_id": CLIENT, "way": "tls_client_auth"}
    page = as_administrator.send(f"/sign-in-providers/{work.id}/change", **said)
    assert page.status_code == 400
