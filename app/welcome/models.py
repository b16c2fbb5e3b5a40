"""What the welcome meeting keeps: forms, answers, ratings, actions, what was signed, and when what happened.

Whatever somebody wrote or chose is sealed (``app/sealing.py``), to the row where it stands. In clear lie
states, dates, whose it is, and the numbers of the ratings' items: what others are shown too.
"""

import datetime as dt
import uuid

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same, organisation_column


class WelcomeForm(Distributed, Base):
    """A form of one doctor with one supervisor.

    begun_by: who made it, of the two; begun: when the doctor first saved something; shared, meeting, safety_agreed, discussed, signed,
    closed, transferred, withdrawn: when that was so; meeting: when it is to be. start: the first day of
    the post. moved: by how many days the reviews are later. next_form_id: after a transfer.
    own_form_id: the edition of the trust's own form that is used in place of our questions, if one is.
    salt: hides what no file may hold in what is signed; deleted with it. pen_holder: who may write what
    both write, in a meeting; img_here, sup_here: when each was last on the page of the meeting.
    """

    __tablename__ = "welcome_form"
    __table_args__ = (
        Index(None, "learner_id", "closed"),
        Index(None, "supervisor_id", "closed"),
        of_same("learner_id", "membership"),
        of_same("supervisor_id", "membership"),
        of_same("begun_by", "membership"),
        of_same("own_form_id", "welcome_own_form"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    learner_id: Mapped[uuid.UUID]
    supervisor_id: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
    begun_by: Mapped[uuid.UUID | None]
    begun: Mapped[dt.datetime | None]
    shared: Mapped[dt.datetime | None]
    meeting: Mapped[dt.datetime | None]
    safety_agreed: Mapped[dt.datetime | None]
    discussed: Mapped[dt.datetime | None]
    signed: Mapped[dt.datetime | None]
    closed: Mapped[dt.datetime | None]
    transferred: Mapped[dt.datetime | None]
    withdrawn: Mapped[dt.datetime | None]
    next_form_id: Mapped[uuid.UUID | None]
    own_form_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    start: Mapped[dt.date | None]
    moved: Mapped[int] = mapped_column(default=0)
    no_action: Mapped[bool] = mapped_column(default=False)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    private_gone: Mapped[dt.datetime | None]
    content_gone: Mapped[dt.datetime | None]
    pen_holder: Mapped[uuid.UUID | None]
    pen_since: Mapped[dt.datetime | None]
    img_here: Mapped[dt.datetime | None]
    sup_here: Mapped[dt.datetime | None]


class WelcomeTakenBack(Distributed, Base):
    """A form that is gone: whoever had begun it took it back before anything stood in it.

    id: of the form, so that its address leads to a sentence; by_img: whether it was the doctor.
    """

    __tablename__ = "welcome_taken_back"
    __table_args__ = (
        of_same("learner_id", "membership"),
        of_same("supervisor_id", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    learner_id: Mapped[uuid.UUID] = mapped_column(index=True)
    supervisor_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    by_img: Mapped[bool]
    at: Mapped[dt.datetime] = mapped_column(default=now)


class WelcomeAnswer(Distributed, Base):
    """What stands in one field, or in one row of it. row_id: of the row; the form's own without rows.

    kept: the parts and the tick to talk about it, sealed. version: goes up with each change. withheld:
    the doctor took it back from the supervisor.
    """

    __tablename__ = "welcome_answer"
    __table_args__ = (
        UniqueConstraint("organisation_id", "form_id", "field", "row_id"),
        of_same("form_id", "welcome_form"),
        of_same("author_id", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    form_id: Mapped[uuid.UUID]
    field: Mapped[str] = mapped_column(Text)
    row_id: Mapped[uuid.UUID]
    author_id: Mapped[uuid.UUID | None]
    version: Mapped[int] = mapped_column(default=1)
    withheld: Mapped[bool] = mapped_column(default=False)
    kept: Mapped[bytes] = mapped_column(LargeBinary)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    changed: Mapped[dt.datetime] = mapped_column(default=now)


class WelcomeReader(Distributed, Base):
    """An answer that somebody beside the two may read, once both have agreed: img_agreed, sup_agreed."""

    __tablename__ = "welcome_reader"
    __table_args__ = (
        UniqueConstraint("organisation_id", "form_id", "field", "reader_id"),
        of_same("form_id", "welcome_form"),
        of_same("reader_id", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    form_id: Mapped[uuid.UUID]
    field: Mapped[str] = mapped_column(Text)
    reader_id: Mapped[uuid.UUID] = mapped_column(index=True)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    img_agreed: Mapped[dt.datetime | None]
    sup_agreed: Mapped[dt.datetime | None]


class WelcomeFormer(Distributed, Base):
    """What stood in a field before a change, for thirty days. version: which it was."""

    __tablename__ = "welcome_former"
    __table_args__ = (
        Index(None, "answer_id", "version"),
        of_same("form_id", "welcome_form"),
        of_same("author_id", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    form_id: Mapped[uuid.UUID] = mapped_column(index=True)
    answer_id: Mapped[uuid.UUID]
    field: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    author_id: Mapped[uuid.UUID | None]
    kept: Mapped[bytes] = mapped_column(LargeBinary)
    made: Mapped[dt.datetime] = mapped_column(default=now)


class WelcomeRating(Distributed, Base):
    """What one of the two rated of an item. months: of the review, 0 the first time; side: img, needed, seen.

    kept: the number, and for what was seen an example, sealed.
    """

    __tablename__ = "welcome_rating"
    __table_args__ = (
        UniqueConstraint("organisation_id", "form_id", "months", "side", "item"),
        of_same("form_id", "welcome_form"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    form_id: Mapped[uuid.UUID]
    months: Mapped[int] = mapped_column(default=0)
    side: Mapped[str] = mapped_column(Text)
    item: Mapped[str] = mapped_column(Text)
    kept: Mapped[bytes] = mapped_column(LargeBinary)
    changed: Mapped[dt.datetime] = mapped_column(default=now)


class WelcomeRound(Distributed, Base):
    """When each of the two had finished rating, at the start (0 months) or at a review."""

    __tablename__ = "welcome_round"
    __table_args__ = (of_same("form_id", "welcome_form"),)

    form_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    months: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    img_done: Mapped[dt.datetime | None]
    sup_done: Mapped[dt.datetime | None]


class WelcomeProposal(Distributed, Base):
    """What was answered to a proposal. key: of the proposal; seen: the versions of the fields behind it.

    answer: added, later or no.
    """

    __tablename__ = "welcome_proposal"
    __table_args__ = (
        of_same("form_id", "welcome_form"),
        of_same("by_id", "membership"),
    )

    form_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    answer: Mapped[str] = mapped_column(Text)
    seen: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID | None]
    at: Mapped[dt.datetime] = mapped_column(default=now)


class WelcomeAction(Distributed, Base):
    """Something agreed. kept: title, who it is where it is neither of the two, how we will know, note; sealed.

    owner: img, sup or other; status: open, done or dropped; private: born of what no file may hold.
    """

    __tablename__ = "welcome_action"
    __table_args__ = (
        of_same("form_id", "welcome_form"),
        of_same("made_by", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    form_id: Mapped[uuid.UUID] = mapped_column(index=True)
    made_by: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
    owner: Mapped[str] = mapped_column(Text)
    due: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(Text, default="open")
    done_on: Mapped[dt.date | None]
    source: Mapped[str] = mapped_column(Text, default="")
    tags: Mapped[list[str]] = mapped_column(JSON)
    private: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    kept: Mapped[bytes] = mapped_column(LargeBinary)


class WelcomeVersion(Distributed, Base):
    """What was signed. digest: SHA-256 of the canonical content; months: of a review, 0 for the meeting.

    frozen: when both had signed. withdrawn: when the doctor took it back; then a stub is left.
    """

    __tablename__ = "welcome_version"
    __table_args__ = (
        UniqueConstraint("organisation_id", "form_id", "number"),
        of_same("form_id", "welcome_form"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    form_id: Mapped[uuid.UUID]
    number: Mapped[int]
    months: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(Text)
    kept: Mapped[bytes | None] = mapped_column(LargeBinary)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    frozen: Mapped[dt.datetime | None]
    withdrawn: Mapped[dt.datetime | None]


class WelcomeSignature(Distributed, Base):
    """A person's agreement to a version. side: img or sup; paper: the day on which it was signed on paper.

    lapsed: when the content was changed before the other had signed.
    """

    __tablename__ = "welcome_signature"
    __table_args__ = (
        of_same("form_id", "welcome_form"),
        of_same("version_id", "welcome_version"),
        of_same("membership_id", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    form_id: Mapped[uuid.UUID] = mapped_column(index=True)
    version_id: Mapped[uuid.UUID] = mapped_column(index=True)
    membership_id: Mapped[uuid.UUID | None]
    side: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(default=now)
    paper: Mapped[dt.date | None]
    lapsed: Mapped[dt.datetime | None]


class WelcomeScan(Distributed, Base):
    """A scan of what was signed on paper: sealed. kind: the end of its name."""

    __tablename__ = "welcome_scan"
    __table_args__ = (
        of_same("form_id", "welcome_form"),
        of_same("version_id", "welcome_version"),
        of_same("made_by", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    form_id: Mapped[uuid.UUID] = mapped_column(index=True)
    version_id: Mapped[uuid.UUID]
    made_by: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
    kind: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    kept: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class WelcomeUnsaved(Distributed, Base):
    """What was sent when its writer was not signed in any more: kept for them, to be offered again.

    place: which section of which page it was typed on.
    """

    __tablename__ = "welcome_unsaved"
    __table_args__ = (of_same("form_id", "welcome_form"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    form_id: Mapped[uuid.UUID] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(Text)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    kept: Mapped[bytes] = mapped_column(LargeBinary)


class WelcomeRules(Distributed, Base):
    """A trust's own rules of what is proposed, in place of the course's; text: of their file."""

    __tablename__ = "welcome_rules"

    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    text: Mapped[str] = mapped_column(Text)
    changed: Mapped[dt.datetime] = mapped_column(default=now)
