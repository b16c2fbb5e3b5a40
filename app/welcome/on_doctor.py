"""What a doctor's page tells their supervisor before the two meet: the form, what was agreed, what is not done alone."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping

from msgspec import Struct
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.organisations.models import Role, Supervision
from app.services import services
from app.viewer import Member
from app.welcome import actions
from app.welcome.access import Seat, seat, sees_everything_shared
from app.welcome.answers import answers_of
from app.welcome.content import content, content_of
from app.welcome.models import WelcomeForm
from app.welcome.standing import NOT_YET, Standing, standings
from app.welcome.suggestions import ALONE
from app.welcome.texts import texts


class Agreed(Struct, frozen=True):
    """An open action. late: of the trust's own only; a doctor's own actions are never shown as late."""

    title: str
    who: str
    due: dt.date | None
    late: bool


class OnDoctor(Struct, frozen=True):
    """How the meeting stands; form_id: where the asker is the other of the two; alone: lines.

    may_begin: whether the asker can begin a form with the doctor.
    """

    standing: Standing = NOT_YET
    form_id: uuid.UUID | None = None
    alone: tuple[str, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    may_begin: bool = False


def forms_with(
    session: Session, asker: Member, doctors: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, uuid.UUID]:
    """Return the open form between the asker, as the supervisor, and each of some doctors who has one."""
    if Role.SUPERVISOR not in asker.roles:
        return {}
    rows = session.execute(
        select(WelcomeForm.learner_id, WelcomeForm.id)
        .join(
            Supervision,
            (Supervision.learner_id == WelcomeForm.learner_id)
            & (Supervision.supervisor_id == WelcomeForm.supervisor_id),
        )
        .where(
            WelcomeForm.learner_id.in_(list(doctors)),
            WelcomeForm.supervisor_id == asker.membership_id,
            WelcomeForm.transferred.is_(None),
            WelcomeForm.closed.is_(None),
        )
    )
    return dict(rows.all())


def may_begin(
    session: Session, asker: Member, doctors: Collection[uuid.UUID]
) -> frozenset[uuid.UUID]:
    """Return with whom of some doctors the asker can begin a form: those whom they supervise, without any."""
    if Role.SUPERVISOR not in asker.roles or content_of(services().settings.modules) is None:
        return frozenset()
    form = exists().where(
        WelcomeForm.learner_id == Supervision.learner_id, WelcomeForm.transferred.is_(None)
    )
    rows = session.scalars(
        select(Supervision.learner_id).where(
            Supervision.supervisor_id == asker.membership_id,
            Supervision.learner_id.in_(list(doctors)),
            ~form,
        )
    )
    return frozenset(rows)


def on_doctor(session: Session, asker: Member, learner_id: uuid.UUID, on: dt.date) -> OnDoctor:
    """Return what the asker sees of a doctor's form: words of it only as the named supervisor, once shared.

    on: today.
    """
    standing = standings(session, [learner_id]).get(learner_id, NOT_YET)
    form_id = forms_with(session, asker, [learner_id]).get(learner_id)
    if form_id is None:
        begins = learner_id in may_begin(session, asker, [learner_id])
        return OnDoctor(standing, may_begin=begins)
    here = seat(session, asker, form_id)
    if not sees_everything_shared(here):
        return OnDoctor(standing, form_id)
    return OnDoctor(standing, form_id, _alone(session, here), _agreed(session, here, on))


def _alone(session: Session, here: Seat) -> tuple[str, ...]:
    field = content().form.field(ALONE)
    found = answers_of(session, here, texts(), [field]) if field else {}
    text = "\n".join(str(each.value.get("answer", "")) for each in found.get(ALONE, []))
    return tuple(filter(None, text.split("\n")))


def _agreed(session: Session, here: Seat, on: dt.date) -> tuple[Agreed, ...]:
    names = {"img": here.img_name, "sup": here.sup_name}
    return tuple(
        Agreed(
            each.words.title,
            names.get(each.owner) or each.words.who or "Somebody else",
            each.due,
            each.late(on) and each.owner != "img",
        )
        for each in actions.of(session, here, texts())
        if each.status == "open"
    )
