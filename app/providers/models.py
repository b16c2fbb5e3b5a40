"""Sign-in providers of organisations (OpenID Connect), their domains, and who comes through them."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, LargeBinary, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person, SignIn
from app.database import Base, now
from app.organisations.models import Organisation
from app.second_step.models import HalfSignIn
from app.tenancy import Local, Reference


class Provider(Reference, Base):
    """A place where an organisation's people sign in, such as its Microsoft Entra ID.

    name: as people know it; secret: sealed, none for a client without one; by_key: whether a key of this
    server shows who it is, instead of a secret (private_key_jwt). rules: of roles, as
    ``role_rules`` reads them; makes_people: whether somebody unknown is let in; strong: values of the
    claim acr that count as a second step, parted by spaces. told and keys: what it last said of itself
    and its public keys, JSON, as of ``told_at`` and ``keys_at``. fault: the latest sign-in that failed
    through it, as a sentence without anybody's name.
    """

    __tablename__ = "sign_in_provider"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    issuer: Mapped[str] = mapped_column(Text)
    client_id: Mapped[str] = mapped_column(Text)
    secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_key: Mapped[bool] = mapped_column(default=False, server_default=false())
    enabled: Mapped[bool] = mapped_column(default=False)
    makes_people: Mapped[bool] = mapped_column(default=False)
    rules: Mapped[str] = mapped_column(Text, default="")
    strong: Mapped[str] = mapped_column(Text, default="")
    told: Mapped[str] = mapped_column(Text, default="")
    told_at: Mapped[dt.datetime | None]
    keys: Mapped[str] = mapped_column(Text, default="")
    keys_at: Mapped[dt.datetime | None]
    fault: Mapped[str] = mapped_column(Text, default="")
    fault_at: Mapped[dt.datetime | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)

    organisation: Mapped[Organisation] = relationship()


class EmailDomain(Local, Base):
    """A domain that an organisation says is its own. confirmed: when the platform's administrator agreed.

    Several may ask for a domain; one at most has it: taken is the domain once more where it is
    confirmed, none before, and unique.
    """

    __tablename__ = "email_domain"
    __table_args__ = (UniqueConstraint("organisation_id", "domain"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    domain: Mapped[str] = mapped_column(Text)
    taken: Mapped[str | None] = mapped_column(Text, unique=True)
    confirmed: Mapped[dt.datetime | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)

    organisation: Mapped[Organisation] = relationship()


class SignInPolicy(Local, Base):
    """How the people of an organisation may sign in; no row for every way.

    passwords_off: only through its providers, its administrators excepted.
    """

    __tablename__ = "sign_in_policy"

    organisation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("organisation.id"), primary_key=True
    )
    passwords_off: Mapped[bool] = mapped_column(default=False)


class Identity(Reference, Base):
    """A person as a provider knows them. issuer and subject: the claims iss and sub.

    connected: when the person connected it in their account; none where it was matched by an address.
    """

    __tablename__ = "provider_identity"
    __table_args__ = (UniqueConstraint("provider_id", "issuer", "subject"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Provider.id))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Person.id), index=True)
    issuer: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    connected: Mapped[dt.datetime | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
    last_used: Mapped[dt.datetime | None]

    provider: Mapped[Provider] = relationship()


class ProviderSignIn(Local, Base):
    """A sign-in that came through a provider. session: its claim sid, empty where it gave none."""

    __tablename__ = "provider_sign_in"

    sign_in_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey(SignIn.id, ondelete="CASCADE"), primary_key=True
    )
    identity_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey(Identity.id, ondelete="CASCADE"), index=True
    )
    session: Mapped[str] = mapped_column(Text, default="")

    identity: Mapped[Identity] = relationship()


class ProviderHalf(Local, Base):
    """What came through a provider and waits for a second step here; goes with the waiting."""

    __tablename__ = "provider_half"

    token_digest: Mapped[bytes] = mapped_column(
        ForeignKey(HalfSignIn.token_digest, ondelete="CASCADE"), primary_key=True
    )
    identity_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey(Identity.id, ondelete="CASCADE"), index=True
    )
    session: Mapped[str] = mapped_column(Text, default="")


class Flow(Local, Base):
    """A way to a provider and back that somebody has begun: good once, in the browser that began it.

    state_digest: SHA-256 of the parameter state; nonce and verifier: as OpenID Connect and PKCE have
    them; wanted: the page to go on to. person_id: who connects the account that they are signed in to, or
    confirms that it is still they; none for whoever signs in. sign_in_id: in which they confirm, none
    where they connect. counted: the try that is taken back when it succeeds.
    """

    __tablename__ = "provider_flow"

    state_digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Provider.id, ondelete="CASCADE"))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Person.id), index=True)
    sign_in_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey(SignIn.id, ondelete="CASCADE"), index=True
    )
    nonce: Mapped[str] = mapped_column(Text)
    verifier: Mapped[str] = mapped_column(Text)
    wanted: Mapped[str] = mapped_column(Text, default="")
    counted: Mapped[int | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
    expires: Mapped[dt.datetime] = mapped_column(index=True)


class Confirmation(Local, Base):
    """That somebody has just signed in anew at their provider: good for one act, in one sign-in, for minutes.

    sign_in_id: in which it counts; at: when they came back from the provider.
    """

    __tablename__ = "provider_confirmation"

    sign_in_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey(SignIn.id, ondelete="CASCADE"), primary_key=True
    )
    identity_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey(Identity.id, ondelete="CASCADE"), index=True
    )
    at: Mapped[dt.datetime]


class LogoutSeen(Local, Base):
    """A message of a provider that somebody has signed out there, so that none counts twice.

    token_digest: SHA-256 of its claim jti.
    """

    __tablename__ = "provider_logout_seen"

    provider_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey(Provider.id, ondelete="CASCADE"), primary_key=True
    )
    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    expires: Mapped[dt.datetime] = mapped_column(index=True)
