"""The signed credential: what the standards ask of it, as others read it."""

import base64
import hashlib
import json
import stat
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Flask
from lxml import etree

from app.errors import StartError
from app.evidence import keys
from app.evidence.badge import out_of_svg
from course.vocabulary import Verb, module_iri
from tests.app.actors import Actor
from tests.app.evidence.earned import RECORD, certificate, keys_of, passes, token_of, transcript
from tests.app.learning.walking import SLUG, parts_of
from tests.app.supervision.telling import statement, store
from tests.app.trust import Trust
from tests.shared import SHARED
from tests.support.browser import node_program
from tools.checkout import ROOT

SCRIPT = Path(__file__).with_name("check_credential.cjs")
BADGES = SHARED / "schemas" / "openbadges-3.0"
VERIFIABLE = SHARED / "schemas" / "w3c-credentials"


def part(token: str, nth: int) -> dict[str, Any]:
    text = token.split(".")[nth]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return found


def number(text: str) -> int:
    return int.from_bytes(base64.urlsafe_b64decode(text + "=="), "big")


def complaints(token: str, jwk: dict[str, Any]) -> Any:
    """Return what Node's cryptography and the published schemas say against a credential."""
    if not BADGES.exists():
        pytest.skip("the schemas of the standards do not lie beside this checkout (openbadges-3.0)")
    schemas = [
        {"dialect": "2019", "file": str(BADGES / "achievementcredential.schema.json")},
        {"dialect": "2020", "file": str(VERIFIABLE / "verifiable-credential-schema.json")},
    ]
    asked = {"token": token, "jwk": jwk, "schemas": schemas, "modules": str(ROOT / "node_modules")}
    done = subprocess.run(
        [node_program(), SCRIPT],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_it_is_valid_by_the_published_schemas_and_signed_by_the_published_key(
    app: Flask, as_learner: Actor, client: Actor, trust: Trust
) -> None:
    passes(app, trust)
    (jwk,) = keys_of(client)
    token = token_of(as_learner, certificate(app, as_learner))
    assert complaints(token, jwk) == []
    head, _, signature = token.rpartition(".")
    changed = f"{head}.{signature[:-8]}AAAAAAAA"
    assert complaints(changed, jwk) == ["the signature is not right"]


def test_a_transcript_with_every_state_is_valid_too(
    app: Flask, as_learner: Actor, client: Actor, trust: Trust
) -> None:
    row = transcript(app, as_learner)
    assert complaints(token_of(as_learner, row), keys_of(client)[0]) == []
    store(app, trust.organisation, statement(trust, Verb.FAILED))
    row = transcript(app, as_learner)
    token = token_of(as_learner, row)
    assert complaints(token, keys_of(client)[0]) == []
    (result,) = part(token, 1)["credentialSubject"]["result"]
    assert (result["status"], result["value"]) == ("Failed", "84")


def test_the_signature_is_right_by_plain_arithmetic(
    app: Flask, as_learner: Actor, client: Actor, trust: Trust
) -> None:
    passes(app, trust)
    token = token_of(as_learner, certificate(app, as_learner))
    jwk = keys_of(client)[0]
    head, _, signature = token.rpartition(".")
    RSAPublicNumbers(number(jwk["e"]), number(jwk["n"])).public_key().verify(
        base64.urlsafe_b64decode(signature + "=="), head.encode(), padding.PKCS1v15(), SHA256()
    )


def test_header_and_claims_are_as_open_badges_asks(
    app: Flask, as_learner: Actor, client: Actor, trust: Trust
) -> None:
    passes(app, trust)
    row = certificate(app, as_learner)
    token = token_of(as_learner, row)
    header, claims = part(token, 0), part(token, 1)
    assert set(header) == {"alg", "kid", "typ"} and header["alg"] == "RS256"
    published = client.get(header["kid"].removeprefix("https://firstshift.example"))
    assert published.get_json()["n"] == keys_of(client)[0]["n"]
    assert claims["iss"] == claims["issuer"]["id"] == row.issuer
    assert claims["sub"] == claims["credentialSubject"]["id"]
    assert claims["jti"] == claims["id"]
    assert "exp" not in claims and claims["nbf"] == int(row.issued.timestamp())
    assert claims["awardedDate"] == "2026-03-12T10:00:00Z"
    achievement = claims["credentialSubject"]["achievement"]
    assert (achievement["id"], achievement["version"]) == (module_iri(SLUG), "1.2")
    for context in claims["@context"]:
        assert context.startswith(
            ("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/")
        )


def test_every_word_in_it_is_known_to_the_contexts(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    if not BADGES.exists():
        pytest.skip(
            "the contexts of the standards do not lie beside this checkout (openbadges-3.0)"
        )
    known = (BADGES / "context-3.0.3.json").read_text() + (
        VERIFIABLE / "credentials-v2.jsonld"
    ).read_text()
    passes(app, trust)
    row = certificate(app, as_learner)
    read = as_learner.get(f"{RECORD}/{row.id}/json").get_json(force=True)

    def unknown(value: Any) -> set[str]:
        if isinstance(value, list):
            return {word for each in value for word in unknown(each)}
        if not isinstance(value, dict):
            return set()
        here = {word for word in value if f'"{word}"' not in known and not word.startswith("@")}
        return here | unknown(list(value.values()))

    assert unknown(read) == set()


def test_it_holds_neither_account_nor_address_nor_statement(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    passed = passes(app, trust)
    row = certificate(app, as_learner)
    text = json.dumps(part(token_of(as_learner, row), 1))
    for secret in (str(trust.members["learner"]), trust.email("learner"), passed["id"]):
        assert secret not in text
    (name, email) = part(token_of(as_learner, row), 1)["credentialSubject"]["identifier"]
    assert name["identityHash"] == "Dr Ngozi Eze"
    known = hashlib.sha256(f"{trust.email('learner')}{email['salt']}".encode()).hexdigest()
    assert email["identityHash"] == f"sha256${known}"


def test_the_badge_holds_the_same_credential(app: Flask, as_learner: Actor, trust: Trust) -> None:
    passes(app, trust)
    row = certificate(app, as_learner)
    badge = as_learner.get(f"{RECORD}/{row.id}/svg")
    assert out_of_svg(badge.data) == token_of(as_learner, row)
    root = etree.fromstring(badge.data)
    assert root[0].tag == "{https://purl.imsglobal.org/ob/v3p0}credential"


def test_the_issuer_names_its_keys(
    app: Flask, as_learner: Actor, client: Actor, trust: Trust
) -> None:
    passes(app, trust)
    row = certificate(app, as_learner)
    profile = client.get(f"/issuers/{trust.organisation}").get_json(force=True)
    assert (profile["id"], profile["name"]) == (row.issuer, "Alder Valley Trust")
    assert profile["assertionMethod"] == [keys_of(client)[0]["kid"]]
    assert client.get("/issuers/00000000-0000-0000-0000-000000000007").status_code == 404
    assert client.get("/credentials/keys/nothing").status_code == 404
    assert client.get(f"/credentials/{row.id}").location == "/verify/credential"


def test_the_private_key_stays_in_its_file_and_is_its_owner_s(app: Flask, client: Actor) -> None:
    published = client.get("/.well-known/jwks.json")
    assert all(set(key) == {"kty", "use", "alg", "kid", "n", "e"} for key in keys_of(client))
    file = parts_of(app).settings.signing_keys
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    private = json.loads(file.read_text())["keys"][0]
    for secret in ("d", "p", "q"):
        assert private[secret] not in published.text


def test_a_new_key_signs_and_the_older_one_still_counts(
    app: Flask, as_learner: Actor, client: Actor, trust: Trust
) -> None:
    passes(app, trust)
    row = certificate(app, as_learner)
    before = token_of(as_learner, row)
    name = keys.make_new_key(parts_of(app).settings.signing_keys)
    new, old = keys_of(client)
    assert new["kid"].endswith(name) and old["kid"] == part(before, 0)["kid"]
    after = token_of(as_learner, row)
    assert part(after, 0)["kid"] == new["kid"] and part(after, 1) == part(before, 1)
    for token in (before, after):
        page = client.send("/verify/credential", text=token)
        assert "app-answer--valid" in page.text
    file = parts_of(app).settings.signing_keys
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text", ["", "nonsense", "{}", '{"keys": []}', '{"keys": [{"kty": "oct"}]}']
)
def test_a_file_that_holds_no_keys_is_refused_and_kept(tmp_path: Path, text: str) -> None:
    file = tmp_path / "signing-keys"
    file.write_text(text)
    with pytest.raises(StartError, match="holds no signing keys"):
        keys.public_keys(file, "https://a.example")
    assert file.read_text() == text


def test_what_was_withdrawn_is_listed_by_names_that_say_nothing(
    app: Flask, as_learner: Actor, client: Actor, trust: Trust, other_trust: Trust
) -> None:
    passes(app, trust)
    first = transcript(app, as_learner)
    store(
        app,
        trust.organisation,
        statement(
            trust,
            Verb.EXPERIENCED,
            timestamp="2026-03-13T10:00:00Z",
            object={"id": module_iri(SLUG) + "/topics/x"},
        ),
    )
    passes(app, trust, timestamp="2026-03-14T10:00:00Z")
    second = transcript(app, as_learner)
    assert second.id != first.id
    answer = client.get(f"/issuers/{trust.organisation}/revocations")
    (revoked,) = msgspec.json.decode(answer.data)["revokedCredential"]
    assert revoked["id"].endswith(f"/credentials/{first.id}") and revoked["revoked"] is True
    assert first.code not in answer.text and "Ngozi" not in answer.text
    other = client.get(f"/issuers/{other_trust.organisation}/revocations")
    assert msgspec.json.decode(other.data)["revokedCredential"] == []
