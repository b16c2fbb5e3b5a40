"""Who sees and writes what of a form: one place, which every page, file and function here asks.

The doctor reads and writes the own part always. The named supervisor sees section A, and everything else
only once the doctor has shared it, while they supervise this doctor and are named in the form. Nobody
else gets a seat at a form: to them it does not exist.
"""

import enum
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.errors import Conflict, Gone, NotAllowed, NotFound
from app.organisations.models import Membership, Role, Supervision
from app.viewer import Member
from app.welcome.models import (
    WelcomeForm,
    WelcomeFormer,
    WelcomeReader,
    WelcomeRound,
    WelcomeTakenBack,
    WelcomeVersion,
)
from app.welcome.own_models import WelcomeFilled
from app.wording import day
from course.welcome_form.model import Field, Part

SET_UP: Final = "a"
"""The section that the supervisor sees before anything is shared; what the doctor writes in it excepted."""

NO_FORM: Final = "There is no such form for you."


class Side(enum.StrEnum):
    """Which of the two somebody is."""

    IMG = "img"
    SUP = "sup"

    @property
    def other(self) -> "Side":
        """The other of the two."""
        return Side.SUP if self is Side.IMG else Side.IMG


class Seat(Struct, frozen=True):
    """Somebody at a form. img_name and sup_name: how the two are called; sup_name is empty without one."""

    side: Side
    form: WelcomeForm
    member: Member
    img_name: str
    sup_name: str

    @property
    def is_img(self) -> bool:
        """Whether this is the doctor."""
        return self.side is Side.IMG

    @property
    def other_name(self) -> str:
        """How the other of the two is called."""
        return self.sup_name or "your supervisor" if self.is_img else self.img_name

    @property
    def open(self) -> bool:
        """Whether the form is still written in."""
        return self.form.closed is None and self.form.transferred is None


def seat(session: Session, asker: Member, form_id: uuid.UUID, *, write: bool = False) -> Seat:
    """Return the asker's seat at a form. write: hold its row.

    Raises NotFound for anybody but the two; for them Gone where it was taken back.
    """
    form = session.get(WelcomeForm, form_id, with_for_update=write or None)
    if form is None:
        raise _no_form(session, asker, form_id)
    side = _side(session, asker, form)
    if side is None:
        raise NotFound(NO_FORM)
    return Seat(
        side, form, asker, _called(session, form.learner_id), _called(session, form.supervisor_id)
    )


def open_seat(session: Session, asker: Member, form_id: uuid.UUID) -> Seat:
    """Return the asker's seat to change something. Raises NotFound; Conflict where the form is closed."""
    found = seat(session, asker, form_id, write=True)
    if not found.open:
        raise Conflict("This form is closed: it can be read, and no longer changed.")
    return found


def began(seat: Seat) -> bool:
    """Say whether the asker is who began the form."""
    return seat.form.begun_by == seat.member.membership_id


def require_began(seat: Seat) -> None:
    """Refuse what only whoever began the form may do. Raises NotAllowed."""
    if not began(seat):
        raise NotAllowed("Only whoever began this form can take it back.")


def shown(field: Field, side: Side, *, shared: bool, withheld: bool) -> bool:
    """Say whether a side sees a field of any class. withheld: the doctor took the answer back."""
    if side is Side.IMG:
        return True
    if field.id.split(".")[0] == SET_UP and field.by != "img":
        return True
    return shared and not withheld


def sees(seat: Seat, field: Field, *, withheld: bool = False) -> bool:
    """Say whether somebody sees what stands in a field."""
    return shown(field, seat.side, shared=seat.form.shared is not None, withheld=withheld)


def writes(seat: Seat, field: Field, part: Part | None = None) -> bool:
    """Say whether somebody may write in a field, or in a part of it."""
    by = field.by if part is None or part.by is None else part.by
    return seat.open and by in {seat.side.value, "both"} and sees(seat, field)


def may_be_shown_to_others(field: Field) -> bool:
    """Say whether the two may agree to show a field to somebody else."""
    return field.class_ == "SH"


