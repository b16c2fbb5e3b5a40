"""What doctors are asked to learn: one by one, and by rules for everybody with a role.

A rule makes no rows: whoever joins later is under it at once, and nothing is left behind when it goes.
"""

import datetime as dt
import uuid

from sqlalchemy import Enum, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.organisations.models import Role
from app.tenancy import Distributed, of_same, organisation_column


class Assignment(Distributed, Base):
    """A module that one member is asked to learn; it goes before a rule about the same module.

    due: the last day in time, none for no day. withdrawn: the module is not asked of this member,
    whatever a rule says.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("organisation_id", "membership_id", "module"),
        of_same("membership_id", "membership"),
        of_same("made_by", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    membership_id: Mapped[uuid.UUID]
    module: Mapped[str] = mapped_column(Text)
    due: Mapped[dt.date | None]
    withdrawn: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)


class AssignmentRule(Distributed, Base):
    """A module that everybody with a role is asked to learn.

    days: after joining, or after the rule was made for those who were there before; none for no day.
    """

    __tablename__ = "assignment_rule"
    __table_args__ = (
        UniqueConstraint("organisation_id", "role", "module"),
        of_same("made_by", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    role: Mapped[Role] = mapped_column(
        Enum(
            Role,
            native_enum=False,
            length=40,
            values_callable=lambda roles: [r.value for r in roles],
        )
    )
    module: Mapped[str] = mapped_column(Text)
    days: Mapped[int | None]
    made_by: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
