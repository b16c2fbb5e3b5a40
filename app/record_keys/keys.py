"""The keys of an organisation to its records: list, make, revoke. It sees its own only.

A launched package gets a key of its own, for one person and a few hours; those come and go by
themselves and are only counted.
"""

import datetime as dt
import uuid
from collections.abc import Collection

from msgspec import Struct

from app.audit import log
from app.errors import NotFound
from app.record_keys.scopes import ScopeWords, in_words
from app.records.embedded import store_errors
from app.services import Services
from app.viewer import Member
from lrs import LRS, Credential


class KeyRow(Struct, frozen=True):
    """A key as the pages show it: never with its secret. revoked: when it was, none while it works."""

    id: str
    label: str
    scopes: tuple[ScopeWords, ...]
    made: dt.datetime
    last_used: dt.datetime | None
    revoked: dt.datetime | None


class Keys(Struct, frozen=True):
    """The keys of an organisation, newest first, those that work before those that were revoked.

    launches: how many keys of launched packages there were beside them.
    """

    rows: tuple[KeyRow, ...]
    launches: int

    @property
    def working(self) -> int:
        """How many of them open something."""
        return sum(row.revoked is None for row in self.rows)


def keys(parts: Services, asker: Member) -> Keys:
    """Return the keys of the asker's organisation.

    Raises NotFound where the record store is another one, and StoreAway, as all of this file do.
    """
    with store_errors():
        listed = own_store(parts).credentials.list(str(asker.organisation_id))
    kept = sorted((each for each in listed if not _of_launch(each)), key=_is_revoked)
    return Keys(tuple(_row(each) for each in kept), len(listed) - len(kept))


def key(parts: Services, asker: Member, key_id: str) -> KeyRow:
    """Return one key of the asker's organisation. Raises NotFound for any other."""
    for row in keys(parts, asker).rows:
        if row.id == key_id:
            return row
    raise NotFound("There is no such key in your organisation.")


def make(parts: Services, asker: Member, label: str, scopes: Collection[str]) -> tuple[str, str]:
    """Make a key and return it with its secret, which nobody can read again.

    The store has transactions of its own: a key that cannot be written down is revoked at once.
    """
    credentials = own_store(parts).credentials
    with store_errors():
        made, secret = credentials.issue(str(asker.organisation_id), label, scopes)
    try:
        _write_down(parts, asker, "key.made", made, ", ".join(sorted(scopes)))
    except Exception:
        credentials.revoke(made)
        raise
    return made, secret


def revoke(parts: Services, asker: Member, key_id: str) -> KeyRow:
    """Make a key useless from now on, and return it. Raises NotFound for one of another organisation."""
    found = key(parts, asker, key_id)
    with store_errors():
        own_store(parts).credentials.revoke(found.id)
    if found.revoked is None:
        _write_down(parts, asker, "key.revoked", found.id, "")
    return found


def labels(parts: Services, asker: Member) -> dict[str, str]:
    """Return what each key of the asker's organisation is for; nothing where the store is another."""
    if parts.embedded_lrs is None:
        return {}
    return {row.id: row.label for row in keys(parts, asker).rows}


def label_of(parts: Services, organisation_id: uuid.UUID, key_id: str) -> str:
    """Return what a key of an organisation is for; empty for one that is not known, or of a launch."""
    if parts.embedded_lrs is None:
        return ""
    with store_errors():
        listed = parts.embedded_lrs.credentials.list(str(organisation_id))
    return next((each.label for each in listed if each.key_id == key_id), "")


def own_store(parts: Services) -> LRS:
    """Return the record store in this process. Raises NotFound where another one is configured."""
    if parts.embedded_lrs is None:
        raise NotFound("The keys to your organisation’s records are made in its own record store.")
    return parts.embedded_lrs


def _write_down(parts: Services, asker: Member, act: str, key_id: str, words: str) -> None:
    with parts.database.write() as session:
        log.write(
            session, asker.organisation_id, act, by=asker, object=f"key {key_id}", words=words
        )


def _of_launch(credential: Credential) -> bool:
    return credential.confined is not None or credential.expires is not None


def _is_revoked(credential: Credential) -> bool:
    return credential.revoked is not None


def _row(found: Credential) -> KeyRow:
    return KeyRow(
        id=found.key_id,
        label=found.label,
        scopes=in_words(found.scopes),
        made=_moment(found.created),
        last_used=None if found.last_used is None else _moment(found.last_used),
        revoked=None if found.revoked is None else _moment(found.revoked),
    )


def _moment(microseconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(microseconds / 1_000_000, dt.UTC)
