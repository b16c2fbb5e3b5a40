"""Texts that the database holds and cannot show: encrypted with a key that is not in it.

The keys lie in one file, the first of which seals; each of the others still opens what it sealed, so
that a key can be changed while texts of before remain. Each purpose has a key of its own, derived,
and each text is bound to where it belongs: what is moved to another row cannot be opened there.
Sources: NIST SP 800-38D (AES-GCM), RFC 5869 (HKDF).
"""

import os
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import AppError, StartError
from app.security import read_or_make_secret
from app.services import services

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_FORMAT: Final = b"\x01"


class SealBrokenError(AppError):
    """Raised where a text cannot be opened: changed, moved, or sealed with a key that is not here."""


class Seal:
    """Seals and opens the texts of one purpose, such as ``journal``."""

    def __init__(self, keys: tuple[bytes, ...], purpose: str) -> None:
        self._ciphers = tuple(AESGCM(_derived(key, purpose)) for key in keys)

    def seal(self, text: str, place: str) -> bytes:
        """Return a text encrypted. place: what it belongs to, such as a table and the row's id."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[0].encrypt(nonce, text.encode(), place.encode())
        return _FORMAT + nonce + sealed

    def open(self, sealed: bytes, place: str) -> str:
        """Return the text. Raises SealBrokenError."""
        nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        for cipher in self._ciphers if sealed[:1] == _FORMAT else ():
            try:
                return cipher.decrypt(nonce, body, place.encode()).decode()
            except InvalidTag:
                continue
        raise SealBrokenError(
            "A text in the database cannot be opened with the keys of this installation. Put the"
            " file of keys with which it was kept back in its place."
        )


def read_keys(file: Path) -> tuple[bytes, ...]:
    """Return the keys of a file, one a line in hexadecimal; make the file where there is none.

    Raises StartError for a file that holds something else.
    """
    lines = read_or_make_secret(file).split()
    try:
        keys = tuple(bytes.fromhex(line) for line in lines)
    except ValueError:
        keys = ()
    if not keys or any(len(key) != _KEY_BYTES for key in keys):
        raise StartError(
            f"{file} holds no keys: each line is one key, {2 * _KEY_BYTES} hexadecimal digits. Put"
            " the file back from a backup: what was sealed cannot be opened without it."
        )
    return keys


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=purpose.encode()).derive(key)


def key_for(purpose: str) -> bytes:
    """Return a key of its own for what is sealed elsewhere, such as in the browser of one person."""
    return _derived(services().sealing_keys[0], purpose)


def seal_for(purpose: str) -> Seal:
    """Return the seal of a purpose, with the keys of the app that answers this request."""
    return Seal(services().sealing_keys, purpose)
