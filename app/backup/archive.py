"""The zip of a backup: written beside its place and named when it is whole, checked before it is used."""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from app.backup.errors import BackupError, not_written
from app.backup.manifest import FORMAT, NAME, Manifest, Member, as_json, read_manifest

CHUNK: Final = 1 << 20
_LEVEL: Final = 1  # rows shrink to a quarter at once, and hardly more for much more time


class Archive:
    """A zip that is being written."""

    def __init__(self, out: zipfile.ZipFile) -> None:
        self._out = out
        self.members: dict[str, Member] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a member, as long as it may be, piece by piece."""
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        with self._out.open(info, "w", force_zip64=True) as out:
            for chunk in chunks:
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.members[name] = Member(digest.hexdigest(), size)

    def finish(self, manifest: Manifest) -> None:
        """Write what the archive says of itself."""
        self._out.writestr(NAME, as_json(manifest))


@contextmanager
def writing(file: Path) -> Iterator[Archive]:
    """Give an archive to fill; it gets its name at the end, or nothing is left of it.

    Raises BackupError where the file is there already or cannot be written.
    """
    if file.exists():
        raise BackupError(f"There is a file {file} already: choose another name.")
    draft = file.with_name(f"{file.name}.part")
    try:
        handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w+b") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as packed:
                yield Archive(packed)
            out.flush()
            os.fsync(out.fileno())
        draft.rename(file)
    except OSError as error:
        raise not_written(file, error) from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def reading(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Give a backup whose every byte has been checked. Raises BackupError with a sentence."""
    try:
        with zipfile.ZipFile(file) as packed:
            manifest = _manifest(packed, file)
            for name, member in manifest.members.items():
                _check(packed, name, member, file)
            yield packed, manifest
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {file}.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BackupError(f"{file} is no backup, or it is damaged: {error}.") from error


def chunks_of(out: IO[bytes]) -> Iterator[bytes]:
    """Yield what a file holds, piece by piece."""
    while chunk := out.read(CHUNK):
        yield chunk


def _manifest(packed: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        found = read_manifest(packed.read(NAME))
    except (KeyError, ValueError) as error:
        raise BackupError(
            f"{file} is no backup of First Shift: {NAME} is missing or wrong."
        ) from error
    if found.format != FORMAT:
        raise BackupError(
            f"{file} was made by a newer version of First Shift: it is of format {found.format}, and this"
            f" version reads {FORMAT}."
        )
    return found


def _check(packed: zipfile.ZipFile, name: str, member: Member, file: Path) -> None:
    digest = hashlib.sha256()
    try:
        with packed.open(name) as content:
            for chunk in chunks_of(content):
                digest.update(chunk)
    except KeyError as error:
        raise BackupError(f"{file} is damaged: {name} is missing.") from error
    if digest.hexdigest() != member.sha256:
        raise BackupError(
            f"{file} is damaged: {name} is not what was written. Take another backup."
        )
