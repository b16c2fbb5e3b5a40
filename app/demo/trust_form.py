"""A form of the demonstration trust's own: given, used in one welcome meeting, and taken away again."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from app.assignments.due import today
from app.demo.paper import paper
from app.organisations.models import Membership
from app.services import services
from app.viewer import Member
from app.welcome import (
    access,
    actions,
    filled,
    starting,
    taking_back,
    trust_form_changes,
    trust_forms,
)
from app.welcome.actions_kept import Action, Words
from app.welcome.content import content_of
from app.welcome.scans import scan_of
from app.welcome.texts import texts

TITLE: Final = "Welcome form of the demonstration trust"
QUESTIONS: Final = (
    "What should we call you?",
    "What would you like to be asked about?",
    "What helps you to learn?",
    "What is done beside somebody at first?",
    "When to call, and whom?",
)
ANSWERS: Final = ("Karim", "Oncology, my first love", "Somebody who asks me why")
ACTION: Final = "Listen to three handovers, then give one"


def hold(
    session: Session,
    members: Mapping[str, Membership],
    administrator: Member,
    doctor: str,
    supervisor: str,
    moment: dt.datetime,
) -> None:
    """Give the form, let a doctor and a supervisor begin with it, and take it away from new meetings."""
    if content_of(services().settings.modules) is None:
        return
    given, begun = moment - dt.timedelta(days=20), moment - dt.timedelta(days=3)
    trust_form_changes.add(
        session, administrator, paper(TITLE, QUESTIONS), TITLE, today(given), given
    )
    img, sup = (_member(members[who]) for who in (doctor, supervisor))
    form = starting.start(session, img, img.membership_id, sup.membership_id, begun)
    seat = access.seat(session, img, form.id)
    answers = (*ANSWERS, *[""] * (len(QUESTIONS) - len(ANSWERS)))
    written = paper(TITLE, [f"{q} {a}" for q, a in zip(QUESTIONS, answers, strict=True)])
    filled.add(session, seat, texts(), [scan_of(written)], begun)
    taking_back.share(session, seat, begun)
    due = today(begun) + dt.timedelta(days=14)
    draft = Action(
        uuid.uuid4(), Words(ACTION), "img", due, "open", None, "", ("handover-sbar",), False, 0
    )
    actions.save(session, access.seat(session, sup, form.id), texts(), draft, begun)
    (edition,) = trust_forms.editions(session, administrator, today(begun))
    ended = moment - dt.timedelta(days=2)
    trust_form_changes.take_away(session, administrator, edition.id, today(ended), ended)


def _member(membership: Membership) -> Member:
    return Member(
        membership.id, membership.organisation_id, membership.id, frozenset(membership.roles)
    )
