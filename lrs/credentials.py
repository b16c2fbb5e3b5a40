"""API keys: a key id in clear and a secret of which only a digest is kept.

A secret has 256 bits that nobody can guess, made here or by whoever issues, so that a plain
SHA-256 is enough: no list of likely words leads to it. Source: xAPI 1.0.3 Communication 4.
"""

import hmac
import secrets
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256

from msgspec import Struct

from lrs import timestamps
from lrs.agents import agent_json
from lrs.confinement import Confinement
from lrs.errors import BadRequest, NotFound, Unauthorised, Unavailable
from lrs.formats import is_plain, is_uuid
from lrs.scopes import SCOPES
from lrs.store import credentials as rows
from lrs.store.engine import Database
from lrs.writing.allowance import Volume

_LAST_USED_STEP = 60_000_000  # µs; a write for each request would cost more than it tells
_NOBODY = sha256(b"nobody").digest()


class Credential(Struct, frozen=True):
    """A credential as it may be shown: times in microseconds, None for never.

    expires: from when on it is of no use; confined: to whom and where; allowance: how much it may
    write; None for no bound. spent: what it has written of the allowance.
    """

    key_id: str
    organisation: str
    label: str
    scopes: frozenset[str]
    created: int
    last_used: int | None
    revoked: int | None
    expires: int | None = None
    confined: Confinement | None = None
    allowance: Volume | None = None
    spent: Volume = Volume(0, 0)


class Credentials:
    """Issue, verify, list and revoke credentials."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def issue(
        self,
        organisation: str,
        label: str,
        scopes: Iterable[str],
        *,
        expires: int | None = None,
        confined: Confinement | None = None,
        allowance: Volume | None = None,
        secret: str = "",
    ) -> tuple[str, str]:
        """Make a credential and return its key id and secret; the secret is never shown again.

        expires: microseconds since 1970. secret: where the caller has one that nobody can guess, of
        256 bits that look random; empty for a new one. Raises BadRequest for a scope that xAPI does not
        know, or for none, and for a confinement that is not to an Agent in a UUID.
        """
        granted = frozenset(scopes)
        if not granted or not granted <= SCOPES:
            raise BadRequest(f"A credential has one or more of the scopes {sorted(SCOPES)}.")
        key_id, secret = secrets.token_hex(12), secret or secrets.token_urlsafe(32)
        with self._database.writing() as connection:
            rows.insert(
                connection,
                {
                    "id": key_id,
                    "digest": _digest(secret),
                    "organisation": organisation,
                    "label": label,
                    "scopes": " ".join(sorted(granted)),
                    "created": timestamps.now(),
                    "expires": expires,
                    **_bounds(confined),
                    **_most(allowance),
                },
            )
        return key_id, secret

    def verify(self, key_id: str, secret: str) -> Credential:
        """Return the credential of a key id and secret. Raises Unauthorised.

        Wrong id, wrong secret, revoked and expired key get the same answer in the same time.
        """
        row = self._database.look(rows.FIND, key_id) if is_plain(key_id) else None
        digest = _NOBODY if row is None else row["digest"]
        matches = hmac.compare_digest(digest, _digest(secret))
        if row is None or not matches or _has_ended(row):
            raise Unauthorised("The credentials are not valid: check the key and the secret.")
        self._note_use(key_id, row["last_used"])
        return _credential(row)

    def revoke(self, key_id: str) -> None:
        """Make a credential useless from now on. Raises NotFound for an unknown key id."""
        with self._database.writing() as connection:
            if not rows.revoke(connection, key_id, timestamps.now()):
                raise NotFound(f"There is no credential with the key id {key_id}.")

    def revoke_all(self, organisation: str) -> None:
        """Make every credential of an organisation useless from now on."""
        with self._database.writing() as connection:
            rows.revoke_all(connection, organisation, timestamps.now())

    def expire(self, key_id: str, moment: int) -> None:
        """Let a credential end at a time (µs), unless it ends before; unknown ones are none."""
        with self._database.writing() as connection:
            rows.expire(connection, key_id, moment)

    def list(self, organisation: str) -> tuple[Credential, ...]:
        """Return an organisation's credentials, newest first, revoked ones included."""
        with self._database.reading() as connection:
            return tuple(_credential(row) for row in rows.of(connection, organisation))

    def any_in_use(self) -> bool:
        """Tell whether anybody could reach the store: a credential exists that is not revoked."""
        with self._database.reading() as connection:
            return rows.any_in_use(connection)

    def _note_use(self, key_id: str, last_used: int | None) -> None:
        now = timestamps.now()
        if last_used is None or now - last_used > _LAST_USED_STEP:
            # A busy database is no reason to turn a reader away.
            with suppress(Unavailable), self._database.writing() as connection:
                rows.note_use(connection, key_id, now)


def _digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


def _has_ended(row: rows.Row) -> bool:
    expires = row["expires"]
    return row["revoked"] is not None or (expires is not None and expires <= timestamps.now())


def _bounds(confined: Confinement | None) -> dict[str, object]:
    if confined is None:
        return {}
    if not is_uuid(confined.registration):
        raise BadRequest(f"The registration '{confined.registration[:60]}' is not a UUID.")
    return {"agent": agent_json(confined.agent), "registration": confined.registration}


def _most(allowance: Volume | None) -> dict[str, object]:
    if allowance is None:
        return {}
    return {"most_statements": allowance.statements, "most_bytes": allowance.bytes}


def _credential(row: rows.Row) -> Credential:
    return Credential(
        key_id=row["id"],
        organisation=row["organisation"],
        label=row["label"],
        scopes=frozenset(row["scopes"].split()),
        created=row["created"],
        last_used=row["last_used"],
        revoked=row["revoked"],
        expires=row["expires"],
        confined=None
        if row["registration"] is None
        else Confinement(row["agent"], row["registration"]),
        allowance=None
        if row["most_bytes"] is None
        else Volume(row["most_statements"], row["most_bytes"]),
        spent=Volume(row["spent_statements"], row["spent_bytes"]),
    )
