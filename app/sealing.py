"""Texts that the database holds and cannot show: encrypted with a key that is not in it.

The keys lie in one file, the first of which seals; each of the others still opens what it sealed, so
that a key can be changed while texts of before remain; a file that has changed is read again by all
processes at once (``KeyRing``). Each purpose has a key of its own, derived,
and each text is bound to where it belongs: what is moved to another row cannot be opened there.
Sources: NIST SP 800-38D (AES-GCM), RFC 5869 (HKDF).
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Final, overload

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

    def __init__(self, keys: Sequence[bytes], purpose: str) -> None:
        self._ring, self._purpose = keys, purpose
        self._made_of: tuple[bytes, ...] = ()
        self._fit()

    def _fit(self) -> bool:
        """Take the keys of this moment; say whether they are others than before."""
        keys = tuple(self._ring)
        if keys == self._made_of:
            return False
        self._made_of = keys
        self._ciphers = tuple(AESGCM(_derived(key, self._purpose)) for key in keys)
        return True

    def seal(self, text: str, place: str) -> bytes:
        """Return a text encrypted. place: what it belongs to, such as a table and the row's id."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[0].encrypt(nonce, text.encode(), place.encode())
        return _FORMAT + nonce + sealed

    def open(self, sealed: bytes, place: str) -> str:
        """Return the text. Raises SealBrokenError."""
        found = self._tried(sealed, place)
        if found is None and self._fit():  # a new key may have come while this request was answered
            found = self._tried(sealed, place)
        if found is None:
            raise SealBrokenError(
                "A text in the database cannot be opened with the keys of this installation. Put the"
                " file of keys with which it was kept back in its place."
            )
        return found

    def is_newest(self, sealed: bytes, place: str) -> bool:
        """Say whether the first key sealed a text."""
        return self._tried(sealed, place, first_only=True) is not None

    def _tried(self, sealed: bytes, place: str, *, first_only: bool = False) -> str | None:
        nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        ciphers = self._ciphers[:1] if first_only else self._ciphers
        for cipher in ciphers if sealed[:1] == _FORMAT else ():
            try:
                return cipher.decrypt(nonce, body, place.encode()).decode()
            except InvalidTag:
                continue
        return None


class KeyRing(Sequence[bytes]):
    """The keys of a file as they are at this moment: whoever asks looks whether the file has changed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()
        self._seen: tuple[int, int, int] | None = None
        self._keys = read_keys(file)

    def _now(self) -> tuple[bytes, ...]:
        try:
            found = self._file.stat()
        except OSError:  # being moved, or lost: what was read stays good until the next start
            return self._keys
        seen = (found.st_ino, found.st_mtime_ns, found.st_size)
        with self._lock:
            if seen != self._seen:
                self._keys, self._seen = read_keys(self._file), seen
            return self._keys

    @overload
    def __getitem__(self, place: int) -> bytes: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[bytes, ...]: ...
    def __getitem__(self, place: int | slice) -> bytes | tuple[bytes, ...]:
        """Return the key at a place; the first seals."""
        return self._now()[place]

    def __iter__(self) -> Iterator[bytes]:
        """Yield the keys as they are now."""
        return iter(self._now())

    def __len__(self) -> int:
        """Return how many keys there are."""
        return len(self._now())


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


def fingerprint(key: bytes) -> str:
    """Return a name for a key from which nobody can tell the key."""
    return _derived(key, "fingerprint").hex()[:16]


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=purpose.encode()).derive(key)


def key_for(purpose: str) -> bytes:
    """Return a key of its own for what is sealed elsewhere, such as in the browser of one person."""
    return _derived(services().sealing_keys[0], purpose)


def seal_for(purpose: str) -> Seal:
    """Return the seal of a purpose, with the keys of the app that answers this request."""
    return Seal(services().sealing_keys, purpose)
