"""What the two have filled of the trust's own form: added by either, opened by both, taken back by its sender."""

import base64
import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from app.errors import BadInput, NotAllowed, NotFound
from app.welcome import access, filled_kept
from app.welcome.access import Seat
from app.welcome.lapsing import lapse_if_changed
from app.welcome.models import WelcomeForm, WelcomeVersion
from app.welcome.own_models import WelcomeFilled
from app.welcome.scans import Scan
from app.welcome.texts import Texts

MOST_FILES: Final = 20


class Filled(Struct, frozen=True):
    """A file that one of the two has added. name: of its sender; mine: the asker is."""

    id: uuid.UUID
    name: str
    mine: bool
    kind: str
    size: int
    digest: str
    made: dt.datetime


def of(session: Session, seat: Seat) -> tuple[Filled, ...]:
    """Return the files of a meeting that the asker may open, in the order in which they came."""
    names = {"img": seat.img_name, "sup": seat.sup_name or "A supervisor"}
    return tuple(
        Filled(
            row.id,
            names[row.side],
            row.side == seat.side.value,
            row.kind,
            row.size,
            row.digest,
            row.made,
        )
        for row in filled_kept.rows(session, seat.form.id)
        if access.sees_filled(seat, row)
    )


def openable(session: Session, seat: Seat) -> frozenset[str]:
    """Return the ids of the files that the asker may open, those that were taken out included."""
    found = session.scalars(select(WelcomeFilled).where(WelcomeFilled.form_id == seat.form.id))
    return frozenset(str(row.id) for row in found if access.sees_filled(seat, row))


def add(
    session: Session, seat: Seat, sealed: Texts, files: Sequence[Scan], moment: dt.datetime
) -> None:
    """Add files. Raises NotFound in a meeting with our questions or before it is shared, BadInput."""
    require_own_form(seat)
    access.require_shared(seat)
    there = session.scalar(
        select(func.count())
        .select_from(WelcomeFilled)
        .where(WelcomeFilled.form_id == seat.form.id, WelcomeFilled.removed.is_(None))
    )
    if (there or 0) + len(files) > MOST_FILES:
        raise BadInput(
            f"A meeting holds {MOST_FILES} files. Take one out, or put pages into one PDF."
        )
    for each in files:
        row = WelcomeFilled(
            id=uuid.uuid4(),
            organisation_id=seat.form.organisation_id,
            form_id=seat.form.id,
            made=moment,
        )
        row.made_by, row.side = seat.member.membership_id, seat.side.value
        row.kind, row.size = each.kind, len(each.content)
        row.digest = hashlib.sha256(each.content).hexdigest()
        row.kept = sealed.close(each.text, "welcome_filled", row.id)
        session.add(row)
    if seat.is_img:
        seat.form.begun = seat.form.begun or moment
    session.flush()
    lapse_if_changed(session, seat.form, sealed, moment)


def take_back(
    session: Session, seat: Seat, sealed: Texts, filled_id: uuid.UUID, moment: dt.datetime
) -> None:
    """Take out a file of one's own: it is deleted, unless something that was signed names it.

    Raises NotFound; NotAllowed for a file of the other.
    """
    row = _row(session, seat, filled_id)
    if row.removed is not None:
        return
    if row.side != seat.side.value:
        raise NotAllowed("Only who added a file can take it out.")
    if str(row.id) in _signed(session, seat.form, sealed):
        row.removed = moment
    else:
        session.delete(row)
    session.flush()
    lapse_if_changed(session, seat.form, sealed, moment)


def opened(session: Session, seat: Seat, sealed: Texts, filled_id: uuid.UUID) -> tuple[str, bytes]:
    """Return the kind and the content of a file. Raises NotFound."""
    row = _row(session, seat, filled_id)
    return row.kind, base64.b64decode(sealed.open(row.kept, "welcome_filled", row.id))


def require_own_form(seat: Seat) -> None:
    """Refuse what belongs to a trust's own form in a meeting with our questions. Raises NotFound."""
    if seat.form.own_form_id is None:
        raise NotFound(
            "This meeting uses the questions of this page, and no form of the trust’s own."
        )


def _row(session: Session, seat: Seat, filled_id: uuid.UUID) -> WelcomeFilled:
    row = session.scalars(
        select(WelcomeFilled)
        .where(WelcomeFilled.id == filled_id, WelcomeFilled.form_id == seat.form.id)
        .options(undefer(WelcomeFilled.kept))
    ).one_or_none()
    if row is None or not access.sees_filled(seat, row):
        raise NotFound("There is no such file in this meeting.")
    return row


def _signed(session: Session, form: WelcomeForm, sealed: Texts) -> frozenset[str]:
    """Return the ids of the files that something signed by both names."""
    frozen = session.scalars(
        select(WelcomeVersion).where(
            WelcomeVersion.form_id == form.id,
            WelcomeVersion.frozen.is_not(None),
            WelcomeVersion.kept.is_not(None),
        )
    )
    found = set()
    for version in frozen:
        assert version.kept is not None  # noqa: S101  it was asked for
        content = sealed.open(version.kept, "welcome_version", version.id)
        found |= {each["id"] for each in content.get("files", ())}
    return frozenset(found)
