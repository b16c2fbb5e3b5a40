"""The keys of an installation, in a file of their own: whoever finds a backup must not find them with it.

Among them are those that seal texts, those that sign certificates and what LMSs and sign-in providers are told, the one
that signs cookies, and the secrets for other record stores. Nothing that is there already is written over.
"""

import datetime as dt
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from app.backup.archive import reading, writing
from app.backup.errors import BackupError
from app.backup.manifest import Manifest
from app.lti.keys import KEYS as LTI
from app.providers.own_keys import KEYS as PROVIDERS
from app.sealing import fingerprint, read_keys
from app.settings import Settings

_FORWARDING: Final = "forwarding"
_SEALING: Final = "sealing-keys"
OWN_SETS: Final = (LTI, PROVIDERS)


def key_files(settings: Settings) -> dict[str, Path]:
    """Return the files of keys that there are, by their names in the zip."""
    usual = {
        "secret": settings.instance / "secret",
        _SEALING: settings.sealing_keys,
        "signing-keys": settings.signing_keys,
        **{each.name: each.file(settings) for each in OWN_SETS},
    }
    found = {name: file for name, file in usual.items() if file.is_file()}
    for file in sorted((settings.instance / _FORWARDING).glob("*")):
        found[f"{_FORWARDING}/{file.name}"] = file
    return found


def fingerprints(settings: Settings) -> tuple[str, ...]:
    """Return the fingerprints of the sealing keys that are here; none where there is no file."""
    if not settings.sealing_keys.is_file():
        return ()
    return tuple(map(fingerprint, read_keys(settings.sealing_keys)))


def write_keys(settings: Settings, file: Path, moment: dt.datetime) -> None:
    """Write all keys into a file that is not there yet. Raises BackupError."""
    with writing(file) as archive:
        for name, source in key_files(settings).items():
            archive.add(name, [source.read_bytes()])
        archive.finish(
            Manifest(
                made=moment,
                database="sqlite",
                schema="",
                store_schema="",
                sealing_keys=fingerprints(settings),
                members=archive.members,
            )
        )


class Keys:
    """The keys of a file, looked at before anything is written."""

    def __init__(self, file: Path, settings: Settings) -> None:
        with reading(file) as (packed, manifest):
            self._contents = dict(_contents(packed, manifest, file))
        self.fingerprints = manifest.sealing_keys
        self._places = {name: _place(name, settings) for name in self._contents}
        for name, place in self._places.items():
            if place.exists() and place.read_bytes() != self._contents[name]:
                raise BackupError(
                    f"{place} is there already and holds other keys than {file}. Move it away, if nothing"
                    " here was sealed or signed with it; then run this again."
                )

    def put(self) -> None:
        """Write each file to its place, readable by its owner only. Raises OSError."""
        for name, place in self._places.items():
            if place.exists():
                continue
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(self._contents[name])


def _contents(
    packed: zipfile.ZipFile, manifest: Manifest, file: Path
) -> Iterator[tuple[str, bytes]]:
    if _SEALING not in manifest.members and "secret" not in manifest.members:
        raise BackupError(f"{file} holds no keys. Name the file that was written with --keys.")
    for name in manifest.members:
        yield name, packed.read(name)


def _place(name: str, settings: Settings) -> Path:
    path = PurePosixPath(name)
    if name == _SEALING:
        return settings.sealing_keys
    if name == "signing-keys":
        return settings.signing_keys
    for each in OWN_SETS:
        if name == each.name:
            return each.file(settings)
    if name == "secret":
        return settings.instance / name
    if path.parts[0] == _FORWARDING and len(path.parts) == 2 and path.name.isalnum():
        return settings.instance / _FORWARDING / path.name
    raise BackupError(f"The file of keys holds something that is none: {name}.")
