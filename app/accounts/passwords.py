"""Passwords: hashing, comparing in the same time for everybody, and what is refused.

Sources: RFC 9106 (Argon2); NCSC, "Password administration for system owners" and "Three random
words" (a minimum length and a list of refused ones, no rules about kinds of characters, no expiry).
"""

import secrets
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST_LENGTH: Final = 12
GREATEST_LENGTH: Final = 200

# The cores of what guessers try first; whatever is one of them with decoration is refused too.
COMMON: Final = frozenset(
    [
        "password",
        "passw0rd",
        "qwerty",
        "qwertyuiop",
        "letmein",
        "welcome",
        "iloveyou",
        "administrator",
        "changeme",
        "trustno1",
        "football",
        "liverpool",
        "arsenal",
        "chelsea",
        "manchester",
        "london",
        "sunshine",
        "princess",
        "dragon",
        "monkey",
        "master",
        "hospital",
        "doctor",
        "nurse",
        "medicine",
        "induction",
        "firstshift",
        "secret",
        "summer",
        "winter",
        "spring",
        "autumn",
    ]
)

_hasher = PasswordHasher()
_HASH_OF_NOBODY: Final = _hasher.hash(secrets.token_urlsafe())


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    return _hasher.hash(password)


def matches(password: str, password_hash: str | None) -> bool:
    """Say whether a password is the right one. It takes as long where there is no such person."""
    try:
        _hasher.verify(password_hash or _HASH_OF_NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(password_hash)


def fault_of(password: str, name: str, email: str) -> str:
    """Return why a new password is refused, as a sentence; empty where it is good.

    name and email: the person's own, which a guesser would try.
    """
    if len(password) < LEAST_LENGTH:
        return f"Choose at least {LEAST_LENGTH} characters, such as three random words."
    if len(password) > GREATEST_LENGTH:
        return f"Choose at most {GREATEST_LENGTH} characters."
    if len(set(password)) < 5:
        return "Choose a password with more different characters, such as three random words."
    plain = password.casefold()
    kernel = "".join(letter for letter in plain if letter.isalpha())
    if kernel in COMMON or _is_repeated(kernel) or plain in COMMON:
        return "This password is one of the first that people guess. Choose three random words."
    if any(part in plain for part in _parts(name, email)):
        return "Your password must not hold your name or e-mail address."
    return ""


def _is_repeated(kernel: str) -> bool:
    return bool(kernel) and any(kernel == word * (len(kernel) // len(word)) for word in COMMON)


def _parts(name: str, email: str) -> list[str]:
    # What follows the @ belongs to an employer, and may well be an everyday word.
    words = f"{name} {email.partition('@')[0]}".casefold().replace(".", " ").split()
    return [word for word in words if len(word) >= 4]
