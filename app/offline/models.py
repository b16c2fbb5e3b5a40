"""Which acts of a phone without network have arrived, so that none counts twice."""

import datetime as dt
import uuid

from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same


class ReceivedAct(Distributed, Base):
    """An act that was taken. id: made on the phone, unique for its membership only."""

    __tablename__ = "received_act"
    __table_args__ = (of_same("membership_id", "membership"),)

    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    received: Mapped[dt.datetime] = mapped_column(default=now)
