"""The pages on which a stranger checks: what they are told, and what they never learn."""

import datetime as dt
import io
import json
import re
import struct
import zlib

import pytest
from flask import Flask
from joserfc.jwk import ECKey, RSAKey
from msgspec.structs import replace

from app.evidence import limits
from app.evidence.brought import MAX_BYTES
from app.evidence.codes import new_code, read_code
from app.evidence.models import Certificate
from app.evidence.names import initials, same_name
from app.services import KEY
from course.vocabulary import Verb
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.evidence.earned import (
    RECORD,
    catch_up,
    certificate,
    passes,
    token_of,
    transcript,
    upload,
    word_of,
)
from tests.app.evidence.forging import claims, signed
from tests.app.learning.walking import parts_of
from tests.app.supervision.telling import statement, store, voiding
from tests.app.trust import Trust
from tests.support.html import words_of

REMOVE = re.compile(r'href="/trusted-issuers/([0-9a-f-]{36}/remove)"')


@pytest.fixture
def row(app: Flask, as_learner: Actor, trust: Trust) -> Certificate:
    """Give the certificate of the trust's learner."""
    passes(app, trust)
    return certificate(app, as_learner)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("7KQ2-M9XR-4TBD-WZ3H-0F5C", "7KQ2-M9XR-4TBD-WZ3H-0F5C"),
        (" 7kq2m9xr4tbdwz3hof5c ", "7KQ2-M9XR-4TBD-WZ3H-0F5C"),
        ("7KQ2–M9XR–4TBD–WZ3H–OF5C", "7KQ2-M9XR-4TBD-WZ3H-0F5C"),
        ("iLo0-0000-0000-0000-0000", "1100-0000-0000-0000-0000"),
        ("7KQ2", None),
        ("", None),
        ("UUUU-UUUU-UUUU-UUUU-UUUU", None),
        ("٣٣٣٣-3333-3333-3333-3333", None),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str, kept: str | None) -> None:
    assert read_code(typed) == kept


def test_a_new_code_is_one() -> None:
    assert read_code(new_code()) is not None and new_code() != new_code()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Dr Ngozi Eze", "N. E."),
        ("Htet", "H."),
        ("Dr", "D."),
        ("Dr. Ana-María d’Or", "A. D."),
        ("", "–"),
        ("-", "–"),
        ("Eze, Ngozi", "N. E."),
        ("Dr Htet Aung Lwin", "H. A. L."),
        ("Jan van der Berg", "J. v. d. B."),
        ("Prof. Dr. J.S. Müller", "J. S. M."),
        ("Fatima Al-Sayed", "F. A."),
        ("E\u0301va Nagy", "É. N."),
        ("أحمد حسن", "أ. ح."),
        ("नेहा शर्मा", "ने. श."),
        ("क्षमा त्रिपाठी", "क्ष. त्रि."),
        ("ထက်အောင် လွင်", "ထ. လွ."),
        ("Αθηνά Παπαδοπούλου", "Α. Π."),
    ],
)
def test_initials(name: str, shown: str) -> None:
    assert initials(name) == shown


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Dr Ngozi Eze", True),
        ("ngozi  EZE", True),
        ("Dr. Ngozi Ézé", True),
        ("Ngozi", False),
        ("N. E.", False),
        ("", False),
        ("Dr", False),
    ],
)
def test_a_name_is_compared_as_people_write_it(typed: str, same: bool) -> None:
    assert same_name(typed, "Dr Ngozi Eze") is same


@BOTH
def test_a_paper_s_code_says_valid_what_when_and_by_whom_and_no_more(
    app: Flask, client: Actor, row: Certificate, trust: Trust
) -> None:
    sent = client.send("/verify", code=row.code.lower().replace("-", " "))
    assert (sent.status_code, sent.location) == (303, f"/verify/{row.code}")
    answer = client.get(sent.location)
    page = words_of(answer.text)
    assert word_of(page) == "Valid"
    for told in ("Welcome: UK and NHS culture", "12 March 2026", "Alder Valley Trust", "N. E."):
        assert told in page
    for hidden in (
        "Ngozi",
        "Eze",
        "84 %",
        "attempt",
        trust.email("learner"),
        str(row.id),
        str(row.membership_id),
    ):
        assert hidden not in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_qr_code_s_address_works_in_small_letters(client: Actor, row: Certificate) -> None:
    assert client.get(f"/verify/{row.code.lower()}").location == f"/verify/{row.code}"


