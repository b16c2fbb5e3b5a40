"""Saving one field: nothing is overwritten unseen, and what two people changed apart is put together.

A save names the version that it started from. Where the field has changed since, part is compared with
part: what only one of the two touched is taken; where both wrote another thing, a Clash holds both texts
and what stood there before.
"""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import BadInput, Conflict, NotFound
from app.welcome import access
from app.welcome.access import Seat
from app.welcome.answers import Kept
from app.welcome.lapsing import lapse_if_changed
from app.welcome.models import WelcomeAnswer, WelcomeFormer
from app.welcome.texts import Texts
from app.wording import LONDON
from course.welcome_form.model import Field, PartValue, is_filled

MOST_ROWS: Final = 60
LOST: Final = -1
"""Stands for the version of a text that was never saved, since somebody else was faster."""

MEETING: Final = ("a.meet", "when")
START: Final = ("a.start", "answer")


class Sent(Struct, frozen=True):
    """What a page sends of one field. row_id: of the row, the form's own id for a field without rows."""

    field: Field
    row_id: uuid.UUID
    kept: Kept
    version: int


class Clash(Exception):  # noqa: N818  named for what happened
    """Raised when both wrote another thing. before: what stood there when the page was shown."""

    def __init__(self, sent: Sent, stored: Kept, before: Kept, version: int) -> None:
        super().__init__(
            "This was changed by somebody else, or in another window, in the meantime."
        )
        self.sent = sent
        self.stored = stored
        self.before = before
        self.version = version


def save(session: Session, seat: Seat, sealed: Texts, sent: Sent, moment: dt.datetime) -> int:
    """Save a field and return its version. Raises Clash, and NotFound where it is not the asker's to write."""
    if not access.writes(seat, sent.field):
        raise NotFound("There is no such question for you to answer.")
    row = _row(session, seat.form.id, sent.field.id, sent.row_id, write=True)
    own = _own_parts(seat, sent.field)
    if row is None:
        return _add(session, seat, sealed, _only(sent, own), moment)
    stored = Kept.of(sealed.open(row.kept, "welcome_answer", row.id))
    mine = _with_theirs(sent, own, stored)
    if mine == stored:
        return row.version
    if row.version != sent.version:
        before = _before(session, sealed, row, sent.version)
        merged = merge(before, mine, stored)
        if merged is None:
            _keep_lost(session, seat, sealed, row, sent.kept, moment)
            raise Clash(sent, stored, before, row.version)
        mine = merged
        if mine == stored:
            return row.version
    _replace(session, seat, sealed, row, mine, moment)
    _after(session, seat, sealed, sent.field, mine, moment)
    return row.version


def remove_row(
    session: Session,
    seat: Seat,
    sealed: Texts,
    field: Field,
    row_id: uuid.UUID,
    version: int,
    moment: dt.datetime,
) -> None:
    """Remove a row. Raises Conflict where somebody has changed it since the page was shown."""
    if not access.writes(seat, field) or not field.rows:
        raise NotFound("There is no such row for you to remove.")
    row = _row(session, seat.form.id, field.id, row_id, write=True)
    if row is None:
        return
    if row.version != version:
        raise Conflict(
            "This row was changed in the meantime. Look at it again before you remove it."
        )
    if row.withheld:
        # An empty row keeps the mark: without it what was signed would show the answer again.
        _replace(session, seat, sealed, row, Kept({}), moment)
    else:
        _remember(session, sealed, row, moment)
        session.delete(row)
        session.flush()
    lapse_if_changed(session, seat.form, sealed, moment)


def merge(before: Kept, mine: Kept, theirs: Kept) -> Kept | None:
    """Return what both changes make together; none where both changed one part differently."""
    value: dict[str, PartValue] = {}
    for part in {**before.value, **mine.value, **theirs.value}:
        was, here, there = (each.value.get(part, "") for each in (before, mine, theirs))
        if here != was and there != was and here != there:
            return None
        chosen = here if here != was else there
        if chosen:
            value[part] = chosen
    return Kept(value, mine.talk if mine.talk != before.talk else theirs.talk)


def _add(session: Session, seat: Seat, sealed: Texts, sent: Sent, moment: dt.datetime) -> int:
    if not is_filled(sent.kept.value) and not sent.kept.talk:
        return 0  # a blank is nothing, and is never counted
    if sent.field.rows and _count(session, seat, sent.field) >= MOST_ROWS:
        raise BadInput(f"“{sent.field.label}” has {MOST_ROWS} rows already. Remove one first.")
    row = WelcomeAnswer(
        id=uuid.uuid4(),
        organisation_id=seat.form.organisation_id,
        form_id=seat.form.id,
        field=sent.field.id,
        row_id=sent.row_id,
        made=moment,
    )
    row.version = max(sent.version, 0) + 1
    row.kept = sealed.close(sent.kept.plain(), "welcome_answer", row.id)
    row.author_id, row.changed, row.withheld = seat.member.membership_id, moment, False
    session.add(row)
    session.flush()
    _after(session, seat, sealed, sent.field, sent.kept, moment)
    return row.version


