"""Two welcome meetings of the demonstration: one form that is shared, and one that both have signed."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.organisations.models import Membership
from app.services import services
from app.viewer import Member
from app.welcome import access, actions, needs, signing, starting, taking_back
from app.welcome.access import Seat
from app.welcome.actions_kept import Action, Words
from app.welcome.answers import Kept
from app.welcome.content import content, content_of
from app.welcome.saving import Sent, save
from app.welcome.texts import texts
from course.welcome_form.model import PartValue

Answers = Mapping[str, Mapping[str, PartValue]]

DOCTOR: Final[Answers] = {
    "a.nhs_before": {"answer": "no"},
    "b.bring": {
        "answer": "Malaria and sickle cell disease, which I have seen every week; Igbo and French."
    },
    "b.hope": {"answer": "That I know whom to call at night, and am not ashamed to."},
    "c.hierarchy": {
        "answer": "A house officer never asked the consultant a question on the round.",
        "scale": "2",
    },
    "c.disagree": {"answer": ("peer",)},
    "d.setting": {"answer": ("paper-records", "patients-pay", "no-resuscitation-decisions")},
    "d.wtukp": {"answer": "not-yet"},
    "d.reflect": {"written": "a-little", "safe": "not-sure"},
    "f.ease": {"face": "easy", "phone": "hard", "accents": "effort", "letters": "easy"},
    "g.people": {"answer": "help"},
    "g.house": {"answer": "sorted"},
}
SUPERVISOR: Final[Answers] = {
    "a.sup_role": {"answer": "both"},
    "a.post": {"answer": "Resident doctor, acute medicine, level like ST1 to 2"},
    "a.post_type": {"answer": "led"},
    "a.welcome": {
        "answer": "I am glad that you are here. We will talk about what helps you. It is not a test."
    },
}
OWN: Final[Answers] = {
    "c.sup_own": {
        "answer": "I grew up in Kerala and Leicester, and was told off for asking questions, too."
    },
}
AGREED: Final[Answers] = {
    "e.alone": {"answer": "Talks about resuscitation\nSedation"},
    "e.oncall": {"answer": ("shadowed", "log-ins", "crash-call", "senior")},
    "e.local": {"answer": "yes"},
    "h.meetings": {"answer": "weekly", "day": "Thursdays at 13:00"},
    "h.escalate": {
        "answer": "Call me for these, day or night: a score of 5 or more, a worried nurse, any doubt."
    },
    "h.protected": {"answer": "4"},
}
IMG: Final = {"n04": 3, "n09": 0, "n14": 4, "n20": 1, "n21": 2, "n28": 1}
NEEDED: Final = {"n04": 3, "n09": 3, "n14": 3, "n20": 3, "n21": 3, "n28": 3}
ACTIONS: Final = (
    ("Super-user session before the first on call", "sup", 5, "I prescribe without help"),
    ("Three phone referrals with the buddy listening", "img", 10, "The third one needs no help"),
    (
        "Watch a talk about resuscitation, then lead one with a senior",
        "img",
        21,
        "My supervisor has heard one",
    ),
)


def hold(
    session: Session,
    members: Mapping[str, Membership],
    supervisor: str,
    pairs: Sequence[tuple[str, bool]],
    moment: dt.datetime,
) -> None:
    """Write the forms. pairs: of a doctor's part, and whether both have signed."""
    if content_of(services().settings.modules) is None:
        return
    for who, signed in pairs:
        doctor = _member(members[who])
        other = _member(members[supervisor])
        at = moment - dt.timedelta(days=5 if signed else 1)
        form = starting.start(session, doctor, doctor.membership_id, other.membership_id, at)
        img = access.seat(session, doctor, form.id)
        sup = access.seat(session, other, form.id)
        start = at.date() - dt.timedelta(days=2)
        _answer(session, sup, {**SUPERVISOR, "a.start": {"answer": start.isoformat()}}, at)
        _answer(session, img, {**DOCTOR, **_called(members[who].person)}, at)
        taking_back.share(session, img, at)
        _answer(session, sup, OWN, at)
        needs.save(session, img, texts(), 0, {("img", k): (n, "") for k, n in IMG.items()}, at)
        if not signed:
            booked = (moment + dt.timedelta(days=3)).replace(hour=14, minute=0)
            when = booked.strftime("%Y-%m-%dT%H:%M")
            _answer(session, sup, {"a.meet": {"when": when, "where": "My office, level 3"}}, at)
            continue
        _agree(session, img, sup, start, at)


def _agree(session: Session, img: Seat, sup: Seat, start: dt.date, at: dt.datetime) -> None:
    needs.save(session, sup, texts(), 0, {("needed", k): (n, "") for k, n in NEEDED.items()}, at)
    for seat in (img, sup):
        needs.finish(session, seat, texts(), 0, at)
    until = start + dt.timedelta(days=14)
    shadow = {
        "from": start.isoformat(),
        "to": until.isoformat(),
        "answer": "Two on-call shifts beside the registrar",
    }
    _answer(session, sup, {**AGREED, "e.shadow": shadow}, at)
    for title, owner, days, how in ACTIONS:
        draft = Action(
            id=uuid.uuid4(),
            words=Words(title, how=how),
            owner=owner,
            due=start + dt.timedelta(days=days),
            status="open",
            done_on=None,
            source="",
            tags=(),
            private=False,
            version=0,
        )
        actions.save(session, sup, texts(), draft, at)
    _, digest = signing.to_sign(session, img, texts(), 0)
    for seat in (sup, img):
        signing.sign(session, seat, texts(), 0, digest, at, services().home_page)


def _answer(session: Session, seat: Seat, answers: Answers, at: dt.datetime) -> None:
    for name, value in answers.items():
        field = content().form.field(name)
        if field is not None:
            save(session, seat, texts(), Sent(field, seat.form.id, Kept(value), 0), at)


def _called(person: Person) -> Answers:
    """Return the name in the form as it stands in the account, where the doctor has said one."""
    said = {"b.name_called": person.preferred_name, "b.name_say": person.said}
    return {field: {"answer": words} for field, words in said.items() if words}


def _member(membership: Membership) -> Member:
    return Member(
        membership.id, membership.organisation_id, membership.id, frozenset(membership.roles)
    )
