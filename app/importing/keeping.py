"""A file between its check and its import: sealed, for an hour, for whoever sent it.

So wait files of people, and files of statements from elsewhere (``app/elsewhere``).
"""

import datetime as dt
import uuid
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.importing.models import ImportWaiting
from app.sealing import Seal
from app.services import Services
from app.viewer import Member

KEPT: Final = dt.timedelta(hours=1)
PURPOSE: Final = "people-import"
KIND: Final = "people"
GONE: Final = "This file is kept for an hour, and no longer. Send it again."


class Kept(Struct, frozen=True):
    """What is kept. text: of the file, until it is imported; encoding: as it was read; label: from where its sender
    says that it comes.

    counts: how many steps of each kind were done, or will be once an import has begun; links: CSV with what the administrator hands out,
    until it has been downloaded.
    """

    text: str = ""
    encoding: str = ""
    counts: dict[str, int] = {}
    links: str = ""
    label: str = ""


_reader = msgspec.json.Decoder(Kept)


def keep(
    parts: Services,
    session: Session,
    asker: Member,
    kept: Kept,
    moment: dt.datetime,
    kind: str = KIND,
) -> uuid.UUID:
    """Keep a file, and return under which number; a file of its kind that the asker sent before goes."""
    session.execute(
        delete(ImportWaiting).where(
            ImportWaiting.membership_id == asker.membership_id,
            ImportWaiting.kind == kind,
            ImportWaiting.done.is_(None),
        )
    )
    key = uuid.uuid4()
    session.add(
        ImportWaiting(
            id=key,
            organisation_id=asker.organisation_id,
            membership_id=asker.membership_id,
            kind=kind,
            kept=_sealed(parts, key, kept),
            made=moment,
            expires=moment + KEPT,
        )
    )
    return key


def find(
    session: Session, asker: Member, key: uuid.UUID, moment: dt.datetime, *, to_write: bool = False
) -> ImportWaiting:
    """Return what the asker sent. Raises NotFound for what somebody else sent, and after an hour."""
    found = session.get(ImportWaiting, key, with_for_update=True if to_write else None)
    if found is None or found.membership_id != asker.membership_id or found.expires <= moment:
        raise NotFound(GONE)
    return found


def opened(parts: Services, found: ImportWaiting, kind: str = KIND) -> Kept:
    """Return what a row keeps. Raises NotFound for another kind of file."""
    if found.kind != kind:
        raise NotFound(GONE)
    return _reader.decode(_seal(parts).open(found.kept, import_place(found.id)))


def put(parts: Services, found: ImportWaiting, kept: Kept) -> None:
    """Keep something else in a row."""
    found.kept = _sealed(parts, found.id, kept)


def forget_old(parts: Services, moment: dt.datetime) -> None:
    """Forget what is older than an hour. Nothing is locked where there is nothing to forget."""
    old = ImportWaiting.expires <= moment
    with parts.database.read() as session:
        if not session.scalar(select(exists().where(old))):
            return
    with parts.database.write() as session:
        session.execute(delete(ImportWaiting).where(old))


def _sealed(parts: Services, key: uuid.UUID, kept: Kept) -> bytes:
    return _seal(parts).seal(msgspec.json.encode(kept).decode(), import_place(key))


def _seal(parts: Services) -> Seal:
    return Seal(parts.sealing_keys, PURPOSE)


def import_place(key: uuid.UUID) -> str:
    """Return to which row a sealed text is bound."""
    return f"import/{key}"
