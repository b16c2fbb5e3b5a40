"""What was certified to whom, and which other servers' credentials are believed here."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import JSON, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from app.database import Base, now
from app.organisations.models import Membership
from app.tenancy import Distributed, Local, of_same


class Certificate(Distributed, Base):
    """A certificate of a module or of the course, or a transcript, as it was issued: it never changes.

    about: what it certifies, so that nothing is certified twice: the statement of the pass, ``course``
    with its audience, or ``transcript``; edition: from 1, counts what was issued about the same. code: under
    which anybody who holds the paper finds it. name, organisation: as they were. lines: as
    ``app/evidence/lines.py`` writes them. issuer: address of the issuer in its credential. recipient_hash,
    recipient_salt: of the e-mail address, as Open Badges has them. replaced: when a later edition took its place.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("organisation_id", "membership_id", "about", "edition"),
        of_same("membership_id", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    code: Mapped[str] = mapped_column(Text, index=True)
    membership_id: Mapped[uuid.UUID] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text, index=True)
    edition: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    organisation: Mapped[str] = mapped_column(Text)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    issuer: Mapped[str] = mapped_column(Text)
    recipient_hash: Mapped[str] = mapped_column(Text)
    recipient_salt: Mapped[str] = mapped_column(Text)
    issued: Mapped[dt.datetime] = mapped_column(default=now)
    replaced: Mapped[dt.datetime | None]

    membership: Mapped[Membership] = relationship(
        primaryjoin=lambda: foreign(Certificate.membership_id) == Membership.id
    )


class TrustedIssuer(Local, Base):
    """Another server whose credentials are believed here, with the keys that it has published.

    address: what its credentials' issuers begin with; keys: public, each as a JWK (RFC 7517).
    """

    __tablename__ = "trusted_issuer"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text, unique=True)
    keys: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    added: Mapped[dt.datetime] = mapped_column(default=now)
