"""People, their sign-ins and their one-time links."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, now
from app.nations import NationChoice
from app.tenancy import Local, Reference


class Person(Reference, Base):
    """A person. email: lower case, to sign in with; it never enters a statement.

    password_hash: argon2id; empty until the person has chosen one by a one-time link. nation: to be
    shown first; none for the one that the organisation says. display: how pages are to look, as
    ``app/display/choices.py`` keeps it; empty for as they are.
    preferred_name: how they want to be called, empty for their name; said: how that is spoken, such
    as "uh-DAY-zeh", empty if not told.
    """

    __tablename__ = "person"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    email: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str] = mapped_column(Text, default="")
    platform_administrator: Mapped[bool] = mapped_column(default=False)
    nation: Mapped[NationChoice | None] = mapped_column(Text)
    display: Mapped[str] = mapped_column(Text, default="", server_default="")
    preferred_name: Mapped[str] = mapped_column(Text, default="")
    said: Mapped[str] = mapped_column(Text, default="")
    made: Mapped[dt.datetime] = mapped_column(default=now)


class SignIn(Local, Base):
    """A sign-in on one device, so that it can be listed and revoked.

    token_digest: SHA-256 of the random token in the cookie. membership_id: the organisation that
    the person acts in; none for a platform administrator who belongs to no organisation. platform_id: of
    the LMS that vouched for them, none where they have shown themselves who they are.
    """

    __tablename__ = "sign_in"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    membership_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"))
    platform_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("lti_platform.id"))
    device: Mapped[str] = mapped_column(Text)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    last_used: Mapped[dt.datetime] = mapped_column(default=now)

    person: Mapped[Person] = relationship()


class OneTimeLink(Local, Base):
    """A link with which a person chooses a password, once.

    token_digest: SHA-256 of its secret part; asked_for: whether anybody who knows the address could
    have asked for it, as for a password that was forgotten.
    """

    __tablename__ = "one_time_link"

    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    expires: Mapped[dt.datetime]
    used: Mapped[dt.datetime | None]
    asked_for: Mapped[bool] = mapped_column(default=False)


class EmailChange(Local, Base):
    """Another e-mail address that a person wants, until they open the link that was sent there.

    token_digest: SHA-256 of the link's secret part. One at a time: the latest counts.
    """

    __tablename__ = "email_change"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    email: Mapped[str] = mapped_column(Text)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    expires: Mapped[dt.datetime]


class KnownDevice(Local, Base):
    """A kind of browser and device with which a person has signed in, in the words of ``devices``."""

    __tablename__ = "known_device"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    device: Mapped[str] = mapped_column(Text, primary_key=True)
    made: Mapped[dt.datetime] = mapped_column(default=now)
