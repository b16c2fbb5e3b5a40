"""Passwords: hashing, comparing in the same time for everybody, and what is refused.

Sources: RFC 9106 (Argon2); NCSC, "Password administration for system owners" and "Three random
words" (a minimum length and a list of refused ones, no rules about kinds of characters, no expiry).
"""

import secrets
from collections.abc import Set
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.accounts.common_passwords import is_common

LEAST_LENGTH: Final = 12
GREATEST_LENGTH: Final = 200

_hasher = PasswordHasher()
_hasher_of_drawn: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    return _hasher.hash(password)


def hash_drawn_password(password: str) -> str:
    """Return the argon2id hash of a password that chance has drawn, from 96 bits or more.

    Work is there to slow down who guesses what people think of. Nobody guesses this, so there is little.
    """
    return _hasher_of_drawn.hash(password)


@cache
def hash_of_nobody() -> str:
    """Return the hash that is compared where there is no such person.

    Made when it is first asked for, which a server does before it listens: commands need not wait for it.
    """
    return _hasher.hash(secrets.token_urlsafe())


def matches(password: str, password_hash: str | None) -> bool:
    """Say whether a password is the right one. It takes as long where there is no such person."""
    try:
        _hasher.verify(password_hash or hash_of_nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(password_hash)


def fault_of(password: str, name: str, email: str, refused: Set[str] = frozenset()) -> str:
    """Return why a new password is refused, as a sentence; empty where it is good.

    name and email: the person's own, which a guesser would try. refused: passwords of breaches, in small
    letters.
    """
    if len(password) < LEAST_LENGTH:
        return f"Choose at least {LEAST_LENGTH} characters, such as three random words."
    if len(password) > GREATEST_LENGTH:
        return f"Choose at most {GREATEST_LENGTH} characters."
    if len(set(password)) < 5:
        return "Choose a password with more different characters, such as three random words."
    if password.casefold() in refused:
        return "This password stands in a list of those that were stolen elsewhere. Choose three random words."
    if is_common(password):
        return "This password is one of the first that people guess. Choose three random words."
    plain = password.casefold()
    if any(part in plain for part in _parts(name, email)):
        return "Your password must not hold your name or e-mail address."
    return ""


def _parts(name: str, email: str) -> list[str]:
    # What follows the @ belongs to an employer, and may well be an everyday word.
    words = f"{name} {email.partition('@')[0]}".casefold().replace(".", " ").split()
    return [word for word in words if len(word) >= 4]
