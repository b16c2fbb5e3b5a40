"""What each person has chosen to be sent, and what was sent."""

import datetime as dt
import uuid

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same


class ReminderChoice(Distributed, Base):
    """When a member gets a kind of mail, where it is not as ``kinds.KINDS`` proposes.

    weekday: 0 for Monday; none for never.
    """

    __tablename__ = "reminder_choice"
    __table_args__ = (of_same("membership_id", "membership"),)

    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    weekday: Mapped[int | None]


class ReminderSent(Distributed, Base):
    """That a member was sent a kind of mail in a period: its key keeps two processes from sending twice."""

    __tablename__ = "reminder_sent"
    __table_args__ = (of_same("membership_id", "membership"),)

    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    period: Mapped[str] = mapped_column(Text, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(default=now)
