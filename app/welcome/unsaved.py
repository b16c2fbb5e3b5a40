"""What was typed and is not saved: kept sealed for its writer, and offered again.

The page carries a mark of its writer, sealed so that nobody can read or make one: what comes when they are not
signed in any more is kept here. It carries a key of its writer too, with which the browser seals what it
cannot send.
"""

import binascii
import datetime as dt
import json
import uuid
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy import delete
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.errors import NotFound
from app.sealing import SealBrokenError, key_for, seal_for
from app.viewer import viewer
from app.welcome.models import WelcomeForm, WelcomeUnsaved
from app.welcome.texts import Texts

PURPOSE: Final = "welcome form page"
CARRIED: Final = frozenset({"csrf_token", "writer", "do"})
"""What a page sends beside what was typed."""

MOST_BYTES: Final = 200_000


class Writer(Struct, frozen=True):
    """For whom a page was made, and which section of which form it shows."""

    person_id: uuid.UUID
    form_id: uuid.UUID
    place: str


def mark(form_id: uuid.UUID, place: str) -> str:
    """Return the mark of a page for the person of this request."""
    text = json.dumps([str(viewer().person_id), str(form_id), place])
    return urlsafe_b64encode(seal_for(PURPOSE).seal(text, PURPOSE)).decode()


def browser_key(form_id: uuid.UUID) -> str:
    """Return the key with which the browser of the person of this request seals what waits, in base64."""
    return b64encode(key_for(f"{PURPOSE} in a browser/{viewer().person_id}/{form_id}")).decode()


def writer_of(fields: Mapping[str, str]) -> Writer | None:
    """Return for whom the page was made that sent these fields; none where they do not say so."""
    try:
        opened = seal_for(PURPOSE).open(urlsafe_b64decode(fields.get("writer", "")), PURPOSE)
        person, form, place = json.loads(opened)
        return Writer(uuid.UUID(person), uuid.UUID(form), place)
    except (SealBrokenError, binascii.Error, ValueError):
        return None


def put_by(
    session: Session,
    sealed: Texts,
    writer: Writer,
    form: MultiDict[str, str],
    moment: dt.datetime,
) -> uuid.UUID | None:
    """Keep what was sent, in place of what waited for the same section; return its id.

    None if it is too large, or its form is gone; the row is held, so that it does not go in between.
    """
    sent = [[key, value] for key, value in form.items(multi=True) if key not in CARRIED]
    if len(json.dumps(sent)) > MOST_BYTES:
        return None
    about = session.get(WelcomeForm, writer.form_id, with_for_update=True)
    if about is None:
        return None
    session.execute(
        delete(WelcomeUnsaved).where(
            WelcomeUnsaved.person_id == writer.person_id,
            WelcomeUnsaved.form_id == writer.form_id,
            WelcomeUnsaved.place == writer.place,
        )
    )
    row = WelcomeUnsaved(
        id=uuid.uuid4(),
        organisation_id=about.organisation_id,
        person_id=writer.person_id,
        form_id=writer.form_id,
        place=writer.place,
        made=moment,
    )
    row.kept = sealed.close(sent, "welcome_unsaved", row.id)
    session.add(row)
    session.flush()
    return row.id


def take_up(session: Session, sealed: Texts, unsaved_id: uuid.UUID) -> MultiDict[str, str]:
    """Return what was sent. Raises NotFound for anybody but its writer."""
    row = session.get(WelcomeUnsaved, unsaved_id)
    if row is None or row.person_id != viewer().person_id:
        raise NotFound("There is no such text waiting for you.")
    return MultiDict(
        [(key, value) for key, value in sealed.open(row.kept, "welcome_unsaved", row.id)]
    )


def forget(session: Session, form_id: uuid.UUID, place: str) -> None:
    """Remove what waited for a section, once it is saved."""
    session.execute(
        delete(WelcomeUnsaved).where(
            WelcomeUnsaved.person_id == viewer().person_id,
            WelcomeUnsaved.form_id == form_id,
            WelcomeUnsaved.place == place,
        )
    )
