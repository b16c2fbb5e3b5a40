"""Change the keys in their files: a new one in front, older ones out when nothing needs them any more."""

import os
import secrets
import time
from pathlib import Path
from typing import Final

from app.sealing import read_keys
from app.security import SECRET_BYTES, read_or_make_secret, write_draft

REST_SECONDS: Final = 86_400
"""So long an older key stays at least: a page that was open at the change may still carry what it sealed."""
KEPT_SECRETS: Final = 2


def add_sealing_key(file: Path) -> bytes:
    """Put a new key before the others: from now on it seals, in every process at once."""
    made = os.urandom(SECRET_BYTES)
    _replace(file, [each.hex() for each in (made, *read_keys(file))])
    return made


def seconds_since_change(file: Path) -> float:
    """Return how long ago a file of keys was changed."""
    return max(0.0, time.time() - file.stat().st_mtime)


def drop_older_keys(file: Path) -> int:
    """Leave the newest sealing key alone in its file; return how many went."""
    keys = read_keys(file)
    _replace(file, [keys[0].hex()])
    return len(keys) - 1


def add_session_secret(file: Path) -> None:
    """Put a new secret for cookies before the latest one, which is still believed. Servers read it at their start."""
    older = read_or_make_secret(file).split()
    made = secrets.token_hex(SECRET_BYTES)
    _replace(file, [made, *older][:KEPT_SECRETS])


def _replace(file: Path, lines: list[str]) -> None:
    draft = write_draft(file, "".join(f"{line}\n" for line in lines))
    draft.replace(file)
