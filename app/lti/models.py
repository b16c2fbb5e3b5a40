"""Platforms (LMSs), who comes from them, which links they hold, and scores on their way back.

Source: LTI Core 1.3, sections 3.1 (platforms, clients, deployments) and 4.1 (resource links).
"""

import datetime as dt
import uuid

from sqlalchemy import JSON, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, now
from app.organisations.models import Membership, Organisation
from app.tenancy import Local, Reference


class LtiPlatform(Reference, Base):
    """An LMS that may open the course, for one organisation.

    kind: a key of ``guides.GUIDES``; origins: of the pages that the LMS shows, which alone may frame ours.
    """

    __tablename__ = "lti_platform"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    issuer: Mapped[str] = mapped_column(Text, index=True)
    client_id: Mapped[str] = mapped_column(Text)
    auth_url: Mapped[str] = mapped_column(Text)
    token_url: Mapped[str] = mapped_column(Text)
    jwks_url: Mapped[str] = mapped_column(Text)
    origins: Mapped[list[str]] = mapped_column(JSON)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    stopped: Mapped[dt.datetime | None]

    organisation: Mapped[Organisation] = relationship()
    condition: Mapped["LtiCondition"] = relationship(cascade="all, delete-orphan")
    deployments: Mapped[list["LtiDeployment"]] = relationship(
        cascade="all, delete-orphan", order_by="LtiDeployment.deployment_id"
    )


class LtiCondition(Local, Base):
    """How a platform is doing: a row of its own, since every launch writes it.

    last_error: in a sentence that names nobody, empty where the latest launch or score went well;
    stray_deployment: from which a launch was refused that was otherwise sound.
    """

    __tablename__ = "lti_condition"

    platform_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lti_platform.id"), primary_key=True)
    last_launch: Mapped[dt.datetime | None]
    last_error: Mapped[str] = mapped_column(Text, default="")
    last_error_at: Mapped[dt.datetime | None]
    stray_deployment: Mapped[str] = mapped_column(Text, default="")


class LtiDeployment(Local, Base):
    """A place of a platform where the tool was put. Issuer and client are here again, to be unique with it.

    Blackboard and Canvas have one issuer for all their customers: only the deployment tells them apart.
    """

    __tablename__ = "lti_deployment"
    __table_args__ = (UniqueConstraint("issuer", "client_id", "deployment_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    platform_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lti_platform.id"), index=True)
    issuer: Mapped[str] = mapped_column(Text)
    client_id: Mapped[str] = mapped_column(Text)
    deployment_id: Mapped[str] = mapped_column(Text)


class LtiInvitation(Local, Base):
    """A link with which an LMS registers itself, once. token_digest: SHA-256 of its secret part."""

    __tablename__ = "lti_invitation"

    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    expires: Mapped[dt.datetime]


class LtiNonce(Local, Base):
    """A message that was accepted, so that it is not a second time. digest: of platform and nonce."""

    __tablename__ = "lti_nonce"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    expires: Mapped[dt.datetime] = mapped_column(index=True)


class LtiLink(Local, Base):
    """A link to the course that somebody has put into a course of the LMS.

    module: its slug; line_item: the address of its column of grades, empty where there is none;
    members: the address of the list of who is in that course, empty where it is not given.
    """

    __tablename__ = "lti_link"
    __table_args__ = (UniqueConstraint("platform_id", "deployment_id", "resource_link_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    platform_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lti_platform.id"), index=True)
    deployment_id: Mapped[str] = mapped_column(Text)
    resource_link_id: Mapped[str] = mapped_column(Text)
    module: Mapped[str] = mapped_column(Text)
    course: Mapped[str] = mapped_column(Text)
    line_item: Mapped[str] = mapped_column(Text)
    line_items: Mapped[str] = mapped_column(Text)
    may_score: Mapped[bool]
    may_add: Mapped[bool]
    members: Mapped[str] = mapped_column(Text)

    platform: Mapped[LtiPlatform] = relationship()


class LtiUser(Reference, Base):
    """Somebody who comes from a platform, by the number (``sub``) that they have there.

    own: their account was made by their first launch, and has no e-mail address and no password.
    """

    __tablename__ = "lti_user"
    __table_args__ = (UniqueConstraint("platform_id", "sub"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    platform_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lti_platform.id"))
    sub: Mapped[str] = mapped_column(Text)
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    own: Mapped[bool]
    made: Mapped[dt.datetime] = mapped_column(default=now)

    membership: Mapped[Membership] = relationship()
    platform: Mapped[LtiPlatform] = relationship()


class LtiScore(Local, Base):
    """What one person's LMS knows by one link, and what it is still to be told: the latest counts.

    score: the best, per cent, none before a try was sent; told_at: when the act was done, none before
    there is anything to tell; waiting: whether it has not arrived yet; claimed_until: until then nobody
    else sends it; refused: the sentence with which the LMS would not have it.
    """

    __tablename__ = "lti_score"
    __table_args__ = (UniqueConstraint("link_id", "user_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    link_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lti_link.id"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lti_user.id"), index=True)
    score: Mapped[float | None]
    activity: Mapped[str] = mapped_column(Text, default="")
    grading: Mapped[str] = mapped_column(Text, default="")
    told_at: Mapped[dt.datetime | None]
    waiting: Mapped[bool] = mapped_column(default=False, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[dt.datetime | None]
    sent: Mapped[dt.datetime | None]
    refused: Mapped[str] = mapped_column(Text, default="")
    made: Mapped[dt.datetime] = mapped_column(default=now)

    link: Mapped[LtiLink] = relationship()
    user: Mapped[LtiUser] = relationship()


class LtiArrival(Local, Base):
    """Somebody's first launch, until they have said how to go on. browser: a digest of its cookie.

    Nobody here knows them yet: name is what the LMS calls them, empty where it does not say.
    """

    __tablename__ = "lti_arrival"

    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    browser: Mapped[bytes] = mapped_column(LargeBinary(32))
    platform_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lti_platform.id"))
    link_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("lti_link.id"))
    sub: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    learns: Mapped[bool]
    module: Mapped[str] = mapped_column(Text)
    expires: Mapped[dt.datetime] = mapped_column(index=True)

    platform: Mapped[LtiPlatform] = relationship()
