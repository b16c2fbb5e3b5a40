"""What a doctor of the demonstration keeps for themselves: two pages, and a note on one."""

import datetime as dt
from typing import Final

from sqlalchemy.orm import Session

from app.bookmarks import own
from app.bookmarks.own import Place
from app.organisations.models import Membership
from app.sealing import seal_for
from course.model import Module

NOTE: Final = (
    "Saved the two numbers on my phone. The ward clerk knows who is on call before the rota does."
)


def keep_some(session: Session, membership: Membership, module: Module, at: dt.datetime) -> None:
    """Keep the first two topics of a module, with a note on the first."""
    for topic in module.topics[:2]:
        own.keep(session, Place(membership.id, module.slug, topic.slug), at, kept=True)
    place = Place(membership.id, module.slug, module.topics[0].slug)
    own.save_note(session, seal_for("notes"), place, NOTE, 0, at)
