"""Requests of people to have their data erased, and what came of each."""

import datetime as dt
import enum
import uuid

from sqlalchemy import JSON, ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same, organisation_column


class RequestState(enum.StrEnum):
    """How a request stands. UNDER_WAY: decided, and not all has gone yet."""

    OPEN = "open"
    UNDER_WAY = "under_way"
    CARRIED_OUT = "carried_out"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ErasureRequest(Distributed, Base):
    """A request to one organisation, which keeps that it was asked, when, and what it did.

    membership_id: whose data; none once they have gone. due: the last day of the term. decided_by: the
    administrator, none for one whose own data were erased since. reason: of a refusal, sealed. gone:
    how many rows and statements went, by the key of the holding.
    """

    __tablename__ = "erasure_request"
    __table_args__ = (
        of_same("membership_id", "membership"),
        of_same("decided_by", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    membership_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(Text, default=RequestState.OPEN.value)
    asked: Mapped[dt.datetime] = mapped_column(default=now)
    due: Mapped[dt.date]
    decided: Mapped[dt.datetime | None]
    decided_by: Mapped[uuid.UUID | None]
    reason: Mapped[bytes | None] = mapped_column(LargeBinary)
    gone: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
