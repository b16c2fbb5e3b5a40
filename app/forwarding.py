"""Forwarding while the server runs, and where the secrets of other record stores are kept.

A secret stands in a file of its own in the instance folder, readable by its owner only, and never in the
database, whose copies go further. Its name is a digest of the address and key that it is for, so that it
is sent nowhere else, even by a database that was exchanged.
"""

import os
import secrets
from hashlib import sha256
from pathlib import Path
from typing import Final

from app.settings import Settings
from lrs import LRS
from lrs.forwarding.sending import forward_all
from lrs.repeating import Repeating
from lrs.store.forwards import Place

SECONDS_BETWEEN: Final = 5.0


class SecretFiles:
    """The secrets of one installation."""

    def __init__(self, instance: Path) -> None:
        self._folder = instance / "forwarding"

    def keep(self, place: Place, endpoint: str, key_id: str, secret: str) -> None:
        """Write a secret. Raises OSError where the folder is not writable."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self._file(place, endpoint, key_id)
        draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secret)
        draft.replace(file)

    def read(self, place: Place, endpoint: str, key_id: str) -> str | None:
        """Return a secret, or None where this machine does not have it."""
        try:
            return self._file(place, endpoint, key_id).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def forget(self, place: Place, endpoint: str, key_id: str) -> None:
        """Delete a secret."""
        self._file(place, endpoint, key_id).unlink(missing_ok=True)

    def _file(self, place: Place, endpoint: str, key_id: str) -> Path:
        told = "\n".join((str(place.organisation), str(place.number), endpoint, key_id))
        return self._folder / sha256(told.encode()).hexdigest()


def start_forwarding(lrs: LRS, settings: Settings) -> Repeating:
    """Start the thread of this process that sends statements on to other stores."""
    files = SecretFiles(settings.instance)

    def work() -> None:
        while forward_all(lrs, files.read):
            pass

    forwarder = Repeating(work, SECONDS_BETWEEN, "forwarding")
    forwarder.start()
    return forwarder