def third_reads(form: WelcomeForm, reader: WelcomeReader, field: Field, *, withheld: bool) -> bool:
    """Say whether somebody beside the two reads an answer: both agreed, and it is shared still."""
    return (
        may_be_shown_to_others(field)
        and reader.img_agreed is not None
        and reader.sup_agreed is not None
        and form.shared is not None
        and form.transferred is None
        and form.closed is None
        and not withheld
    )


def sees_former(seat: Seat, former: WelcomeFormer) -> bool:
    """Say whether somebody sees a text that no longer stands: what they wrote themselves, and no other."""
    return former.author_id == seat.member.membership_id


def in_files(field: Field, *, ticked: bool = False) -> bool:
    """Say whether a field may stand in a file. ticked: the doctor wants the private ones in their own."""
    return field.class_ != "NX" or ticked


def sees_everything_shared(seat: Seat) -> bool:
    """Say whether needs, proposals, actions and what follows are open to somebody."""
    return seat.is_img or seat.form.shared is not None


def require_shared(seat: Seat) -> None:
    """Refuse what comes after sharing. Raises NotFound."""
    if not sees_everything_shared(seat):
        raise NotFound("There is no such page yet: the doctor has not shared the form.")


def require_our_questions(seat: Seat) -> None:
    """Refuse what belongs to our questions in a meeting with the trust's own form. Raises NotFound."""
    if seat.form.own_form_id is not None:
        raise NotFound("This meeting uses the trust’s own form: nothing is rated here.")


def sees_ratings_of(seat: Seat, side: Side, round_: WelcomeRound | None) -> bool:
    """Say whether somebody sees what a side rated: the own always, the other's when both have finished."""
    if seat.side is side:
        return True
    both = round_ is not None and bool(round_.img_done and round_.sup_done)
    return both and sees_everything_shared(seat)


def sees_version(seat: Seat, version: WelcomeVersion) -> bool:
    """Say whether somebody may read what was signed; of what was withdrawn the supervisor sees a stub."""
    if version.kept is None:
        return False
    return seat.is_img or (version.withdrawn is None and seat.form.shared is not None)


def sees_filled(seat: Seat, filled: WelcomeFilled) -> bool:
    """Say whether somebody may open a file that was filled: the supervisor once the doctor has shared.

    What the doctor has taken out the supervisor no longer opens, even where something signed names it.
    """
    if seat.is_img:
        return True
    return seat.form.shared is not None and (
        filled.removed is None or filled.side == Side.SUP.value
    )


def _side(session: Session, asker: Member, form: WelcomeForm | WelcomeTakenBack) -> Side | None:
    """Return which of the two somebody is at a form, be it gone; none for anybody else."""
    if form.organisation_id != asker.organisation_id:
        return None
    if form.learner_id == asker.membership_id:
        return Side.IMG
    return Side.SUP if _is_named_supervisor(session, asker, form) else None


def _is_named_supervisor(
    session: Session, asker: Member, form: WelcomeForm | WelcomeTakenBack
) -> bool:
    if form.supervisor_id != asker.membership_id or Role.SUPERVISOR not in asker.roles:
        return False
    if isinstance(form, WelcomeForm) and form.transferred is not None:
        return False
    return session.get(Supervision, (asker.membership_id, form.learner_id)) is not None


def _no_form(session: Session, asker: Member, form_id: uuid.UUID) -> NotFound:
    """Return what is said where there is no form: to each of the two that it was taken back, and by whom."""
    gone = session.get(WelcomeTakenBack, form_id)
    side = None if gone is None else _side(session, asker, gone)
    if gone is None or side is None:
        return NotFound(NO_FORM)
    by = gone.learner_id if gone.by_img else gone.supervisor_id
    who = "You" if gone.by_img is (side is Side.IMG) else _called(session, by)
    return Gone(
        f"{who} took this form of the welcome meeting back on {day(gone.at)}. Nothing had been written in"
        " it, and nothing was shared. Either of you can begin another one under “Welcome meeting”."
    )


def _called(session: Session, membership_id: uuid.UUID | None) -> str:
    if membership_id is None:
        return ""
    name = select(Person.name).join(Membership, Membership.person_id == Person.id)
    return session.scalar(name.where(Membership.id == membership_id)) or ""
