"""What a person has besides their password: an authenticator app, recovery codes, passkeys.

Beside them lie the states on the way: a sign-in that waits for its second step, and a challenge that a
passkey has to answer.
"""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Person
from app.database import Base, now
from app.tenancy import Local


class Authenticator(Local, Base):
    """An app that makes codes (TOTP, RFC 6238). secret: sealed, base32.

    confirmed: when a first code was right, none before; last_step: of the latest code that was used,
    so that none is used twice.
    """

    __tablename__ = "authenticator"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Person.id), primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    confirmed: Mapped[dt.datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)


class RecoveryCode(Local, Base):
    """A code for the day on which the phone is lost, good once. digest: of its letters."""

    __tablename__ = "recovery_code"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Person.id), index=True)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    used: Mapped[dt.datetime | None]


class Passkey(Local, Base):
    """A passkey (WebAuthn credential). name: as its person calls it; sign_count: as it last told."""

    __tablename__ = "passkey"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Person.id), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(Text)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    last_used: Mapped[dt.datetime | None]


class PasskeyChallenge(Local, Base):
    """A number that a passkey has to sign, once. person_id: none where it is not known who comes."""

    __tablename__ = "passkey_challenge"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Person.id))
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    expires: Mapped[dt.datetime] = mapped_column(index=True)


class HalfSignIn(Local, Base):
    """A sign-in whose password was right and whose second step is to come."""

    __tablename__ = "half_sign_in"

    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Person.id), index=True)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    expires: Mapped[dt.datetime]


class AccountNotice(Local, Base):
    """Something that a person has to be told at their next sign-in. kind: of ``notices.SENTENCES``."""

    __tablename__ = "account_notice"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Person.id), index=True)
    kind: Mapped[str] = mapped_column(Text)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    seen: Mapped[dt.datetime | None]
