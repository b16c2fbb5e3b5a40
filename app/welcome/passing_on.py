"""Passing a form on to a new supervisor: the doctor chooses what; the rest stays in the form that was.

The new pair gets a form of its own with copies, so that the former supervisor and the new one never share a
row, and nothing that was not passed on can be found in it.
"""

import datetime as dt
import os
import uuid
from collections.abc import Collection
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadInput, Conflict, NotAllowed, NotFound
from app.organisations.models import Membership, Supervision
from app.welcome import actions_kept, filled_kept
from app.welcome.access import Seat
from app.welcome.models import WelcomeAction, WelcomeAnswer, WelcomeForm
from app.welcome.questions import questions_of
from app.welcome.starting import SALT_BYTES
from app.welcome.texts import Texts

ACTIONS: Final = "actions"
FILES: Final = "files"
"""What the doctor has filled of the trust's own form. It may hold anything, so it is not ticked by itself."""

DEFAULT: Final = ("a", "d", "e", ACTIONS)
"""What is ticked on the page, for the doctor to change."""

LEFT_BEHIND: Final = frozenset({"a.meet", "a.welcome", "a.sup_role", "c.sup_own", "f.obs"})
"""What was between the former two, and means nothing to the new ones."""


def pass_on(
    session: Session,
    seat: Seat,
    sealed: Texts,
    supervisor_id: uuid.UUID,
    sections: Collection[str],
    moment: dt.datetime,
) -> WelcomeForm:
    """Begin a form with another supervisor, with copies of some sections, and close the one that was.

    Raises NotAllowed for anybody but the doctor; NotFound for whoever does not supervise them.
    """
    if not seat.is_img:
        raise NotAllowed("Only the doctor decides what is passed on.")
    old = seat.form
    if supervisor_id == old.supervisor_id:
        raise Conflict("This form is with that supervisor already.")
    if session.get(Supervision, (supervisor_id, old.learner_id)) is None:
        raise NotFound("There is no such supervisor of yours.")
    if session.get_one(Membership, supervisor_id).paused is not None:
        raise Conflict("This supervisor’s account is deactivated. Choose another one.")
    known = {section.id for section in questions_of(old).sections} | {ACTIONS, FILES}
    if not set(sections) <= known:
        raise BadInput("There is no such section.")
    new = WelcomeForm(
        id=uuid.uuid4(),
        organisation_id=old.organisation_id,
        learner_id=old.learner_id,
        supervisor_id=supervisor_id,
        made=moment,
        begun=moment,
        shared=moment if sections else None,
        start=old.start if "a" in sections else None,
        moved=old.moved,
        own_form_id=old.own_form_id,
        salt=os.urandom(SALT_BYTES),
    )
    session.add(new)
    session.flush()
    _copy_answers(session, old, new, sealed, sections)
    if ACTIONS in sections:
        _copy_actions(session, old, new, sealed)
    if FILES in sections:
        filled_kept.copy_own(session, old, new, sealed)
    old.transferred, old.next_form_id = moment, new.id
    session.flush()
    return new


def _copy_answers(
    session: Session, old: WelcomeForm, new: WelcomeForm, sealed: Texts, sections: Collection[str]
) -> None:
    rows = session.scalars(
        select(WelcomeAnswer)
        .where(WelcomeAnswer.form_id == old.id, WelcomeAnswer.withheld.is_(False))
        .order_by(WelcomeAnswer.made, WelcomeAnswer.id)
    ).all()
    for row in rows:
        if row.field.split(".")[0] not in sections or row.field in LEFT_BEHIND:
            continue
        copy = WelcomeAnswer(
            id=uuid.uuid4(),
            organisation_id=new.organisation_id,
            form_id=new.id,
            field=row.field,
            row_id=new.id if row.row_id == old.id else row.row_id,
            author_id=row.author_id,
            version=1,
            made=row.made,
            changed=row.changed,
        )
        kept = sealed.open(row.kept, "welcome_answer", row.id)
        copy.kept = sealed.close(kept, "welcome_answer", copy.id)
        session.add(copy)
    session.flush()


def _copy_actions(session: Session, old: WelcomeForm, new: WelcomeForm, sealed: Texts) -> None:
    for each in actions_kept.rows(session, old.id, sealed):
        if each.status != "open" or each.private:
            continue
        row = session.get_one(WelcomeAction, each.id)
        copy = WelcomeAction(
            id=uuid.uuid4(),
            organisation_id=new.organisation_id,
            form_id=new.id,
            made_by=row.made_by,
            made=row.made,
            owner=row.owner,
            due=row.due,
            status=row.status,
            source=row.source,
            tags=list(row.tags),
            private=False,
            version=1,
        )
        copy.kept = sealed.close(actions_kept.plain_words(each.words), "welcome_action", copy.id)
        session.add(copy)
    session.flush()
