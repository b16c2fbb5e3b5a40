"""What a page of this room needs of the course and of the organisation: the items, and their words."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from app.assignments.due import today
from app.database import now
from app.induction.asked import Asked
from app.organisations.models import Organisation
from app.organisations.overlay import answers_of
from app.services import services
from app.viewer import Member
from app.wording import day
from course.induction.filling import Filled, filled
from course.induction.model import Induction
from course.model import Source
from course.nations import HOME_NATIONS

Say = Callable[[Asked], tuple[Filled, ...]]


def induction() -> Induction:
    """Return the induction of the course that is served."""
    return services().shelf.course.induction


def on_day() -> dt.date:
    """Return today, in the United Kingdom."""
    return today(now())


def sayer(session: Session, organisation_id: uuid.UUID, *, dated: bool = False) -> Say:
    """Return what puts an organisation's answers into the text of an item. dated: each with its day."""
    return sayer_of(session, organisation_id, induction(), dated=dated)


def sayer_of(
    session: Session, organisation_id: uuid.UUID, of: Induction, *, dated: bool = False
) -> Say:
    """Return the same for an induction that is at hand, outside a request."""
    given = answers_of(session, organisation_id)
    answers = {
        key: f"{each.text} (as of {day(each.given)})" if dated else each.text
        for key, each in given.items()
    }
    owners = of.owners

    def say(item: Asked) -> tuple[Filled, ...]:
        return filled(item.text, answers, owners.get(item.owner, item.owner))

    return say


def plain(say: Say, item: Asked) -> str:
    """Return the text of an item as one line."""
    return "".join(piece.text for piece in say(item))


def nation_notes(session: Session, asker: Member, item: Asked) -> Mapping[str, str]:
    """Return what differs by nation, by its name: of the organisation's own where it has said one."""
    own = session.get_one(Organisation, asker.organisation_id).nation
    if "UK" in item.nations:
        return {"": item.nations["UK"]}
    codes = (
        [own] if own in item.nations else [code for code in HOME_NATIONS if code in item.nations]
    )
    if own is not None and own not in item.nations:
        return {}
    return {HOME_NATIONS[code]: item.nations[code] for code in codes if code is not None}


def rests_on(item: Asked) -> tuple[tuple[str, tuple[Source, ...]], ...]:
    """Return on what an item rests, each with its sources."""
    course = services().shelf.course
    found = induction().basis
    return tuple(
        (
            found[letter].says,
            tuple(course.sources[key] for key in found[letter].sources if key in course.sources),
        )
        for letter in item.basis
        if letter in found
    )
