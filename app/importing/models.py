"""A file of people, or of statements from elsewhere, between its check and its import."""

import datetime as dt
import uuid

from sqlalchemy import LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same


class ImportWaiting(Distributed, Base):
    """What an administrator sent, sealed, for an hour; afterwards the links that it made, if they are
    for the administrator to hand out.

    kind: of file; kept: of the file its text, of links the lines of the CSV; done: when it was imported. It is seen by
    the membership that sent it, and nobody else.
    """

    __tablename__ = "import_waiting"
    __table_args__ = (of_same("membership_id", "membership"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    membership_id: Mapped[uuid.UUID] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(Text, server_default="people")
    kept: Mapped[bytes] = mapped_column(LargeBinary)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    expires: Mapped[dt.datetime]
    done: Mapped[dt.datetime | None]