def _replace(
    session: Session,
    seat: Seat,
    sealed: Texts,
    row: WelcomeAnswer,
    kept: Kept,
    moment: dt.datetime,
) -> None:
    _remember(session, sealed, row, moment)
    row.kept = sealed.close(kept.plain(), "welcome_answer", row.id)
    row.version += 1
    row.author_id, row.changed = seat.member.membership_id, moment
    session.flush()


def _remember(session: Session, sealed: Texts, row: WelcomeAnswer, moment: dt.datetime) -> None:
    former = WelcomeFormer(
        id=uuid.uuid4(),
        organisation_id=row.organisation_id,
        form_id=row.form_id,
        answer_id=row.id,
        field=row.field,
        version=row.version,
        author_id=row.author_id,
        made=moment,
    )
    former.kept = sealed.close(
        sealed.open(row.kept, "welcome_answer", row.id), "welcome_former", former.id
    )
    session.add(former)
    session.flush()


def _keep_lost(
    session: Session,
    seat: Seat,
    sealed: Texts,
    row: WelcomeAnswer,
    lost: Kept,
    moment: dt.datetime,
) -> None:
    """Keep a text that was not saved since somebody was faster; a newer one of the same writer replaces it."""
    writer = seat.member.membership_id
    session.execute(
        delete(WelcomeFormer).where(
            WelcomeFormer.answer_id == row.id,
            WelcomeFormer.version == LOST,
            WelcomeFormer.author_id == writer,
        )
    )
    former = WelcomeFormer(
        id=uuid.uuid4(),
        organisation_id=row.organisation_id,
        form_id=row.form_id,
        answer_id=row.id,
        field=row.field,
        version=LOST,
        author_id=writer,
        made=moment,
    )
    former.kept = sealed.close(lost.plain(), "welcome_former", former.id)
    session.add(former)
    session.flush()


def _after(
    session: Session, seat: Seat, sealed: Texts, field: Field, kept: Kept, moment: dt.datetime
) -> None:
    form = seat.form
    if seat.is_img and form.begun is None:
        form.begun = moment
    if field.id == MEETING[0]:
        form.meeting = _moment(kept.value.get(MEETING[1], ""))
    if field.id == START[0]:
        text = kept.value.get(START[1], "")
        form.start = dt.date.fromisoformat(text) if isinstance(text, str) and text else None
    session.flush()
    lapse_if_changed(session, form, sealed, moment)


def _moment(text: PartValue) -> dt.datetime | None:
    if not isinstance(text, str) or not text:
        return None
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(dt.UTC)


def _own_parts(seat: Seat, field: Field) -> frozenset[str]:
    return frozenset(part.id for part in field.parts if access.writes(seat, field, part))


def _only(sent: Sent, own: frozenset[str]) -> Sent:
    value = {key: part for key, part in sent.kept.value.items() if key in own and part}
    talk = sent.kept.talk and sent.field.talk
    return Sent(sent.field, sent.row_id, Kept(value, talk), sent.version)


def _with_theirs(sent: Sent, own: frozenset[str], stored: Kept) -> Kept:
    mine = _only(sent, own).kept
    theirs = {key: part for key, part in stored.value.items() if key not in own}
    return Kept({**theirs, **mine.value}, mine.talk)


def _before(session: Session, sealed: Texts, row: WelcomeAnswer, version: int) -> Kept:
    former = session.scalars(
        select(WelcomeFormer)
        .where(WelcomeFormer.answer_id == row.id, WelcomeFormer.version == version)
        .limit(1)
    ).first()
    if former is None:
        return Kept({})
    return Kept.of(sealed.open(former.kept, "welcome_former", former.id))


def _row(
    session: Session, form_id: uuid.UUID, field: str, row_id: uuid.UUID, *, write: bool = False
) -> WelcomeAnswer | None:
    wanted = select(WelcomeAnswer).where(
        WelcomeAnswer.form_id == form_id,
        WelcomeAnswer.field == field,
        WelcomeAnswer.row_id == row_id,
    )
    return session.scalars(wanted.with_for_update() if write else wanted).one_or_none()


def _count(session: Session, seat: Seat, field: Field) -> int:
    found = select(WelcomeAnswer.id).where(
        WelcomeAnswer.form_id == seat.form.id, WelcomeAnswer.field == field.id
    )
    return len(session.scalars(found).all())
