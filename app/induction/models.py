"""A doctor's induction list, and how an organisation has made the list its own.

A list holds no items: they are those of the course and of the organisation, and a row stands only where
something was said of one. Whoever changes an owner or a day changes it for every list at once.
"""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same, organisation_column


class InductionList(Distributed, Base):
    """The induction of one doctor. first_day: in post; offer: day of the offer, where it is known.

    begun: the day on which the list was made; nothing was late before it. first_day_from: where the first
    day comes from, a key of ``starting.WORDS``; all but what was set by hand follows the doctor's place.
    """

    __tablename__ = "induction_list"
    __table_args__ = (
        UniqueConstraint("organisation_id", "membership_id"),
        of_same("membership_id", "membership"),
        of_same("made_by", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    membership_id: Mapped[uuid.UUID]
    first_day: Mapped[dt.date]
    offer: Mapped[dt.date | None]
    begun: Mapped[dt.date]
    first_day_from: Mapped[str] = mapped_column(Text, default="hand", server_default="hand")
    made_by: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)


class InductionState(Distributed, Base):
    """What was said of one item of one list. item: its id in the course, or that of an own item.

    state: ``open``, ``done`` or ``na`` (not relevant); on: the day on which it happened; by_id and at:
    who said so, and when. reason: of ``na``. objected: when the doctor said that it has not happened.
    owner_id: a member named for this list alone. told: when a statement told it, which happens once.
    """

    __tablename__ = "induction_state"
    __table_args__ = (
        of_same("list_id", "induction_list"),
        of_same("by_id", "membership"),
        of_same("owner_id", "membership"),
    )

    list_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(Text, primary_key=True)
    state: Mapped[str] = mapped_column(Text, default="open")
    on: Mapped[dt.date | None]
    by_id: Mapped[uuid.UUID | None]
    at: Mapped[dt.datetime] = mapped_column(default=now)
    link: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    objected: Mapped[dt.datetime | None]
    owner_id: Mapped[uuid.UUID | None]
    told: Mapped[dt.datetime | None]


class InductionSignOff(Distributed, Base):
    """A supervisor or lead has looked at a phase and found it whole."""

    __tablename__ = "induction_sign_off"
    __table_args__ = (
        of_same("list_id", "induction_list"),
        of_same("by_id", "membership"),
    )

    list_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    phase: Mapped[str] = mapped_column(Text, primary_key=True)
    by_id: Mapped[uuid.UUID | None]
    at: Mapped[dt.datetime] = mapped_column(default=now)


class InductionRule(Distributed, Base):
    """What an organisation has changed of an item of the course; none or empty: as the course has it.

    owner: a code of the course; owner_id: a member by name, who goes before it. days: from the first
    day; working: whether only Monday to Friday count. off: not asked here.
    """

    __tablename__ = "induction_rule"
    __table_args__ = (of_same("owner_id", "membership"),)

    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    item: Mapped[str] = mapped_column(Text, primary_key=True)
    owner: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[uuid.UUID | None]
    days: Mapped[int | None]
    working: Mapped[bool] = mapped_column(default=False)
    off: Mapped[bool] = mapped_column(default=False)


class InductionOwnItem(Distributed, Base):
    """An item that an organisation has added. retired: none while it is asked."""

    __tablename__ = "induction_own_item"
    __table_args__ = (
        of_same("owner_id", "membership"),
        of_same("made_by", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    phase: Mapped[str] = mapped_column(Text)
    area: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[uuid.UUID | None]
    days: Mapped[int]
    working: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
    retired: Mapped[dt.datetime | None]


class InductionOwner(Distributed, Base):
    """Who stands for an owner of the course in an organisation, such as IT. There may be several."""

    __tablename__ = "induction_owner"
    __table_args__ = (of_same("membership_id", "membership"),)

    owner: Mapped[str] = mapped_column(Text, primary_key=True)
    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)


class InductionSetting(Distributed, Base):
    """What an organisation has said of its lists; no row where nothing. begins: each by itself."""

    __tablename__ = "induction_setting"

    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    begins: Mapped[bool]
