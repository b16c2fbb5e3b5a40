"""A trust's own form in place of ours: its editions, and what the two of a meeting have filled of one."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same, organisation_column


class WelcomeOwnForm(Distributed, Base):
    """An edition of a trust's own form, a PDF for paper or screen. title: as the trust calls it.

    since: from which day new meetings use it; digest: SHA-256 of the file; content: none once the file
    was deleted. ended: when it was taken away; meetings that began with it go on with it.
    """

    __tablename__ = "welcome_own_form"
    __table_args__ = (
        UniqueConstraint("organisation_id", "number"),
        of_same("made_by", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    since: Mapped[dt.date]
    digest: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    made_by: Mapped[uuid.UUID | None] = mapped_column(index=True)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    ended: Mapped[dt.datetime | None]
    content_gone: Mapped[dt.datetime | None]


class WelcomeFilled(Distributed, Base):
    """A filled form, or a page of it, that one of the two put into their meeting: sealed.

    side: img or sup; kind: the end of its name; digest: SHA-256 of the file as it is kept. removed: when
    its sender took it back; it stays for as long as something that was signed names it.
    """

    __tablename__ = "welcome_filled"
    __table_args__ = (
        of_same("form_id", "welcome_form"),
        of_same("made_by", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    form_id: Mapped[uuid.UUID] = mapped_column(index=True)
    made_by: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
    side: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(Text)
    removed: Mapped[dt.datetime | None]
    kept: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
