"""Sharing, and taking back: the doctor's alone to do, answer by answer or the whole."""

import datetime as dt
import uuid

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.errors import Conflict, NotAllowed, NotFound
from app.welcome.access import Seat
from app.welcome.lapsing import lapse_if_changed
from app.welcome.models import WelcomeAnswer, WelcomeSignature, WelcomeVersion
from app.welcome.stranded import stranded
from app.welcome.texts import Texts


def share(session: Session, seat: Seat, moment: dt.datetime) -> None:
    """Let the named supervisor see what the doctor has written, and writes from now on.

    Raises NotAllowed for anybody but the doctor; Conflict where no supervisor of theirs is named.
    """
    _require_doctor(seat)
    form = seat.form
    if form.supervisor_id is None:
        raise Conflict("No supervisor is named in this form yet.")
    if stranded(session, form.id):
        raise Conflict(
            f"{seat.sup_name} no longer supervises you. Pass the form on to your supervisor of now,"
            " and share it there."
        )
    if form.shared is None:
        form.shared, form.withdrawn = moment, None
        form.begun = form.begun or moment
        session.flush()


def withdraw(session: Session, seat: Seat, moment: dt.datetime) -> None:
    """Take everything back: the supervisor sees section A and stubs of what was signed.

    A signature that waits for the other's lapses: neither agrees any longer to what the other cannot see.
    """
    _require_doctor(seat)
    form = seat.form
    if form.shared is None:
        return
    form.shared, form.withdrawn = None, moment
    for version in session.scalars(select(WelcomeVersion).where(WelcomeVersion.form_id == form.id)):
        version.withdrawn = version.withdrawn or moment
        if version.frozen is None:
            session.execute(
                update(WelcomeSignature)
                .where(WelcomeSignature.version_id == version.id, WelcomeSignature.lapsed.is_(None))
                .values(lapsed=moment)
            )
    session.flush()


def withhold(
    session: Session,
    seat: Seat,
    sealed: Texts,
    field: str,
    row_id: uuid.UUID,
    moment: dt.datetime,
    *,
    so: bool,
) -> None:
    """Take one answer of the doctor's own back, or show it again. Raises NotFound."""
    _require_doctor(seat)
    row = session.scalars(
        select(WelcomeAnswer)
        .where(
            WelcomeAnswer.form_id == seat.form.id,
            WelcomeAnswer.field == field,
            WelcomeAnswer.row_id == row_id,
        )
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such answer in this form.")
    row.withheld = so
    session.flush()
    lapse_if_changed(session, seat.form, sealed, moment)


def withheld_fields(session: Session, form_id: uuid.UUID) -> frozenset[tuple[str, str]]:
    """Return what is taken back now: pairs of a field and its row, as they stand in what is signed."""
    found = session.execute(
        select(WelcomeAnswer.field, WelcomeAnswer.row_id).where(
            WelcomeAnswer.form_id == form_id, WelcomeAnswer.withheld.is_(True)
        )
    )
    return frozenset((field, "" if row_id == form_id else str(row_id)) for field, row_id in found)


def _require_doctor(seat: Seat) -> None:
    if not seat.is_img:
        raise NotAllowed("Only the doctor decides what is shared.")
