"""Letters on their way."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Person
from app.database import Base, now
from app.tenancy import Local


class LetterWaiting(Local, Base):
    """A letter that still has to be sent; its row goes when the mail server has taken it.

    letter: sealed, since it may hold a link that opens an account. person_id: none for somebody who
    has just been erased. expires: when it is of no use any more; claimed_until: until then nobody takes
    it up; tries: that failed.
    """

    __tablename__ = "letter_waiting"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Person.id), index=True)
    letter: Mapped[bytes] = mapped_column(LargeBinary)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    expires: Mapped[dt.datetime]
    claimed_until: Mapped[dt.datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
