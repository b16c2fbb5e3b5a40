"""What the journal holds about a person: entries, copies that were shared, texts that wait."""

import uuid
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Row, Whose
from app.reflection.journal import opened
from app.reflection.models import JournalEntry, JournalShare, JournalShareEvent, JournalUnsaved
from app.reflection.own import PURPOSE, Own
from app.reflection.unsaved import take_up
from app.sealing import Seal
from app.services import Services

_SEALED: Final = "sealed; its text is given"


def _entry(parts: Services, _session: Session, row: JournalEntry) -> Row:
    found = opened(_own(parts, row.person_id), row)
    return {
        name: msgspec.to_builtins(writing)
        for name, writing in (("kept", found.kept), ("draft", found.draft))
        if writing is not None
    }


def _waiting(parts: Services, session: Session, row: JournalUnsaved) -> Row:
    return {"text": msgspec.to_builtins(take_up(session, _own(parts, row.person_id), row.id))}


def _own(parts: Services, person_id: uuid.UUID) -> Own:
    return Own(person_id, Seal(parts.sealing_keys, PURPOSE))


def _shared(whose: Whose) -> ColumnElement[bool]:
    return JournalShare.learner_id.in_(whose.membership_ids)


def _received(whose: Whose) -> ColumnElement[bool]:
    return JournalShare.supervisor_id.in_(whose.membership_ids)


def _either(whose: Whose) -> Select[Any]:
    return select(JournalShare.id).where(or_(_shared(whose), _received(whose)))


HOLDINGS: Final = (
    Holding(
        "journal",
        "Entries of the journal",
        JournalEntry,
        lambda whose: JournalEntry.person_id == whose.person_id,
        of="person",
        hidden={"kept": _SEALED, "draft": _SEALED},
        written=_entry,
    ),
    Holding(
        "journal_waiting",
        "Texts for the journal that wait to be saved",
        JournalUnsaved,
        lambda whose: JournalUnsaved.person_id == whose.person_id,
        of="person",
        hidden={"kept": _SEALED},
        written=_waiting,
    ),
    Holding(
        "journal_shared",
        "Entries of the journal that were shared",
        JournalShare,
        _shared,
        hidden={"kept": "a sealed copy of the entry, which is given itself"},
    ),
    Holding(
        "journal_received",
        "Entries of others that were shared with this person",
        JournalShare,
        _received,
        hidden={
            "kept": "what somebody else wrote",
            "person_id": "it is somebody else's",
            "learner_id": "it is somebody else's",
        },
    ),
    Holding(
        "journal_share_history",
        "When entries were shared, read and withdrawn",
        JournalShareEvent,
        lambda whose: JournalShareEvent.share_id.in_(_either(whose)),
    ),
)
