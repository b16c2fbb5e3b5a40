"""What the library keeps: an organisation's own resources, a reader's ticks, and how links answered."""

import datetime as dt
import uuid

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.organisations.models import Membership, Organisation


class OwnResource(Base):
    """A resource that an organisation adds for its own people.

    address: with https, none where there is only a place, such as a folder or a room; readers and
    tags: as in ``course/library/model.py``; checked: the day of the last look, by whom; version: one
    more with each change, from 1; withdrawn: since when nobody sees it any more.
    """

    __tablename__ = "library_resource"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Organisation.id), index=True)
    title: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text, default="")
    readers: Mapped[list[str]] = mapped_column(JSON)
    summary: Mapped[str] = mapped_column(Text)
    tags: Mapped[list[str]] = mapped_column(JSON)
    checked: Mapped[dt.date]
    checked_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Membership.id))
    made_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Membership.id))
    made: Mapped[dt.datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)
    withdrawn: Mapped[dt.datetime | None]


class LibraryTick(Base):
    """A line of an entry's checklist that a member has ticked. line: a digest of its words.

    A line that comes to say something else is another line, and is not ticked.
    """

    __tablename__ = "library_tick"

    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Membership.id), primary_key=True)
    entry: Mapped[str] = mapped_column(Text, primary_key=True)
    line: Mapped[str] = mapped_column(Text, primary_key=True)
    made: Mapped[dt.datetime] = mapped_column(default=now)


class LinkCheck(Base):
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
