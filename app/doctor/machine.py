"""The machine: folders, rights, disk, keys, what the set-up has made. Nothing is changed by a look."""

import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from app.backup.keys_archive import key_files
from app.backup.record import last_backup
from app.database import now
from app.doctor.finding import Finding, note, well, wrong
from app.errors import StartError
from app.evidence.keys import make_keys
from app.sealing import read_keys
from app.security import SECRET_BYTES
from app.settings import ROOT, Settings
from app.settings.file import USUAL_NAME
from app.wording import counted, file_size
from course.assets import APP, STYLE, NotBuilt, built

OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
LOW_BYTES: Final = 2_000_000_000
NONE_LEFT_BYTES: Final = 200_000_000
OLD_KEY_DAYS: Final = 730
OLD_BACKUP_HOURS: Final = 48


def files(settings: Settings) -> Iterator[Finding]:
    """Look at the folder of the installation and at who may read it."""
    folder = settings.instance
    if not folder.is_dir():
        yield note("folder", f"{folder} is not there yet.", "The first start makes it.")
        return
    open_to_others = [
        file for file in (folder, *_secret_files(settings)) if file.stat().st_mode & OTHERS
    ]
    for file in open_to_others:
        mode = "700" if file.is_dir() else "600"
        yield wrong("rights", f"Others on this machine may read {file}.", f"chmod {mode} {file}")
    if not open_to_others:
        yield well("rights", f"{folder} and the keys are readable by their owner only.")


def _secret_files(settings: Settings) -> Iterator[Path]:
    yield from key_files(settings).values()
    url = make_url(settings.database_url)
    database = Path(url.database or "")
    inside = database.is_relative_to(settings.instance)  # nobody else reaches it there
    if url.get_backend_name() == "sqlite" and database.is_file() and not inside:
        yield database
    file = settings.settings_file or ROOT / USUAL_NAME
    if file.is_file() and any(
        word in file.read_text(encoding="utf-8") for word in ("password", "secret", "token", "://")
    ):
        yield file


def disk(settings: Settings) -> Iterator[Finding]:
    """Look at the room that is left."""
    folders = {settings.instance}
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        folders.add(Path(url.database or "").parent)
    for folder in sorted(folders):
        if not folder.is_dir():
            continue
        free = shutil.disk_usage(folder).free
        told = f"{file_size(free)} are free on the disk of {folder}."
        mend = "Make room, or move the folder to a larger disk: a full disk stops all writing."
        if free < NONE_LEFT_BYTES:
            yield wrong("disk", told, mend)
        elif free < LOW_BYTES:
            yield note("disk", told, mend)
        else:
            yield well("disk", told)


def keys(settings: Settings) -> Iterator[Finding]:
    """Look at the keys: there, whole, long enough, not too old."""
    there = key_files(settings)
    if not {"sealing-keys", "signing-keys"} & there.keys():
        yield note("keys", "There are no keys yet.", "The first start makes them.")
        return
    try:
        if "sealing-keys" in there:
            number = len(read_keys(settings.sealing_keys))
            yield well("keys", f"{counted(number, 'sealing key')}, the newest seals.")
        if "signing-keys" in there:
            make_keys(settings.signing_keys)
            yield well("keys", "The keys for certificates are whole.")
    except StartError as error:
        yield wrong("keys", error.sentence)
    secret = there.get("secret")
    if secret and any(len(line) < 2 * SECRET_BYTES for line in secret.read_text().split() or [""]):
        yield wrong(
            "keys",
            f"The secret in {secret}, which signs cookies, is short enough to be guessed.",
            "firstshift keys rotate-session, twice, and start the server again.",
        )
    for name, mend in (
        ("sealing-keys", "firstshift keys rotate"),
        ("signing-keys", "firstshift credentials new-key"),
        ("secret", "firstshift keys rotate-session"),
    ):
        if name in there and (age := _days(there[name])) > OLD_KEY_DAYS:
            yield note("keys", f"{there[name]} was last changed {age} days ago.", mend)


def _days(file: Path) -> int:
    return int((time.time() - file.stat().st_mtime) // 86_400)


def backups(settings: Settings) -> Iterator[Finding]:
    """Look when the last backup was taken."""
    last = last_backup(settings.instance)
    if last is None:
        yield note(
            "backup",
            "No backup was taken by firstshift backup.",
            "Take one every day, or see that another program does: docs/operations.md.",
        )
        return
    hours = int((now() - last).total_seconds() // 3600)
    told = f"The last backup was taken {counted(hours, 'hour')} ago."
    if hours > OLD_BACKUP_HOURS:
        yield note("backup", told, "See why the timer did not run: docs/operations.md.")
    else:
        yield well("backup", told)


def parts(_settings: Settings) -> Iterator[Finding]:
    """Look for what the set-up builds."""
    try:
        for name in (STYLE, APP):
            built(name)
    except NotBuilt as error:
        yield wrong("set-up", str(error))
    else:
        yield well("set-up", "Style sheet and scripts are built.")
