"""What kept pages and notes hold about a person."""

from typing import Any, Final

from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Row
from app.bookmarks.models import Bookmark, Note
from app.bookmarks.own import Place, note_of
from app.sealing import Seal
from app.services import Services


def _text(parts: Services, session: Session, row: Any) -> Row:
    place = Place(row.membership_id, row.module, row.topic)
    return {"text": note_of(session, Seal(parts.sealing_keys, "notes"), place).text}


HOLDINGS: Final = (
    Holding(
        "kept_pages",
        "Pages that are kept",
        Bookmark,
        lambda whose: Bookmark.membership_id.in_(whose.membership_ids),
    ),
    Holding(
        "notes",
        "Notes on topics",
        Note,
        lambda whose: Note.membership_id.in_(whose.membership_ids),
        hidden={"text": "sealed; its text is given"},
        written=_text,
    ),
)
