"""What readers say of a topic, for its editors."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same, organisation_column


class TopicFeedback(Distributed, Base):
    """What a member says of a topic, once for each version of its module.

    verdict: a key of ``app.feedback.verdicts.VERDICTS``; words: their own, empty for none; given: last
    changed; done: when an editor dealt with it, with a note of theirs. membership_id holds a member to one
    opinion, and is shown to no editor.
    """

    __tablename__ = "topic_feedback"
    __table_args__ = (
        UniqueConstraint("organisation_id", "membership_id", "module", "topic", "module_version"),
        Index(None, "organisation_id", "module"),
        of_same("membership_id", "membership"),
        of_same("done_by", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    membership_id: Mapped[uuid.UUID]
    module: Mapped[str] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(Text)
    module_version: Mapped[str] = mapped_column(Text)
    verdict: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text, default="")
    given: Mapped[dt.datetime] = mapped_column(default=now)
    done: Mapped[dt.datetime | None]
    done_by: Mapped[uuid.UUID | None]
    note: Mapped[str] = mapped_column(Text, default="")
