"""Every column of the database that holds sealed texts: its purpose, and the place of each row's text.

A test compares the table with the models, so that no column of bytes is forgotten.
"""

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct

from app.bookmarks.models import Note
from app.bookmarks.own import note_place
from app.conversations import sealed as conversations
from app.conversations.models import Conversation
from app.database import Base
from app.erasure import reasons
from app.erasure.models import ErasureRequest
from app.importing import keeping
from app.importing.models import ImportWaiting
from app.mail import letters
from app.mail.models import LetterWaiting
from app.providers import keeping as providers
from app.providers.models import Provider
from app.reflection.journal import draft_place, kept_place
from app.reflection.models import JournalEntry, JournalShare, JournalUnsaved
from app.reflection.own import PURPOSE as JOURNAL
from app.reflection.own import bound_to
from app.reflection.shares import copy_place
from app.reflection.unsaved import unsaved_place
from app.second_step import totp
from app.second_step.models import Authenticator
from app.welcome import models as welcome
from app.welcome.own_models import WelcomeFilled
from app.welcome.texts import PURPOSE as WELCOME


class Column(Struct, frozen=True):
    """One column. place: of the text of a row of ``model``, as its room seals it."""

    model: type[Base]
    name: str
    purpose: str
    place: Callable[[Any], str]


def _of_row(row: Any) -> str:
    return f"{row.__tablename__}/{row.id}"


COLUMNS: Final = (
    Column(Note, "text", "notes", note_place),
    Column(
        Conversation,
        "kept",
        conversations.PURPOSE,
        lambda row: conversations.talk_place(row.id, row.person_id),
    ),
    Column(ImportWaiting, "kept", keeping.PURPOSE, lambda row: keeping.import_place(row.id)),
    Column(Provider, "secret", providers.PURPOSE, lambda row: str(row.id)),
    Column(ErasureRequest, "reason", reasons.PURPOSE, reasons.reason_place),
    Column(LetterWaiting, "letter", letters.PURPOSE, lambda row: letters.letter_place(row.id)),
    Column(JournalEntry, "kept", JOURNAL, lambda row: bound_to(row.person_id, kept_place(row.id))),
    Column(
        JournalEntry, "draft", JOURNAL, lambda row: bound_to(row.person_id, draft_place(row.id))
    ),
    Column(JournalShare, "kept", JOURNAL, lambda row: bound_to(row.person_id, copy_place(row.id))),
    Column(
        JournalUnsaved, "kept", JOURNAL, lambda row: bound_to(row.person_id, unsaved_place(row.id))
    ),
    Column(Authenticator, "secret", totp.PURPOSE, lambda row: totp.secret_place(row.person_id)),
    *(
        Column(model, "kept", WELCOME, _of_row)
        for model in (
            welcome.WelcomeAnswer,
            welcome.WelcomeFormer,
            welcome.WelcomeRating,
            welcome.WelcomeAction,
            welcome.WelcomeVersion,
            welcome.WelcomeScan,
            welcome.WelcomeUnsaved,
            WelcomeFilled,
        )
    ),
)
