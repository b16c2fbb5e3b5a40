"""Pages that somebody keeps to find them again, and what they note beside them."""

import datetime as dt
import uuid

from sqlalchemy import LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same


class Bookmark(Distributed, Base):
    """A topic that a member keeps."""

    __tablename__ = "bookmark"
    __table_args__ = (of_same("membership_id", "membership"),)

    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(Text, primary_key=True)
    topic: Mapped[str] = mapped_column(Text, primary_key=True)
    made: Mapped[dt.datetime] = mapped_column(default=now)


class Note(Distributed, Base):
    """A member's own note on a topic. text: sealed; version: one more with each change, from 1."""

    __tablename__ = "note"
    __table_args__ = (of_same("membership_id", "membership"),)

    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(Text, primary_key=True)
    topic: Mapped[str] = mapped_column(Text, primary_key=True)
    text: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int]
    changed: Mapped[dt.datetime] = mapped_column(default=now)
