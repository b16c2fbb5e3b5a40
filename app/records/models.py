"""The outbox: statements on their way to the record store, written with the act that they tell."""

import datetime as dt
import time
import uuid

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, organisation_column


class OutboxStatement(Distributed, Base):
    """A statement that still has to reach the record store; its row goes when it has arrived.

    body: final JSON bytes, id included: nothing is rebuilt on the way. claimed_until: until then nobody
    takes it up: a process is sending it, or waits before the next try. tries: that found the store away.
    refused: the store's sentence when it will never take it; such a row stays for a person.
    """

    __tablename__ = "outbox_statement"
    __table_args__ = (Index(None, "organisation_id", "seq"),)

    statement_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, default=time.time_ns)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    claimed_until: Mapped[dt.datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    refused: Mapped[str] = mapped_column(Text, default="")