def test_the_name_is_compared_and_not_shown(client: Actor, row: Certificate) -> None:
    page = words_of(client.send(f"/verify/{row.code}", name="ngozi eze").text)
    assert "Yes:" in page and "Ngozi Eze" not in page
    page = words_of(client.send(f"/verify/{row.code}", name="Dr Somebody <b>").text)
    assert "No:" in page and "Eze" not in page
    empty = client.send(f"/verify/{row.code}", name=" ")
    assert empty.status_code == 400 and "Enter the name as it is printed." in empty.text


def test_names_cannot_be_tried_out(client: Actor, row: Certificate) -> None:
    for _ in range(limits.NAMES_OF_A_CODE):
        assert client.send(f"/verify/{row.code}", name="X").status_code == 200
    assert client.send(f"/verify/{row.code}", name="Ngozi Eze").status_code == 429
    assert client.get(f"/verify/{row.code}").status_code == 200


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("", 400, "Enter the code"),
        ("12", 400, "A code has 20 letters and digits"),
        ("é" * 20, 400, "A code has 20 letters and digits"),
    ],
)
def test_what_can_be_no_code_is_said_at_the_field(
    client: Actor, code: str, status: int, words: str
) -> None:
    answer = client.send("/verify", code=code)
    assert answer.status_code == status and words in answer.text


def test_a_code_that_is_not_there_is_said_and_cannot_be_tried_out(
    client: Actor, row: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CHECKS_OF_A_NETWORK", 3)
    for _ in range(3):
        answer = client.get(f"/verify/{new_code()}")
        assert answer.status_code == 404 and "No certificate has this code." in answer.text
    assert client.get(f"/verify/{new_code()}").status_code == 429
    assert client.get(f"/verify/{row.code}").status_code == 200


def test_a_withdrawn_certificate_is_called_so(
    app: Flask, as_learner: Actor, client: Actor, trust: Trust
) -> None:
    passed = passes(app, trust)
    row = certificate(app, as_learner)
    token = token_of(as_learner, row)
    assert word_of(upload(client, token).text) == "Valid"
    store(app, trust.organisation, voiding(passed["id"]))
    catch_up(app)
    assert word_of(client.get(f"/verify/{row.code}").text) == "Withdrawn"
    assert word_of(upload(client, token).text) == "Withdrawn"


def test_a_replaced_transcript_is_called_so_and_lists_what_was_passed(
    app: Flask, as_learner: Actor, client: Actor, trust: Trust
) -> None:
    store(app, trust.organisation, statement(trust, Verb.FAILED))
    first = transcript(app, as_learner)
    assert "No module yet." in client.get(f"/verify/{first.code}").text
    token = token_of(as_learner, first)
    passes(app, trust, timestamp="2026-03-14T10:00:00Z")
    second = transcript(app, as_learner)
    assert word_of(client.get(f"/verify/{first.code}").text) == "Replaced by a newer one"
    assert word_of(upload(client, token).text) == "Replaced by a newer one"
    page = words_of(client.get(f"/verify/{second.code}").text)
    assert (
        "Welcome: UK and NHS culture, version 1.2, on 14 March 2026" in page and "84 %" not in page
    )


def test_a_credential_of_ours_is_valid_in_each_of_its_forms(
    app: Flask, as_learner: Actor, client: Actor, row: Certificate
) -> None:
    token = token_of(as_learner, row)
    envelope = json.dumps(
        {"id": f"data:application/vc+jwt,{token}", "type": "EnvelopedVerifiableCredential"}
    )
    badge = as_learner.get(f"{RECORD}/{row.id}/svg").text
    for text in (token, f"\ufeff {token}\r\n", envelope, badge):
        page = words_of(upload(client, text).text)
        assert word_of(page) == "Valid" and "Dr Ngozi Eze" in page and "This server" in page


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + chunk(b"IEND", b"")


def send_file(client: Actor, data: bytes) -> str:
    """Send a file to be checked, and return the page."""
    fields = {"csrf_token": client.token(), "file": (io.BytesIO(data), "brought")}
    return client.post("/verify/credential", data=fields).text


def test_a_file_is_taken_too_and_a_picture_baked_by_another_program(
    as_learner: Actor, client: Actor, row: Certificate
) -> None:
    token = token_of(as_learner, row).encode()
    assert word_of(send_file(client, token)) == "Valid"
    baked = chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0" + token)
    assert word_of(send_file(client, png(chunk(b"tEXt", b"a\0b"), baked))) == "Valid"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (png(), "no credential in this picture"),
        (png(chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0x")), "no credential in this picture"),
        (png(chunk(b"iTXt", b"openbadgecredential\0\0\0")), "no credential in this picture"),
        (png()[:10] + b"\xff" * 20, "no credential in this picture"),
        (b"\xff\xd8\xff\xe0", "This file holds no credential."),
        (b"x" * 500_001, "too large"),
    ],
)
def test_a_file_without_a_credential_is_said_to_have_none(
    client: Actor, data: bytes, words: str
) -> None:
    assert words in words_of(send_file(client, data))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Choose the file, or paste the text"),
        ("x" * 70_000, "longer than any credential"),
        ("x" * 600_000, "The file is too large: 500 kB at most."),
        ("{}", "a copy to read, without a signature"),
        ("{", "neither a credential nor JSON"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "no credential in this picture"),
        ("<svg", "no credential in this picture"),
        (
            "<!DOCTYPE s [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><s>&e;</s>",
            "no credential in this picture",
        ),
        ("%PDF-1.7", "the paper as a PDF"),
        ("\x89\x00\x1a", "Choose the file, or paste the text"),  # nothing that can be seen
        ("hello", "three parts"),
    ],
)
def test_what_is_no_credential_is_said_at_the_field_and_what_was_typed_stays(
    client: Actor, text: str, words: str
) -> None:
    answer = client.send("/verify/credential", text=text)
    assert answer.status_code == 400 and words in words_of(answer.text)
    if text == "hello":
        assert ">hello</textarea>" in answer.text


