"""What each person has chosen to be sent, and what was sent."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now


class ReminderChoice(Base):
    """When a member gets a kind of mail, where it is not as ``kinds.KINDS`` proposes.

    weekday: 0 for Monday; none for never.
    """

    __tablename__ = "reminder_choice"

    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    weekday: Mapped[int | None]


class ReminderSent(Base):
    """That a member was sent a kind of mail in a period: its key keeps two processes from sending twice."""

    __tablename__ = "reminder_sent"

    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    period: Mapped[str] = mapped_column(Text, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(default=now)
