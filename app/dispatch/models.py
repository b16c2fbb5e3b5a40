"""Licences under which an LMS opens the course from this server, and the seats that are taken."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, now
from app.organisations.models import Organisation
from app.tenancy import Local


class DispatchLicence(Local, Base):
    """A licence of an organisation for one or more modules.

    token: stands in every zip and is no secret, but cannot be guessed; modules: slugs, in order;
    options: of the package, as ``PackageOptions`` without its overlay; origins: of the LMS's pages;
    contact: whom a learner asks; expires: the last day on which the course may be opened, in the time
    of the United Kingdom; seats: how many learners may open it, 0 for as many as there are; last_used:
    the day of the latest launch; revoked: from when on nobody may open it; visits_ended: from when on
    not even what was open may go on, which is none where it may be finished. made_by: none for somebody
    whose data were erased.
    """

    __tablename__ = "dispatch_licence"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    token: Mapped[str] = mapped_column(Text, unique=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    modules: Mapped[list[str]] = mapped_column(JSON)
    options: Mapped[dict[str, Any]] = mapped_column(JSON)
    origins: Mapped[list[str]] = mapped_column(JSON)
    contact: Mapped[str] = mapped_column(Text)
    expires: Mapped[dt.date]
    seats: Mapped[int]
    last_used: Mapped[dt.date | None]
    revoked: Mapped[dt.datetime | None]
    visits_ended: Mapped[dt.datetime | None]
    made_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"))
    made: Mapped[dt.datetime] = mapped_column(default=now)

    organisation: Mapped[Organisation] = relationship()


class DispatchSeat(Local, Base):
    """A seat of a licence that a learner's LMS has taken.

    seat: drawn by chance, kept by the LMS; nothing here or elsewhere says whose it is. kept: when it was
    first known that the LMS has kept it, none for a provisional seat; used: the day of its latest launch.
    """

    __tablename__ = "dispatch_seat"
    __table_args__ = (Index(None, "licence_id", "taken"),)

    licence_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("dispatch_licence.id"), primary_key=True
    )
    seat: Mapped[str] = mapped_column(Text, primary_key=True)
    taken: Mapped[dt.datetime] = mapped_column(default=now)
    kept: Mapped[dt.datetime | None]
    used: Mapped[dt.date] = mapped_column(default=lambda: now().date())
