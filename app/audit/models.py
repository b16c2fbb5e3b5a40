"""The audit log: lines that are chained, the head of each chain, and the names, which are kept apart.

A line can never be changed or deleted: nothing in the code does so, and triggers of the database refuse
it (migrations 0030 and 0039). A name can be deleted, since lines hold only the number of its row: so
somebody's name goes with an erasure, and the chain stays as it was. A name cannot be changed unseen: its
number is a digest of it (``chain.number_of``), and lines are chained over the number.
"""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Local


class AuditHead(Local, Base):
    """The end of a chain. Whoever adds a line holds this row until the end of the transaction.

    chain: an organisation's id, or ``chain.PLATFORM``; seq: number of the latest line; digest: its digest.
    """

    __tablename__ = "audit_head"

    chain: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditLine(Local, Base):
    """One act. digest: SHA-256 over the digest of the line before and this line's content.

    act: a key of ``acts.ACTS``; by, about and other: numbers of names, none for the server itself and
    where an act is about nobody; other: such as the supervisor whom somebody was given; object: kind and
    number of a thing; words: what changed, never a text of somebody's own, never a secret, and nothing by
    which somebody could be told whose name has gone: no place of work, no day.
    """

    __tablename__ = "audit_line"

    chain: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    act: Mapped[str] = mapped_column(Text)
    by: Mapped[uuid.UUID | None] = mapped_column("by_name")
    about: Mapped[uuid.UUID | None] = mapped_column("about_name")
    other: Mapped[uuid.UUID | None] = mapped_column("other_name")
    object: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditName(Local, Base):
    """A name as it was when lines were written, until its person is erased or the invitation is gone.

    It belongs to a membership, to a person who acts for the platform, or to an invitation. owner: to which
    of them it belonged when it was written; salt: random, so that nobody who has only the lines can try out
    names.
    """

    __tablename__ = "audit_name"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"), index=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    invitation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(Text)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    owner: Mapped[uuid.UUID]
    made: Mapped[dt.datetime] = mapped_column(default=now)