def test_checking_has_a_limit(client: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHECKS_OF_A_NETWORK", 2)
    assert [upload(client, "a.b.c").status_code for _ in range(3)] == [400, 400, 429]


def test_a_credential_of_ours_that_is_in_no_record_is_not_valid(
    app: Flask, as_learner: Actor, client: Actor, row: Certificate
) -> None:
    token = token_of(as_learner, row)
    with parts_of(app).database.write() as session:
        session.delete(session.get_one(Certificate, row.id))
    assert word_of(upload(client, token).text) == "Not in the records"


def test_a_stranger_s_credential_is_never_called_valid(client: Actor) -> None:
    key = RSAKey.generate_key(2048)
    page = words_of(upload(client, signed(claims(), key, jwk=key.as_dict(private=False))).text)
    assert word_of(page) == "Issuer not known here"
    assert "Signed rightly by the key that it brings, but nobody here knows this issuer" in page
    assert "which nobody here can confirm" in page


@BOTH
def test_a_trusted_server_s_credential_is_valid_until_it_is_removed(
    app: Flask, as_platform_administrator: Actor, client: Actor
) -> None:
    key, curve = RSAKey.generate_key(2048), ECKey.generate_key("P-256")
    public = {
        "keys": [
            {**each.as_dict(private=False), "kid": kid} for each, kid in ((key, "k"), (curve, "c"))
        ]
    }
    admin = as_platform_administrator
    sent = admin.send(
        "/trusted-issuers/add",
        name="Birch Coast",
        address="https://OTHER.example/",
        keys=json.dumps(public),
    )
    assert sent.status_code == 303, sent.text
    page = words_of(upload(client, signed(claims(), key, kid="k")).text)
    assert word_of(page) == "Valid" and "It was signed by Birch Coast" in page
    assert "Whether it was withdrawn since can be seen at its issuer only." in page
    assert word_of(upload(client, signed(claims(), curve, alg="ES256", kid="c")).text) == "Valid"
    listed = admin.get("/trusted-issuers").text
    found = REMOVE.search(listed)
    assert found, listed
    remove = found[1]
    assert "Remove Birch Coast?" in admin.get(f"/trusted-issuers/{remove}").text
    assert admin.send(f"/trusted-issuers/{remove}").status_code == 303
    assert word_of(upload(client, signed(claims(), key, kid="k")).text) == "Issuer not known here"
    assert admin.get(f"/trusted-issuers/{remove}").status_code == 404


def test_another_first_shift_server_s_own_files_are_all_that_is_needed(
    app: Flask, as_learner: Actor, row: Certificate, as_platform_administrator: Actor, client: Actor
) -> None:
    """What one server publishes is what the other one's administrator pastes."""
    token = token_of(as_learner, row)
    published = client.get("/.well-known/jwks.json").text
    refused = as_platform_administrator.send(
        "/trusted-issuers/add",
        name="Ourselves",
        address="https://firstshift.example",
        keys=published,
    )
    assert refused.status_code == 400 and "the address of this server" in refused.text
    assert published.replace('"', "&#34;")[:40] in refused.text
    assert word_of(upload(client, token).text) == "Valid"


GOOD_KEYS = json.dumps(RSAKey.generate_key(2048).as_dict(private=False))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Enter whose server it is."),
        ({"address": "other.example"}, "Enter the address of the server, such as"),
        ({"address": "https://user@other.example"}, "Enter the address of the server, such as"),
        ({"address": "https://[other"}, "Enter the address of the server, such as"),
        ({"address": ""}, "Enter the address of the server."),
        ({"keys": ""}, "Paste the public keys"),
        ({"keys": "hello"}, "cannot be read as JSON"),
        ({"keys": "[" * 40_000}, "cannot be read as JSON"),
        ({"keys": '{"keys": []}'}, "There is no key in it."),
        ({"keys": '{"keys": {"a": 1}}'}, "There is no key in it."),
        ({"keys": '{"keys": ["a"]}'}, "A key is a JSON object"),
        ({"keys": '{"kty": "oct", "k": "c2VjcmV0"}'}, "holds a private key"),
        ({"keys": '{"kty": "RSA", "n": "abc", "e": "AQAB"}'}, "has not 2048 to"),
        ({"keys": '{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}'}, "missing or wrong"),
        ({"keys": '{"kty": "OKP", "crv": "Ed25519", "x": "AA"}'}, "Only RSA keys and P-256 keys"),
        ({"keys": json.dumps([json.loads(GOOD_KEYS)] * 21)}, "more than 20 keys"),
        (
            {"keys": json.dumps(RSAKey.generate_key(2048).as_dict(private=True))},
            "holds a private key",
        ),
    ],
)
def test_a_mistake_about_an_issuer_is_named_and_nobody_is_trusted(
    as_platform_administrator: Actor, fields: dict[str, str], words: str
) -> None:
    good = {"name": "Other", "address": "https://other.example", "keys": GOOD_KEYS}
    answer = as_platform_administrator.send("/trusted-issuers/add", **{**good, **fields})
    assert answer.status_code == 400 and words in words_of(answer.text)
    assert "Only this server so far." in as_platform_administrator.get("/trusted-issuers").text


