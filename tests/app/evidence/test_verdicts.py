"""What is said of each credential that somebody might bring: each attack has its sentence, and none is valid."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import ECKey, RSAKey

from app.evidence.jws import MAX_CHARS, public_jwk
from app.evidence.verdicts import Issuer, State, Verdict, judge
from tests.app.evidence.forging import (
    ISSUER,
    KID,
    claims,
    other_header,
    other_payload,
    signed,
    unsigned,
    with_secret,
)

AT = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
KEY, STRANGER = RSAKey.generate_key(2048), RSAKey.generate_key(2048)
CURVE = ECKey.generate_key("P-256")
PUBLIC = public_jwk({**KEY.as_dict(private=False), "kid": KID})
CURVED = public_jwk({**CURVE.as_dict(private=False), "kid": "curve"})
KNOWN = (
    Issuer("Another server", ("https://nobody.example",), ()),
    Issuer("Birch Coast", ("https://other.example",), (PUBLIC, CURVED)),
)
GOOD = signed(claims(), KEY, kid=KID)


def verdict(token: str) -> Verdict:
    return judge(token, KNOWN, AT)


def test_what_a_trusted_issuer_signed_is_valid() -> None:
    found = verdict(GOOD)
    assert (found.state, found.believed) == (State.VALID, "Birch Coast")
    assert found.told is not None
    assert (found.told.title, found.told.version) == ("Bleeps and calls", "1.0")
    assert (found.told.name, found.told.issuer) == ("Dr Farhan Siddiqui", "Birch Coast Trust")


def test_a_curve_s_key_counts_as_well_and_so_does_a_key_that_is_not_named() -> None:
    assert verdict(signed(claims(), CURVE, alg="ES256", kid="curve")).state is State.VALID
    assert verdict(signed(claims(), KEY)).state is State.VALID


ATTACKS: dict[str, tuple[Callable[[], str], str]] = {
    "no algorithm": (lambda: unsigned(claims()), "It is not signed"),
    "no algorithm, in other letters": (lambda: unsigned(claims(), "NonE"), "It is not signed"),
    "no algorithm, with the signature of another": (
        lambda: unsigned(claims(), "none", GOOD.rpartition(".")[2]),
        "It is not signed",
    ),
    "signature left out": (lambda: GOOD.rpartition(".")[0] + ".", "It is not signed"),
    "public key as a shared secret": (
        lambda: with_secret(claims(), json.dumps(PUBLIC)),
        "shared secret",
    ),
    "public key as a shared secret, in PEM": (
        lambda: with_secret(claims(), KEY.as_pem(private=False).decode()),
        "shared secret",
    ),
    "another algorithm of the same key": (
        lambda: signed(claims(), KEY, alg="PS256", kid=KID),
        "not accepted here (PS256)",
    ),
    "algorithm of another kind of key": (
        lambda: other_header(GOOD, alg="ES256", kid=KID),
        "The signature is not one of Birch Coast",
    ),
    "key that was never published": (
        lambda: signed(claims(), STRANGER, kid="https://other.example/credentials/keys/2"),
        "names a key that Birch Coast has not published",
    ),
    "name of a key, signed with another": (
        lambda: signed(claims(), STRANGER, kid=KID),
        "The signature is not one of Birch Coast",
    ),
    "own key brought along, issuer's name": (
        lambda: signed(claims(), STRANGER, jwk=STRANGER.as_dict(private=False)),
        "The signature is not one of Birch Coast",
    ),
    "own key brought along under the name of the right one": (
        lambda: signed(
            claims(), STRANGER, jwk={**STRANGER.as_dict(private=False), "kid": KID}, kid=KID
        ),
        "The signature is not one of Birch Coast",
    ),
    "private key brought along": (
        lambda: signed(claims(), STRANGER, jwk=STRANGER.as_dict(private=True)),
        "private key",
    ),
    "address from which to fetch a key": (
        lambda: signed(claims(), STRANGER, jku="https://evil.example/keys"),
        "Its header holds “jku”",
    ),
    "chain of certificates": (
        lambda: signed(claims(), STRANGER, x5u="https://evil.example"),
        "“x5u”",
    ),
    "critical extension": (
        lambda: other_header(GOOD, alg="RS256", kid=KID, crit=["b64"], b64=False),
        "Open Badges does not allow",
    ),
    "kid that is no text": (lambda: other_header(GOOD, alg="RS256", kid={"a": 1}), "does not say"),
    "payload changed after signing": (
        lambda: other_payload(GOOD, claims(name="Every module")),
        "the content was changed after signing",
    ),
    "header changed after signing": (
        lambda: other_header(GOOD, alg="RS256", kid=KID, typ="JWT"),
        "the content was changed after signing",
    ),
    "issuer that only begins alike": (
        lambda: signed(
            claims(
                iss="https://other.example.evil.example/i",
                issuer={"id": "https://other.example.evil.example/i"},
            ),
            KEY,
            kid=KID,
        ),
        "nobody here knows this issuer",
    ),
    "issuer within that differs": (
        lambda: signed(claims(issuer={"id": "https://third.example"}), KEY, kid=KID),
        "no Open Badge",
    ),
    "no issuer": (lambda: signed(claims(iss=None), KEY, kid=KID), "does not say who issued it"),
    "another subject": (lambda: signed(claims(sub="urn:uuid:2"), KEY, kid=KID), "no Open Badge"),
    "another name of its own": (
        lambda: signed(claims(jti="urn:uuid:2"), KEY, kid=KID),
        "no Open Badge",
    ),
    "another beginning": (lambda: signed(claims(nbf=1773309000), KEY, kid=KID), "no Open Badge"),
    "no beginning": (lambda: signed(claims(nbf=None), KEY, kid=KID), "no Open Badge"),
    "end in the token only": (
        lambda: signed(claims(exp=4_000_000_000), KEY, kid=KID),
        "no Open Badge",
    ),
    "end in the credential only": (
        lambda: signed(claims(validUntil="2026-04-01T00:00:00Z"), KEY, kid=KID),
        "no Open Badge",
    ),
    "moment without a zone": (
        lambda: signed(claims(validFrom="2026-03-12T10:00:00"), KEY, kid=KID),
        "no Open Badge",
    ),
    "moment beyond all calendars": (
        lambda: signed(claims(nbf=1e300), KEY, kid=KID),
        "no Open Badge",
    ),
    "some other token of the same key": (
        lambda: signed({"iss": ISSUER, "sub": "x", "exp": 1}, KEY, kid=KID),
        "no Open Badge",
    ),
    "credential of another type": (
        lambda: signed(claims(type=["VerifiableCredential"]), KEY, kid=KID),
        "no Open Badge",
    ),
    "other contexts": (
        lambda: signed(claims(**{"@context": ["https://a.example"] * 2}), KEY, kid=KID),
        "no Open Badge",
    ),
    "expired": (
        lambda: signed(claims(exp=1775001600, validUntil="2026-04-01T00:00:00Z"), KEY, kid=KID),
        "has expired since",
    ),
    "from the future": (
        lambda: signed(claims(nbf=1798761600, validFrom="2027-01-01T00:00:00Z"), KEY, kid=KID),
        "It holds from 1 January 2027 on",
    ),
    "stranger without a key": (
        lambda: signed(
            claims(iss="https://third.example", issuer={"id": "https://third.example"}), STRANGER
        ),
        "Its signature cannot be checked",
    ),
    "stranger with a key that did not sign": (
        lambda: signed(
            claims(iss="https://third.example", issuer={"id": "https://third.example"}),
            STRANGER,
            jwk=KEY.as_dict(private=False),
        ),
        "not right, even by the key that it brings",
    ),
    "stranger with a short key": (
        lambda: signed(
            claims(iss="https://third.example"),
            STRANGER,
            jwk={"kty": "RSA", "e": "AQAB", "n": "v" * 128},
        ),
        "has not 2048 to",
    ),
    "stranger with nonsense for a key": (
        lambda: signed(claims(iss="https://third.example"), STRANGER, jwk={"kty": "RSA", "n": 1}),
        "a number in it is missing or wrong",
    ),
    "far too long": (lambda: "a" * (MAX_CHARS + 1), "longer than any credential"),
    "far too deep": (
        lambda: signed(b"[" * 20_000, KEY, kid=KID),
        "one of its parts cannot be read",
    ),
    "payload that is no object": (lambda: signed(b"[]", KEY, kid=KID), "holds something else"),
    "payload that is no text": (lambda: signed(b"\xff\xfe", KEY, kid=KID), "cannot be read"),
    "two parts": (lambda: GOOD.rpartition(".")[0], "three parts"),
    "five parts, as encrypted": (lambda: "a.b.c.d.e", "three parts"),
    "line break within": (lambda: GOOD.replace(".", ".\n", 1), "three parts"),
    "nothing": (lambda: "", "three parts"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_never_valid_and_is_told_in_a_sentence(name: str) -> None:
    make, words = ATTACKS[name]
    found = verdict(make())
    assert found.state is not State.VALID
    assert words in found.sentence, found.sentence
    assert found.sentence.endswith(".")


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("expired", State.EXPIRED),
        ("from the future", State.NOT_YET),
        ("stranger without a key", State.UNKNOWN_ISSUER),
        ("two parts", State.UNREADABLE),
        ("payload changed after signing", State.NOT_GENUINE),
    ],
)
def test_the_states(name: str, state: State) -> None:
    assert verdict(ATTACKS[name][0]()).state is state


def test_clocks_may_differ_by_minutes() -> None:
    soon = AT + dt.timedelta(minutes=3)
    token = signed(claims(nbf=int(soon.timestamp()), validFrom=soon.isoformat()), KEY, kid=KID)
    assert verdict(token).state is State.VALID


def test_a_stranger_s_right_signature_is_said_and_is_not_called_valid() -> None:
    content = claims(
        iss="https://third.example", issuer={"id": "https://third.example", "name": "Third"}
    )
    found = verdict(signed(content, STRANGER, jwk=STRANGER.as_dict(private=False)))
    assert found.state is State.UNKNOWN_ISSUER and found.believed == ""
    assert "Signed rightly by the key that it brings, but nobody here knows" in found.sentence
    assert found.told is not None and found.told.issuer == "Third"


@given(
    st.text(max_size=200) | st.from_regex(r"[\w-]{1,40}\.[\w-]{1,40}\.[\w-]{0,40}", fullmatch=True)
)
def test_no_text_stops_it(text: str) -> None:
    assert verdict(text).state in {State.UNREADABLE, State.NOT_GENUINE}


@given(
    st.dictionaries(
        st.sampled_from(sorted(claims())),
        st.recursive(
            st.none()
            | st.booleans()
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.text(),
            lambda inner: (
                st.lists(inner, max_size=2)
                | st.dictionaries(st.text(max_size=5), inner, max_size=2)
            ),
            max_leaves=5,
        ),
        max_size=3,
    )
)
def test_no_claims_stop_it(changes: dict[str, Any]) -> None:
    found = verdict(signed(claims() | changes, KEY, kid=KID))
    assert found.sentence


@given(st.integers(0, len(GOOD) - 2), st.sampled_from("AQgw_-"))
def test_no_letter_can_be_changed(place: int, letter: str) -> None:
    changed = GOOD[:place] + letter + GOOD[place + 1 :]
    assert (verdict(changed).state is State.VALID) == (changed == GOOD)
