"""What the library keeps: an organisation's own resources, a reader's ticks, and how links answered."""

import datetime as dt
import uuid

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, Local, of_same, organisation_column


class OwnResource(Distributed, Base):
    """A resource that an organisation adds for its own people.

    address: with https, none where there is only a place, such as a folder or a room; readers and
    tags: as in ``course/library/model.py``; checked: the day of the last look, by whom; version: one
    more with each change, from 1; withdrawn: since when nobody sees it any more.
    """

    __tablename__ = "library_resource"
    __table_args__ = (
        of_same("checked_by", "membership"),
        of_same("made_by", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    title: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text, default="")
    readers: Mapped[list[str]] = mapped_column(JSON)
    summary: Mapped[str] = mapped_column(Text)
    tags: Mapped[list[str]] = mapped_column(JSON)
    checked: Mapped[dt.date]
    checked_by: Mapped[uuid.UUID | None]
    made_by: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)
    withdrawn: Mapped[dt.datetime | None]


class LibraryTick(Distributed, Base):
    """A line of an entry's checklist that a member has ticked. line: a digest of its words.

    A line that comes to say something else is another line, and is not ticked.
    """

    __tablename__ = "library_tick"
    __table_args__ = (of_same("membership_id", "membership"),)

    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    entry: Mapped[str] = mapped_column(Text, primary_key=True)
    line: Mapped[str] = mapped_column(Text, primary_key=True)
    made: Mapped[dt.datetime] = mapped_column(default=now)


class LinkCheck(Local, Base):
    """How an address answered when it was last asked. state: of ``app.library.checking``.

    status: of the answer, none where there was none; moved_to: where a lasting redirect leads.
    """

    __tablename__ = "library_link"

    address: Mapped[str] = mapped_column(Text, primary_key=True)
    state: Mapped[str] = mapped_column(Text)
    status: Mapped[int | None]
    moved_to: Mapped[str] = mapped_column(Text, default="")
    detail: Mapped[str] = mapped_column(Text, default="")
    checked: Mapped[dt.datetime] = mapped_column(default=now)
