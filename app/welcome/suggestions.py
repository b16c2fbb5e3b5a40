"""What the needs suggest for the list of what is not done alone yet: the supervisor takes it, or not."""

import datetime as dt

from sqlalchemy.orm import Session

from app.errors import NotAllowed, NotFound
from app.welcome import proposals
from app.welcome.access import Seat
from app.welcome.answers import Kept, answers_of
from app.welcome.content import content
from app.welcome.models import WelcomeProposal
from app.welcome.saving import Sent, save
from app.welcome.texts import Texts
from course.model import Course

ALONE = "e.alone"


def add_to_alone(
    session: Session, seat: Seat, sealed: Texts, course: Course, key: str, moment: dt.datetime
) -> None:
    """Add the item of a proposal to the list. Raises NotAllowed for the doctor, NotFound."""
    if seat.is_img:
        raise NotAllowed("The supervisor decides what stands on this list.")
    field = content().form.field(ALONE)
    offer = proposals.answer(session, seat, sealed, course, key, "no", moment)
    if field is None or offer.proposal.need is None or offer.proposal.rules[0].adds != "not-alone":
        raise NotFound("There is no such suggestion.")
    there = answers_of(session, seat, sealed, [field]).get(ALONE, [])
    text = str(there[0].value.get("answer", "")) if there else ""
    item = offer.proposal.need.item[:1].upper() + offer.proposal.need.item[1:]
    if item not in text.split("\n"):
        value = Kept({"answer": f"{text}\n{item}".strip()})
        version = there[0].version if there else 0
        save(session, seat, sealed, Sent(field, seat.form.id, value, version), moment)
    row = session.get(WelcomeProposal, (seat.form.id, key))
    if row is not None:
        row.answer = "added"
        session.flush()
