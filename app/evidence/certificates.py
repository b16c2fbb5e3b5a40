"""Certificates as they are found: by the person whose they are, and by whoever holds the paper."""

import uuid

from msgspec import Struct
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from app.errors import NotFound
from app.evidence.holding import voided_among
from app.evidence.lines import Line, read
from app.evidence.models import Certificate
from app.evidence.verdicts import State
from app.organisations.models import Membership
from app.own_organisations import organisations_of
from app.supervision.models import ProgressVoided
from app.tenancy import within


class Held(Struct, frozen=True):
    """A certificate, and whether it holds."""

    certificate: Certificate
    state: State

    @property
    def lines(self) -> tuple[Line, ...]:
        """What it says of each module."""
        return read(self.certificate.lines)


def of_person(session: Session, person_id: uuid.UUID) -> tuple[Held, ...]:
    """Return all that was issued to a person and holds, in whatever organisation; the latest first."""
    with within(*organisations_of(session, person_id)):
        rows = session.scalars(
            select(Certificate)
            .join(Membership)
            .where(Membership.person_id == person_id, Certificate.replaced.is_(None))
            .options(joinedload(Certificate.membership))
            .order_by(Certificate.issued.desc(), Certificate.title)
        ).all()
        voided = voided_among(session, rows)
    return tuple(Held(row, State.VALID) for row in rows if row.id not in voided)


def own(session: Session, person_id: uuid.UUID, certificate_id: uuid.UUID) -> Held:
    """Return one that was issued to a person. Raises NotFound for anybody else's."""
    with within(*organisations_of(session, person_id)):
        row = session.scalars(
            select(Certificate)
            .join(Membership)
            .where(Certificate.id == certificate_id, Membership.person_id == person_id)
        ).one_or_none()
    if row is None:
        raise NotFound("There is no such certificate in your record.")
    return _held(session, row)


def by_code(session: Session, code: str) -> Held | None:
    """Return what has a code, as ``codes.read_code`` gives it; none for an empty one."""
    if not code:
        return None
    return _wherever(session, select(Certificate).where(Certificate.code == code))


def by_id(session: Session, certificate_id: uuid.UUID) -> Held | None:
    """Return what a credential of ours names."""
    return _wherever(session, select(Certificate).where(Certificate.id == certificate_id))


def _wherever(session: Session, wanted: Select[Certificate]) -> Held | None:
    """Return a certificate of the organisation within which this is asked, else of any: a paper says none."""
    row = session.scalars(wanted).one_or_none()
    if row is None:
        with within(None):
            row = session.scalars(wanted).one_or_none()
    return None if row is None else _held(session, row)


def withdrawn_of(session: Session, organisation_id: uuid.UUID) -> tuple[Held, ...]:
    """Return what an organisation issued and no longer stands by: withdrawn or replaced."""
    with within(organisation_id):
        return _withdrawn_of(session, organisation_id)


def _withdrawn_of(session: Session, organisation_id: uuid.UUID) -> tuple[Held, ...]:
    wanted = (
        select(Certificate)
        .join(Membership)
        .where(Membership.organisation_id == organisation_id)
        .options(joinedload(Certificate.membership))
        .order_by(Certificate.issued)
    )
    if (
        session.scalars(select(ProgressVoided).filter_by(organisation_id=organisation_id)).first()
        is None
    ):
        wanted = wanted.where(Certificate.replaced.is_not(None))
    rows = session.scalars(wanted).all()
    voided = voided_among(session, rows)
    return tuple(
        Held(row, State.WITHDRAWN if row.id in voided else State.REPLACED)
        for row in rows
        if row.id in voided or row.replaced is not None
    )


def code_of_pass(session: Session, membership_id: uuid.UUID, statement_id: uuid.UUID) -> str:
    """Return the code of the certificate that rests on a statement; empty where there is none."""
    wanted = select(Certificate.code).filter_by(
        membership_id=membership_id, about=str(statement_id), replaced=None
    )
    return session.scalars(wanted).first() or ""


def _held(session: Session, row: Certificate) -> Held:
    with within(row.organisation_id):
        voided = voided_among(session, [row])
    if voided:
        return Held(row, State.WITHDRAWN)
    return Held(row, State.VALID if row.replaced is None else State.REPLACED)
