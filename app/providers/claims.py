"""What a provider's claims say of a person: a verified address, a name, whether there was a second step."""

from collections.abc import Mapping
from typing import Any, Final

from wtforms import ValidationError

from app.accounts.forms import check_email, lower, one_line

MOST_NAME: Final = 200
MOST_EMAIL: Final = 254


def verified_email(claims: Mapping[str, Any]) -> str:
    """Return the e-mail address that the provider vouches for; empty where it vouches for none.

    Microsoft Entra ID has a claim of its own for that. Source: Microsoft, "Migrate away from using email
    claims for user identification or authorization" (xms_edov).
    """
    email = lower(claims.get("email") if isinstance(claims.get("email"), str) else "")
    own = claims.get("xms_edov")
    vouched = claims.get("email_verified") is True or own is True or own in ("1", "true", 1)
    if not vouched or len(email) > MOST_EMAIL:
        return ""
    try:
        check_email(email)
    except ValidationError:
        return ""
    return email


def domain_of(email: str) -> str:
    """Return what stands after the @ of an address; empty where nothing does."""
    return email.rpartition("@")[2] if "@" in email else ""


def name_of(claims: Mapping[str, Any], email: str) -> str:
    """Return a person's name; what stands before the @ of their address where none is told."""
    whole = claims.get("name")
    parts = [claims.get("given_name"), claims.get("family_name")]
    told = whole if isinstance(whole, str) else " ".join(p for p in parts if isinstance(p, str))
    return one_line(told)[:MOST_NAME].strip() or email.partition("@")[0]


def took_second_step(claims: Mapping[str, Any], strong: str) -> bool:
    """Say whether the person took two steps at the provider.

    strong: values of acr that the organisation counts as that. Source: RFC 8176, section 2 (mfa).
    """
    methods = claims.get("amr")
    if isinstance(methods, list) and "mfa" in methods:
        return True
    return isinstance(claims.get("acr"), str) and claims["acr"] in strong.split()


def session_of(claims: Mapping[str, Any]) -> str:
    """Return the provider's name of its own session; empty where it tells none."""
    sid = claims.get("sid")
    return sid if isinstance(sid, str) and len(sid) <= MOST_EMAIL else ""