def test_new_keys_of_an_issuer_take_the_place_of_the_old(
    as_platform_administrator: Actor, client: Actor
) -> None:
    old, new = RSAKey.generate_key(2048), RSAKey.generate_key(2048)
    for key in (old, new):
        as_platform_administrator.send(
            "/trusted-issuers/add",
            name="Other",
            address="https://other.example",
            keys=json.dumps(key.as_dict(private=False)),
        )
    assert word_of(upload(client, signed(claims(), new)).text) == "Valid"
    assert word_of(upload(client, signed(claims(), old)).text) == "Not genuine"


def test_what_a_server_signed_before_its_address_changed_is_still_its_own(
    app: Flask, as_learner: Actor, client: Actor, row: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_of(as_learner, row)
    parts = parts_of(app)
    moved = parts.settings._replace(public_address="https://new.example")
    app.extensions[KEY] = replace(parts, settings=moved)
    assert word_of(upload(client, token).text) == "Valid"
    assert client.get("/.well-known/jwks.json").text.count("https://new.example/") == 1


def test_expiry_and_beginning_of_a_trusted_credential_are_said(
    as_platform_administrator: Actor, client: Actor
) -> None:
    key = RSAKey.generate_key(2048)
    as_platform_administrator.send(
        "/trusted-issuers/add",
        name="Other",
        address="https://other.example",
        keys=json.dumps(key.as_dict(private=False)),
    )
    over = claims(exp=1775001600, validUntil="2026-04-01T00:00:00Z")
    assert word_of(upload(client, signed(over, key)).text) == "Expired"
    day = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=2)
    early = claims(nbf=int(day.timestamp()), validFrom=day.isoformat())
    assert word_of(upload(client, signed(early, key)).text) == "Not valid yet"


def test_a_file_that_is_too_large_is_named_at_its_own_field(client: Actor) -> None:
    large = (io.BytesIO(b"x" * (MAX_BYTES + 1)), "badge.jwt")
    fields = {"csrf_token": client.token(), "text": "eyJ.a.b", "file": large}
    page = client.post("/verify/credential", data=fields).text
    assert 'href="#file"' in page and 'id="file-error"' in page
    assert "too large" in page and 'id="text-error"' not in page
