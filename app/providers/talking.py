"""The talk with a provider: where somebody is sent, and what it says of whoever came back.

Sources: OpenID Connect Core 1.0, sections 3.1.2 and 5.3; RFC 7636 (PKCE); RFC 9207 (iss in the answer);
RFC 9700 (OAuth 2.0 Security Best Current Practice).
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

import httpx
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.client import OAuth2Client
from joserfc.jwk import KeySet
from msgspec import Struct

from app.providers import tokens
from app.providers.discovery import Told
from app.providers.errors import ProviderFault
from app.providers.fetching import Asker, json_object
from app.providers.flows import Begun

SCOPE: Final = "openid email profile"
WAYS: Final = ("client_secret_basic", "client_secret_post", "none")

ANEW: Final = {"prompt": "login", "max_age": "0"}
"""Source: OpenID Connect Core 1.0, section 3.1.2.1."""

REFUSALS: Final = {
    "access_denied": "You were not let in there, or you said no.",
    "login_required": "It wants you to sign in there first.",
    "interaction_required": "It wants you to do something there first.",
    "consent_required": "It wants your consent first.",
    "temporarily_unavailable": "It is not available at the moment.",
    "server_error": "It had a fault of its own.",
    "unauthorized_client": "It does not know this server for this kind of sign-in.",
    "invalid_request": "It did not understand what this server asked.",
    "invalid_scope": "It does not give name and e-mail address to this server.",
}
"""What a provider answers instead of a code. Source: RFC 6749, section 4.1.2.1."""


class Client(Struct, frozen=True):
    """This server as a provider knows it. secret: empty for a client without one.

    assertion: gives what shows at the token endpoint who asks, each time anew; none without a key.
    """

    client_id: str
    secret: str
    redirect_uri: str
    assertion: Callable[[], dict[str, str]] | None = None


KeysOf = Callable[[bool], KeySet]
"""Gives the provider's keys; asked anew where it is told to."""


def address(told: Told, client: Client, begun: Begun, hint: str = "", *, anew: bool = False) -> str:
    """Return where to send somebody. hint: their e-mail address, which only a form may hand on.

    anew: ask them also where they are signed in there; max_age makes it tell when that was (auth_time).
    """
    extra = {"nonce": begun.nonce, **({"login_hint": hint} if hint else {})}
    extra |= ANEW if anew else {}
    url, _ = _client(None, told, client).create_authorization_url(
        told.authorization, state=begun.state, code_verifier=begun.verifier, **extra
    )
    return str(url)


def check_answer(told: Told, answer: Mapping[str, str]) -> str:
    """Return the code of an answer. Raises ProviderFault where another provider answers, or says no."""
    says = answer.get("iss")
    if says is not None and says != told.issuer:
        raise ProviderFault(tokens.SENTENCES["iss"])
    if says is None and told.iss:
        raise ProviderFault("The answer does not say which provider gave it, though it should.")
    if "error" in answer:
        raise ProviderFault(
            "The provider did not sign you in. "
            + REFUSALS.get(answer["error"], "It gave a reason that is not known here.")
        )
    if not answer.get("code"):
        raise ProviderFault("The answer of the provider holds nothing to go on with.")
    return answer["code"]


def claims_of(
    asker: Asker,
    told: Told,
    client: Client,
    code: str,
    nonce: str,
    verifier: str,
    keys: KeysOf,
    moment: Callable[[], dt.datetime],
    *,
    who_only: bool = False,
) -> dict[str, Any]:
    """Return what the provider says of the person, its signature checked. Raises ProviderFault.

    who_only: nothing but what it has signed is wanted, and no address.
    """
    got = _token(asker, told, client, code, verifier)
    text, access = got.get("id_token"), got.get("access_token", "")
    if not isinstance(text, str) or not isinstance(access, str):
        raise ProviderFault("The provider’s answer does not say who signed in.")
    expected = tokens.Expected(told.issuer, client.client_id, nonce, access)
    try:
        claims = tokens.id_token(text, keys(False), expected, moment())
    except tokens.UnknownKeyFault:
        # Keys change: those that it lists now may be others than those of an hour ago.
        claims = tokens.id_token(text, keys(True), expected, moment())
    if told.userinfo and access and "email" not in claims and not who_only:
        claims = _with_userinfo(asker, told, access, claims)
    return claims


def _token(asker: Asker, told: Told, client: Client, code: str, verifier: str) -> dict[str, Any]:
    more = client.assertion() if client.assertion else {}
    try:
        got = _client(asker, told, client).fetch_token(
            told.token, code=code, grant_type="authorization_code", code_verifier=verifier, **more
        )
    except OAuth2Error as error:
        raise _refused(error, client) from error
    except (httpx.HTTPStatusError, ValueError) as error:
        raise ProviderFault(
            "The provider did not answer as it should when asked who signed in."
        ) from error
    return dict(got)


def _refused(error: OAuth2Error, client: Client) -> ProviderFault:
    match error.error:
        case "invalid_grant":
            return ProviderFault(
                "The provider does not know this sign-in, or it has been used already. Begin again."
            )
        case "invalid_client" | "unauthorized_client" if client.assertion:
            return ProviderFault(
                "The provider does not accept this server’s client ID and key: look whether it reads the"
                " public keys of this site, at the address on its page here."
            )
        case "invalid_client" | "unauthorized_client":
            return ProviderFault(
                "The provider does not accept this server’s client ID and secret.",
                "Enter the secret again; it may have run out.",
            )
    return ProviderFault("The provider refused to say who signed in.")


def _with_userinfo(asker: Asker, told: Told, access: str, claims: dict[str, Any]) -> dict[str, Any]:
    """Return the claims with those of the userinfo endpoint, which must be about the same person."""
    answer = asker.get(told.userinfo, {"Authorization": f"Bearer {access}"})
    more = json_object(answer, "the person’s name and address")
    if more.get("sub") != claims["sub"]:
        raise ProviderFault("The provider tells of two different people in one answer.")
    return {**more, **claims}


def _client(asker: Asker | None, told: Told, client: Client) -> OAuth2Client:
    wanted = WAYS[:2] if client.secret else WAYS[2:]
    way = next((each for each in wanted if each in told.ways), wanted[0])
    return OAuth2Client(
        asker,
        client_id=client.client_id,
        client_secret=client.secret or None,
        token_endpoint_auth_method=way,
        scope=SCOPE,
        redirect_uri=client.redirect_uri,
        code_challenge_method="S256",
    )
