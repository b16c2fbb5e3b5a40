"""What a provider says of itself, and its keys: asked for, judged, and kept for an hour.

Sources: OpenID Connect Discovery 1.0, sections 3 and 4; RFC 8414; RFC 7517.
"""

import datetime as dt
from typing import Any, Final

import msgspec
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url
from joserfc.jwk import KeySet
from msgspec import Struct

from app.providers.errors import ProviderFault
from app.providers.fetching import Asker, fault_of_address, json_object

ALGORITHMS: Final = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)
"""With a public key only: what is signed with a shared secret, or not at all, shows nobody's hand."""
KEPT: Final = dt.timedelta(hours=1)
SIGNED: Final = "id_token_signing_alg_values_supported"
BY_DEFAULT: Final = ("client_secret_basic",)


class Told(Struct, frozen=True):
    """What is used of a provider's metadata. ways: how a client shows itself; assertions: signatures that
    it takes of a client with a key, empty where it does not say; iss: it says who answers.
    """

    issuer: str
    authorization: str
    token: str
    keys: str
    userinfo: str = ""
    end_session: str = ""
    ways: tuple[str, ...] = BY_DEFAULT
    assertions: tuple[str, ...] = ()
    iss: bool = False
    backchannel: bool = False


def ask(asker: Asker, issuer: str, *, private: bool) -> Told:
    """Return what a provider says of itself. Raises ProviderFault."""
    address = get_well_known_url(issuer, external=True)
    return judge(json_object(asker.get(address), "its description"), issuer, private=private)


def judge(found: dict[str, Any], issuer: str, *, private: bool) -> Told:
    """Return what is used of metadata. Raises ProviderFault where they cannot be used, or lie."""
    if found.get("issuer") != issuer:
        raise ProviderFault(
            "The provider says that it is another than the one that was asked.",
            f"It calls itself {_text(found, 'issuer')[:200] or 'nothing'}. Enter its address letter by letter as it"
            " says it, with or without a slash at the end.",
        )
    signed = _words(found, SIGNED) or ["RS256"]
    try:
        # The specification wants RS256 among them; a provider that signs better than that may come too.
        OpenIDProviderMetadata({**found, SIGNED: ["RS256", *signed]}).validate()
    except (ValueError, TypeError, AttributeError) as error:
        raise ProviderFault(
            "What the provider says of itself is against OpenID Connect.", f"It fails at: {error}."
        ) from error
    told = Told(
        issuer=issuer,
        authorization=_text(found, "authorization_endpoint"),
        token=_text(found, "token_endpoint"),
        keys=_text(found, "jwks_uri"),
        userinfo=_text(found, "userinfo_endpoint"),
        end_session=_text(found, "end_session_endpoint"),
        ways=tuple(_words(found, "token_endpoint_auth_methods_supported") or BY_DEFAULT),
        assertions=tuple(_words(found, "token_endpoint_auth_signing_alg_values_supported")),
        iss=found.get("authorization_response_iss_parameter_supported") is True,
        backchannel=found.get("backchannel_logout_supported") is True,
    )
    for name in ("authorization", "token", "keys", "userinfo", "end_session"):
        address = getattr(told, name)
        fault = fault_of_address(address, private=private)
        if fault and (address or name not in {"userinfo", "end_session"}):
            raise ProviderFault(f"The provider’s address for “{WORDS[name]}” {fault}.")
    if "code" not in _words(found, "response_types_supported"):
        raise ProviderFault("The provider does not offer sign-in by a code (response type code).")
    methods = _words(found, "code_challenge_methods_supported")
    if methods and "S256" not in methods:
        raise ProviderFault("The provider does not offer PKCE with S256.")
    if not set(signed) & set(ALGORITHMS):
        raise ProviderFault(
            "The provider signs in no way that shows whose hand it is.",
            "Let it sign with a public key, such as RS256 or ES256.",
        )
    return told


WORDS: Final = {
    "authorization": "authorization_endpoint",
    "token": "token_endpoint",
    "keys": "jwks_uri",
    "userinfo": "userinfo_endpoint",
    "end_session": "end_session_endpoint",
}


def ask_keys(asker: Asker, told: Told) -> str:
    """Return the provider's public keys as JSON. Raises ProviderFault where there is none of use."""
    found = json_object(asker.get(told.keys), "its keys")
    text = msgspec.json.encode(found).decode()
    key_set(text)
    return text


def key_set(text: str) -> KeySet:
    """Return the public keys of a JSON Web Key Set that may sign. Raises ProviderFault for none."""
    try:
        rows = msgspec.json.decode(text)["keys"]
        usable = [
            each
            for each in rows
            if each.get("kty") in {"RSA", "EC", "OKP"} and each.get("use", "sig") == "sig"
        ]
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
        raise ProviderFault("What the provider gives as its keys is no key set.") from error
    keys = []
    for row in usable:
        try:
            keys += KeySet.import_key_set({"keys": [row]}).keys
        except Exception:  # noqa: S112  a key that cannot be read signs nothing: the others may
            continue
    if not keys:
        raise ProviderFault("The provider gives no public key with which it signs.")
    return KeySet(keys)


def _words(found: dict[str, Any], key: str) -> list[str]:
    value = found.get(key)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _text(found: dict[str, Any], key: str) -> str:
    value = found.get(key, "")
    return value if isinstance(value, str) else ""


def encode(told: Told) -> str:
    """Return metadata as they are kept."""
    return msgspec.json.encode(told).decode()


def decode(text: str) -> Told:
    """Return metadata that were kept."""
    return msgspec.json.decode(text, type=Told)
