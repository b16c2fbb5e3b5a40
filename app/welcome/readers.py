"""Showing single answers to somebody beside the two: an IMG lead, a next supervisor; when both have agreed."""

import datetime as dt
import uuid
from collections.abc import Collection

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.errors import BadInput, NotFound
from app.organisations.models import Membership, MembershipRole, Role
from app.viewer import Member
from app.welcome import access
from app.welcome.access import Seat
from app.welcome.answers import answers_of, opened
from app.welcome.models import WelcomeAnswer, WelcomeForm, WelcomeReader
from app.welcome.questions import questions_of
from app.welcome.texts import Texts
from app.welcome.words import value_words
from course.welcome_form.model import Field


class Shown(Struct, frozen=True):
    """An answer and who beside the two may read it. agreed: both did; mine: the asker did."""

    id: uuid.UUID
    question: str
    reader: str
    agreed: bool
    mine: bool


class Read(Struct, frozen=True):
    """An answer as somebody beside the two reads it. rows: parts with their words."""

    doctor: str
    question: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


def candidates(session: Session, seat: Seat) -> tuple[tuple[uuid.UUID, str], ...]:
    """Return who can be shown answers: leads and supervisors who can act, not the two."""
    rows = session.execute(
        select(Membership.id, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .where(
            Membership.organisation_id == seat.form.organisation_id,
            Membership.ended.is_(None),
            Membership.paused.is_(None),
            MembershipRole.role.in_([Role.LEAD, Role.SUPERVISOR]),
            Membership.id.not_in(filter(None, (seat.form.learner_id, seat.form.supervisor_id))),
        )
        .distinct()
        .order_by(Person.name)
    )
    return tuple((row[0], row[1]) for row in rows)


def fields_to_show(session: Session, seat: Seat, sealed: Texts) -> tuple[Field, ...]:
    """Return the fields of class SH in which something stands that is shared."""
    fields = [
        field for field in questions_of(seat.form).fields if access.may_be_shown_to_others(field)
    ]
    found = answers_of(session, seat, sealed, fields)
    return tuple(
        field
        for field in fields
        if any(any(each.value.values()) and not each.withheld for each in found.get(field.id, []))
    )


def propose(
    session: Session,
    seat: Seat,
    sealed: Texts,
    fields: Collection[str],
    reader_id: uuid.UUID,
    moment: dt.datetime,
) -> None:
    """Agree for one's own side that somebody may read some answers. Raises BadInput, NotFound."""
    access.require_shared(seat)
    if reader_id not in {key for key, _ in candidates(session, seat)}:
        raise NotFound("There is no such person to show it to.")
    known = {field.id for field in fields_to_show(session, seat, sealed)}
    if not fields or not set(fields) <= known:
        raise BadInput("Choose at least one answer that may be shown.")
    for name in fields:
        wanted = select(WelcomeReader).where(
            WelcomeReader.form_id == seat.form.id,
            WelcomeReader.field == name,
            WelcomeReader.reader_id == reader_id,
        )
        row = session.scalars(wanted).one_or_none()
        if row is None:
            row = WelcomeReader(
                organisation_id=seat.form.organisation_id,
                form_id=seat.form.id,
                field=name,
                reader_id=reader_id,
                made=moment,
            )
            session.add(row)
        _agree(seat, row, moment)
    session.flush()


def agree(session: Session, seat: Seat, reader_row: uuid.UUID, moment: dt.datetime) -> None:
    """Agree to what the other has proposed. Raises NotFound."""
    _agree(seat, _row(session, seat, reader_row), moment)
    session.flush()


def stop(session: Session, seat: Seat, reader_row: uuid.UUID) -> None:
    """Stop showing an answer: either of the two may, at once. Raises NotFound."""
    session.delete(_row(session, seat, reader_row))
    session.flush()


def shown(session: Session, seat: Seat) -> tuple[Shown, ...]:
    """Return what is shown, or proposed to be."""
    access.require_shared(seat)
    rows = session.execute(
        select(WelcomeReader, Person.name)
        .join(Membership, Membership.id == WelcomeReader.reader_id)
        .join(Person, Person.id == Membership.person_id)
        .where(WelcomeReader.form_id == seat.form.id)
        .order_by(WelcomeReader.made)
    )
    form = questions_of(seat.form)
    found = []
    for row, name in rows:
        field = form.field(row.field)
        mine = row.img_agreed if seat.is_img else row.sup_agreed
        both = bool(row.img_agreed and row.sup_agreed)
        found.append(Shown(row.id, field.label if field else "", name, both, mine is not None))
    return tuple(found)


def read(session: Session, asker: Member, sealed: Texts) -> tuple[Read, ...]:
    """Return the answers that the asker may read as somebody beside the two."""
    rows = session.execute(
        select(WelcomeReader, WelcomeForm, Person.name)
        .join(WelcomeForm, WelcomeForm.id == WelcomeReader.form_id)
        .join(Membership, Membership.id == WelcomeForm.learner_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            WelcomeReader.reader_id == asker.membership_id,
            WelcomeForm.organisation_id == asker.organisation_id,
        )
        .order_by(Person.name, WelcomeReader.made)
    ).all()
    found = []
    for reader, form, doctor in rows:
        field = questions_of(form).field(reader.field)
        if field is None:
            continue
        answers = session.scalars(
            select(WelcomeAnswer)
            .where(WelcomeAnswer.form_id == form.id, WelcomeAnswer.field == field.id)
            .order_by(WelcomeAnswer.made, WelcomeAnswer.id)
        )
        words = tuple(
            tuple(value_words(field, opened(sealed, each).value))
            for each in answers
            if access.third_reads(form, reader, field, withheld=each.withheld)
        )
        if any(words):
            found.append(Read(doctor, field.label, tuple(filter(None, words))))
    return tuple(found)


def _agree(seat: Seat, row: WelcomeReader, moment: dt.datetime) -> None:
    if seat.is_img:
        row.img_agreed = row.img_agreed or moment
    else:
        row.sup_agreed = row.sup_agreed or moment


def _row(session: Session, seat: Seat, reader_row: uuid.UUID) -> WelcomeReader:
    access.require_shared(seat)
    row = session.get(WelcomeReader, reader_row)
    if row is None or row.form_id != seat.form.id:
        raise NotFound("There is no such answer shown to anybody.")
    return row
