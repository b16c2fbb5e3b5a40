"""What the journal keeps: entries, copies that were shared, and texts whose sign-in had ended.

Nothing that somebody wrote stands here in clear: each text is sealed (``app/sealing.py``), title, prompt
and structure included. What can be read is whose it is, when, and how large.
"""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, Local, of_same


class JournalEntry(Local, Base):
    """An entry of one person, in whichever organisation they act.

    kept: the text that was saved last, none for one that is only a draft; draft: what was typed since,
    none where nothing was. version: goes up with each change; form_id: of the page that made the latest
    one, which may repeat itself. size: of both texts as they are stored, in bytes.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (Index(None, "person_id", "made"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made: Mapped[dt.datetime] = mapped_column(default=now)
    changed: Mapped[dt.datetime] = mapped_column(default=now)
    saved: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(default=0)
    form_id: Mapped[uuid.UUID]
    kept: Mapped[bytes | None] = mapped_column(LargeBinary)
    draft: Mapped[bytes | None] = mapped_column(LargeBinary)
    size: Mapped[int] = mapped_column(default=0)


class JournalShare(Distributed, Base):
    """A copy of an entry that one supervisor may read, as the entry stood when it was shared.

    person_id: of the writer; learner_id: their membership in the organisation of the supervisor.
    entry_id: none once the entry is deleted. kept: the copy, none once the share has ended. text_saved:
    when the text was saved that the copy holds.
    """

    __tablename__ = "journal_share"
    __table_args__ = (
        Index(None, "supervisor_id", "learner_id"),
        of_same("learner_id", "membership"),
        of_same("supervisor_id", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    entry_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    learner_id: Mapped[uuid.UUID]
    supervisor_id: Mapped[uuid.UUID]
    kept: Mapped[bytes | None] = mapped_column(LargeBinary)
    text_saved: Mapped[dt.datetime]
    made: Mapped[dt.datetime] = mapped_column(default=now)
    ended: Mapped[dt.datetime | None]


class JournalShareEvent(Distributed, Base):
    """What happened to a share, for the writer to see. what: a key of ``history.WORDS``."""

    __tablename__ = "journal_share_event"
    __table_args__ = (of_same("share_id", "journal_share"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    share_id: Mapped[uuid.UUID] = mapped_column(index=True)
    what: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(default=now)


class JournalUnsaved(Local, Base):
    """A text that came when nobody was signed in any more: kept for who wrote it, to be offered again.

    id: of the page on which it was typed, so that each page leaves one text.
    """

    __tablename__ = "journal_unsaved"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    kept: Mapped[bytes] = mapped_column(LargeBinary)
    made: Mapped[dt.datetime] = mapped_column(default=now)
