"""Registrations in which packages are launched, and their sessions."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.launching.facts import Kind, Mode
from app.tenancy import Local


class LaunchRegistration(Local, Base):
    """A package that an LMS administrator tries. Its id is the registration of every statement.

    package: the zip, kept here so that any process can serve it and so that it goes with the row;
    package_made_id: which package that is, as the organisation's list has it. ended: from when on it is
    nobody's any more, although its erasure may still be under way.
    """

    __tablename__ = "launch_registration"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    kind: Mapped[Kind] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    package_made_id: Mapped[uuid.UUID | None]
    package: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    made: Mapped[dt.datetime] = mapped_column(default=now, index=True)
    ended: Mapped[dt.datetime | None]


class LaunchRefusal(Local, Base):
    """What a unit sent and did not get through: what, and why not, in a sentence."""

    __tablename__ = "launch_refusal"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("launch_registration.id"), index=True
    )
    at: Mapped[dt.datetime]
    sentence: Mapped[str] = mapped_column(Text)


class LaunchSession(Local, Base):
    """One launch of one unit. unit: the publisher's id; mastery_score: 0 to 1.

    fetched: when the unit got its token; credential: its key in the record store; ended: when it said
    that it has ended, or was left.
    """

    __tablename__ = "launch_session"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    registration_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("launch_registration.id"), index=True
    )
    unit: Mapped[str] = mapped_column(Text)
    activity_id: Mapped[str] = mapped_column(Text)
    mode: Mapped[Mode] = mapped_column(Text)
    mastery_score: Mapped[float | None]
    launched: Mapped[dt.datetime]
    fetched: Mapped[dt.datetime | None]
    credential: Mapped[str | None] = mapped_column(Text, unique=True)
    ended: Mapped[dt.datetime | None]
