"""Organisations (trusts, health boards), who belongs to them in which roles, and supervision."""

import datetime as dt
import enum
import uuid
from collections.abc import Collection
from typing import Self

from sqlalchemy import JSON, Enum, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.database import Base, now
from app.tenancy import Distributed, Local, Reference, of_same, organisation_column
from course.nations import HomeNation


class Role(enum.StrEnum):
    """What a member may be, several at once; ``app/permissions.py`` says what each may do.

    label: how people read it.
    """

    label: str

    LEARNER = "learner", "Doctor (learner)"
    SUPERVISOR = "supervisor", "Supervisor"
    LEAD = "lead", "IMG lead"
    LMS_ADMINISTRATOR = "lms_administrator", "LMS administrator"
    EDITOR = "editor", "Editor"
    ORGANISATION_ADMINISTRATOR = "organisation_administrator", "Administrator of the organisation"

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a role of its two words."""
        role = str.__new__(cls, value)
        role._value_, role.label = value, label
        return role


def role_names(roles: Collection[str]) -> tuple[str, ...]:
    """Return the names of roles as people read them, in one order."""
    return tuple(role.label for role in Role if role in roles)


def role_words(roles: Collection[Role]) -> str:
    """Return such as "Doctor (learner), Editor"; "none" for no role."""
    return ", ".join(role_names(roles)) or "none"


class Organisation(Reference, Base):
    """A trust or health board: a controller of its own, whose records no other sees.

    nation: in which it works; none for several or none of them, or where it has not said. accent:
    ``#rrggbb``, none for our colour; logo: as ``packager.overlay`` drew it, with the end of its
    file's name; the digests say when something has changed: of the logo, and of all its answers.
    welcome: a few lines of plain text for its learners' first page, none where nothing is said.
    """

    __tablename__ = "organisation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(Text, unique=True)
    nation: Mapped[HomeNation | None] = mapped_column(Text)
    accent: Mapped[str | None] = mapped_column(Text)
    logo: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    logo_suffix: Mapped[str | None] = mapped_column(Text)
    logo_digest: Mapped[str | None] = mapped_column(Text)
    answers_digest: Mapped[str | None] = mapped_column(Text)
    welcome: Mapped[str | None] = mapped_column(Text)
    made: Mapped[dt.datetime] = mapped_column(default=now)


class LocalAnswer(Distributed, Base):
    """An organisation's own answer to what the course asks for.

    key: as in ``modules/local_answers.yaml``; given: the day on which it was last said to hold.
    """

    __tablename__ = "local_answer"

    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    given: Mapped[dt.date]


class Membership(Reference, Base):
    """A person in an organisation. Its id is the name of the actor in every statement.

    ended: since when they belong no more; paused: since when they belong and cannot act.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("person_id", "organisation_id"),
        # What refers to a member says of which organisation: the two must belong together.
        UniqueConstraint("organisation_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    made: Mapped[dt.datetime] = mapped_column(default=now)
    ended: Mapped[dt.datetime | None]
    paused: Mapped[dt.datetime | None]

    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation] = relationship()
    role_rows: Mapped[list["MembershipRole"]] = relationship(cascade="all, delete-orphan")

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of this membership."""
        return frozenset(row.role for row in self.role_rows)


class MembershipRole(Reference, Base):
    """One role of one membership."""

    __tablename__ = "membership_role"

    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(
        Enum(
            Role,
            native_enum=False,
            length=40,
            values_callable=lambda roles: [r.value for r in roles],
        ),
        primary_key=True,
    )


class Invitation(Local, Base):
    """A membership that is offered to an address, and waits for the word of whoever reads there.

    It knows no person: an address with an account and one without look the same to the organisation.
    name: as its administrator typed it; roles, and supervisors (their memberships), as text.
    token_digest: SHA-256 of the link's secret part; declined: when the person said no. site_id, cohorts
    (as text) and first_day: where the person will be, once they have accepted.
    """

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("organisation_id", "email"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    email: Mapped[str] = mapped_column(Text, index=True)
    name: Mapped[str] = mapped_column(Text)
    roles: Mapped[list[str]] = mapped_column(JSON)
    supervisors: Mapped[list[str]] = mapped_column(JSON)
    site_id: Mapped[uuid.UUID | None]
    cohorts: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    first_day: Mapped[dt.date | None]
    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    expires: Mapped[dt.datetime]
    declined: Mapped[dt.datetime | None]

    organisation: Mapped[Organisation] = relationship()


class Supervision(Distributed, Base):
    """Who supervises whom; both memberships are of the same organisation."""

    __tablename__ = "supervision"
    __table_args__ = (
        of_same("supervisor_id", "membership"),
        of_same("learner_id", "membership"),
    )

    supervisor_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    learner_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, index=True)
    made: Mapped[dt.datetime] = mapped_column(default=now)


class Site(Distributed, Base):
    """A hospital or other place of an organisation. ended: since when nobody is put there any more."""

    __tablename__ = "site"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(Text)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    ended: Mapped[dt.datetime | None]


class Cohort(Distributed, Base):
    """People of an organisation who start together. ended: since when nobody is put into it any more."""

    __tablename__ = "cohort"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(Text)
    first_day: Mapped[dt.date | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
    ended: Mapped[dt.datetime | None]


class Placement(Distributed, Base):
    """Where a member works, and since when. Both may be unknown."""

    __tablename__ = "placement"
    __table_args__ = (
        of_same("membership_id", "membership"),
        of_same("site_id", "site"),
    )

    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    site_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    first_day: Mapped[dt.date | None]


class CohortMember(Distributed, Base):
    """That a member is in a cohort."""

    __tablename__ = "cohort_member"
    __table_args__ = (
        of_same("cohort_id", "cohort"),
        of_same("membership_id", "membership"),
    )

    cohort_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, index=True)


class Leaving(Distributed, Base):
    """The last day of a member, decided beforehand; the upkeep ends the membership after it.

    successor_id: who takes over the doctors whom the member supervises then; none for nobody.
    """

    __tablename__ = "leaving"
    __table_args__ = (
        of_same("membership_id", "membership"),
        of_same("successor_id", "membership"),
    )

    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    last_day: Mapped[dt.date] = mapped_column(index=True)
    successor_id: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)


class Deployment(Reference, Base):
    """The one row of what this installation decided at its first start and keeps.

    home_page: of every actor's account, so that an actor stays the same when the address changes.
    Source: xAPI 1.0.3, Data, section 2.4.2.4.
    """

    __tablename__ = "deployment"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    home_page: Mapped[str] = mapped_column(Text)
    made: Mapped[dt.datetime] = mapped_column(default=now)
