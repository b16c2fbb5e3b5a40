"""Whether what a provider has signed is its own, for us, of now, and the answer to our question.

Sources: OpenID Connect Core 1.0, section 3.1.3.7; OpenID Connect Back-Channel Logout 1.0, section 2.6;
RFC 8725 (JSON Web Token Best Current Practices).
"""

import datetime as dt
from typing import Any, Final

from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.errors import (
    BadSignatureError,
    ExpiredTokenError,
    InvalidClaimError,
    InvalidKeyIdError,
    JoseError,
    MissingClaimError,
)
from joserfc.jwk import KeySet
from joserfc.registry import Header
from msgspec import Struct

from app.numeric_date import moment_told
from app.providers.discovery import ALGORITHMS
from app.providers.errors import ProviderFault

SKEW_SECONDS: Final = 120
MOST_LETTERS: Final = 100_000
MOST_SUBJECT: Final = 255
LOGOUT_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"

SENTENCES: Final = {
    "iss": "The answer was signed in the name of another provider.",
    "aud": "The answer was made for another program.",
    "azp": "The answer was made for another program.",
    "nonce": "The answer belongs to another sign-in.",
    "exp": "The answer is too old, or the provider’s clock and ours differ by more than two minutes.",
    "iat": "The answer is of the future: the provider’s clock and ours differ by more than two minutes.",
    "nbf": "The answer is of the future: the provider’s clock and ours differ by more than two minutes.",
    "at_hash": "The answer does not belong to the access that came with it.",
    "sub": "The answer does not say who signed in.",
}
MOMENTS: Final = ("exp", "iat", "nbf")
INCOMPLETE: Final = "The answer does not hold what OpenID Connect asks for."
# A header that we do not know says nothing to us; one that is marked as critical is refused all the same.
_REGISTRY: Final = jws.JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)


class UnknownKeyFault(ProviderFault):
    """Raised for a signature by a key that is not known: the provider may have new ones."""


class Expected(Struct, frozen=True):
    """What an answer has to be. nonce: empty where none was sent; access_token: that came with it."""

    issuer: str
    client_id: str
    nonce: str = ""
    access_token: str = ""


def id_token(text: str, keys: KeySet, expected: Expected, moment: dt.datetime) -> dict[str, Any]:
    """Return the claims of an ID token. Raises ProviderFault where it is not what was expected."""
    header, claims = _opened(text, keys)
    options: dict[str, Any] = {
        "iss": {"essential": True, "value": expected.issuer},
        "aud": {"essential": True, "value": expected.client_id},
        "sub": {"essential": True},
    }
    params = {
        "nonce": expected.nonce,
        "client_id": expected.client_id,
        "access_token": expected.access_token,
    }
    _validate(CodeIDToken(claims, header, options, params), moment)
    if len(claims["sub"]) > MOST_SUBJECT:
        raise ProviderFault("The answer names the person by far too long a text.")
    return claims


def logout_token(
    text: str, keys: KeySet, expected: Expected, moment: dt.datetime
) -> dict[str, Any]:
    """Return the claims of a logout token. Raises ProviderFault as ``id_token`` does."""
    header, claims = _opened(text, keys)
    options: dict[str, Any] = {
        "iss": {"essential": True, "value": expected.issuer},
        "aud": {"essential": True, "value": expected.client_id},
        "jti": {"essential": True},
    }
    # A subject may be missing here, where the session is named: the essential ones are checked by option.
    token = CodeIDToken(claims, header, options, {"client_id": expected.client_id})
    token.ESSENTIAL_CLAIMS = ["iss", "aud", "iat", "exp"]
    _validate(token, moment)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise ProviderFault("The message is not about signing out.")
    if "nonce" in claims or not (
        isinstance(claims.get("sub"), str) or isinstance(claims.get("sid"), str)
    ):
        raise ProviderFault("The message does not say who has signed out.")
    return claims


def _opened(text: str, keys: KeySet) -> tuple[Header, dict[str, Any]]:
    if len(text) > MOST_LETTERS:
        raise ProviderFault("The answer is far too large.")
    try:
        # Told apart before any key is tried: a public key must never serve as a shared secret.
        header = jws.extract_compact(text.encode(), registry=_REGISTRY).headers()
        if header.get("alg") not in ALGORITHMS:
            raise ProviderFault(
                "The answer is not signed in a way that shows whose hand it is.",
                "Let the provider sign with a public key, such as RS256 or ES256.",
            )
        token = jwt.decode(text, _candidates(keys, header), registry=_REGISTRY)
    except InvalidKeyIdError as error:
        raise UnknownKeyFault(
            "The answer is signed with a key that the provider does not list."
        ) from error
    except BadSignatureError as error:
        raise UnknownKeyFault("The signature of the answer is not the provider’s.") from error
    except (JoseError, ValueError, TypeError, UnicodeError) as error:
        raise ProviderFault("The answer is not signed as OpenID Connect asks for it.") from error
    return token.header, dict(token.claims)


def _candidates(keys: KeySet, header: Header) -> KeySet:
    """Return the keys among which the one of a header is found; by its kind where it names none."""
    if "kid" in header:
        return keys
    kind = {"R": "RSA", "P": "RSA", "E": "EC"}[str(header["alg"])[0]]
    if str(header["alg"]).startswith("Ed"):
        kind = "OKP"
    fitting = [key for key in keys if key.key_type == kind]
    if len(fitting) != 1:
        raise ProviderFault(
            "The answer does not say with which of the provider’s keys it is signed."
        )
    return KeySet(fitting)


def _validate(token: CodeIDToken, moment: dt.datetime) -> None:
    if any(token.get(name) is not None and moment_told(token[name]) is None for name in MOMENTS):
        raise ProviderFault(INCOMPLETE)
    try:
        token.validate(now=int(moment.timestamp()), leeway=SKEW_SECONDS)
    except ExpiredTokenError as error:
        raise ProviderFault(SENTENCES["exp"]) from error
    except (InvalidClaimError, MissingClaimError) as error:
        raise ProviderFault(SENTENCES.get(error.claim.split(",")[0], INCOMPLETE)) from error
    except (JoseError, ValueError, TypeError) as error:
        raise ProviderFault(INCOMPLETE) from error
