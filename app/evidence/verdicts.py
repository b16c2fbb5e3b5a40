"""What is said of a credential, and how it is found out: whose key signed it, what it holds, and when it holds.

Nothing is fetched. A key counts because its issuer is this server, or one whose keys the platform's
administrator has entered; a key that comes along with a credential proves nothing.
Source: Open Badges 3.0, section 8.2.6, and "Verification and Validation".
"""

import datetime as dt
import enum
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct

from app.evidence.badge_content import Told, read_badge
from app.evidence.jws import Token, TokenError, UnreadableError, public_jwk, signed_by, take_apart
from app.evidence.keys import Jwk
from app.wording import day

CLOCKS: Final = dt.timedelta(minutes=5)
"""By how much two clocks may differ."""


class State(enum.StrEnum):
    """What is said of a credential."""

    VALID = "valid"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_YET = "not-yet"
    UNKNOWN_ISSUER = "unknown-issuer"
    NO_RECORD = "no-record"
    NOT_GENUINE = "not-genuine"
    UNREADABLE = "unreadable"


class Issuer(Struct, frozen=True):
    """Somebody who is believed. addresses: what its credentials' issuers begin with; none for whichever."""

    name: str
    addresses: tuple[str, ...]
    keys: tuple[Jwk, ...]
    own: bool = False

    def covers(self, address: str) -> bool:
        """Say whether an issuer's address is one of this one's."""
        return not self.addresses or any(
            address == each or address.startswith(f"{each}/") for each in self.addresses
        )


class Verdict(Struct, frozen=True):
    """What is said of a credential. told: none where its signature is not right, or no key is known for it.

    believed: the name under which its issuer is known here; own: whether that is this server.
    """

    state: State
    sentence: str
    told: Told | None = None
    believed: str = ""
    own: bool = False


def judge(text: str, believed: Sequence[Issuer], at: dt.datetime) -> Verdict:
    """Return what is to be said of a token. believed: this server, and those it trusts."""
    try:
        token = take_apart(text)
        address = _issuer_of(token)
        known = [each for each in believed if each.covers(address)]
        if not known:
            return _of_stranger(token, at)
        for issuer in known:
            if signed_by(token, _keys_named(token, issuer)):
                return _judge_content(token, issuer, at)
        raise TokenError(_not_signed(token, known))
    except UnreadableError as error:
        return Verdict(State.UNREADABLE, error.sentence)
    except TokenError as error:
        return Verdict(State.NOT_GENUINE, error.sentence)


def _issuer_of(token: Token) -> str:
    found = token.claims.get("iss")
    if not isinstance(found, str) or not found:
        raise TokenError("It does not say who issued it.")
    return found


def _keys_named(token: Token, issuer: Issuer) -> list[Jwk]:
    """Return the issuer's keys that the header may mean: by its kid; a key or a header without one fits any."""
    return [key for key in issuer.keys if "" in {token.kid, key["kid"]} or key["kid"] == token.kid]


def _not_signed(token: Token, known: Sequence[Issuer]) -> str:
    if token.kid and not any(_keys_named(token, each) for each in known):
        return (
            f"It names a key that {known[0].name} has not published, as far as is known here. Either"
            " it is forged, or the issuer has a new key that has to be entered here first."
        )
    return (
        f"The signature is not one of {known[0].name}: the content was changed after signing, or"
        " somebody else signed it."
    )


def _of_stranger(token: Token, at: dt.datetime) -> Verdict:
    """Judge what somebody issued whom nobody knows here: never valid, whatever the signature."""
    unknown = "nobody here knows this issuer, so it says nothing about who they are."
    if token.jwk is None:
        return Verdict(
            State.UNKNOWN_ISSUER,
            f"Its signature cannot be checked: {unknown[:-1]}, and no key of theirs is entered.",
        )
    try:
        key = public_jwk(token.jwk)
    except ValueError as error:
        raise TokenError(f"It brings a key that cannot be used. {error}") from None
    if not signed_by(token, [key]):
        raise TokenError("Its signature is not right, even by the key that it brings along.")
    told = _judge_content(token, Issuer("", (), ()), at).told
    return Verdict(
        State.UNKNOWN_ISSUER, f"Signed rightly by the key that it brings, but {unknown}", told
    )


def _judge_content(token: Token, issuer: Issuer, at: dt.datetime) -> Verdict:
    """Judge what is signed rightly. Raises TokenError where it is no badge, or contradicts itself."""
    try:
        told, begins, ends = read_badge(token.claims)
    except (msgspec.ValidationError, ValueError, OverflowError, OSError):
        raise TokenError("It is signed rightly, but it is no Open Badge 3.0.") from None
    if begins > at + CLOCKS:
        sentence = f"It holds from {day(begins)} on, and that day has not come."
        return Verdict(State.NOT_YET, sentence, told, issuer.name, issuer.own)
    if ends is not None and ends <= at - CLOCKS:
        sentence = f"It was right until {day(ends)}, and has expired since."
        return Verdict(State.EXPIRED, sentence, told, issuer.name, issuer.own)
    sentence = f"It was signed by {issuer.name} and has not been changed since."
    return Verdict(State.VALID, sentence, told, issuer.name, issuer.own)
