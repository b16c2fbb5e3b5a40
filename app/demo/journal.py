"""What the demonstration's doctors have written in their journals, and what one of them has shared."""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy.orm import Session

from app.demo import talks
from app.organisations.models import Membership
from app.reflection import changing, shares
from app.reflection.changing import Posted
from app.reflection.own import own_of
from app.reflection.writing import Writing
from app.viewer import Member


class Written(Struct, frozen=True):
    """An entry. days: ago when it was written; shared: whether the writer's supervisor may read it."""

    who: str
    days: int
    writing: Writing
    shared: bool = False
    draft: bool = False


WRITTEN: Final = (
    Written(
        "adaeze",
        6,
        Writing(
            "three",
            {
                "what": "A nurse said she was worried about a patient. I asked for the score. It was low, so I"
                " stayed with my admission.",
                "so-what": "I had taken the number for the answer, and her worry for noise. Where I worked before,"
                " nurses rang only when they were told to, so I heard a routine call.\n\nI was also embarrassed to"
                " leave an admission half done.",
                "now-what": "When a colleague says “I’m worried” I ask “What are you seeing?” before I ask for the"
                " score, and I say when I will come. My supervisor listens to two of my calls this month.",
            },
            "The worry that had no number",
        ),
        shared=True,
    ),
    Written(
        "adaeze",
        3,
        Writing(
            "free",
            {
                "text": "A good day. I explained a result and asked what had worried her most while she waited. It was"
                " something else than I had thought. I would like to ask this again on purpose."
            },
        ),
    ),
    Written(
        "adaeze",
        1,
        Writing(
            "three",
            {
                "what": "I told my consultant in the meeting that I disagreed.",
                "so-what": "",
                "now-what": "",
            },
        ),
        draft=True,
    ),
)


def write(
    session: Session, members: dict[str, Membership], supervisor: str, moment: dt.datetime
) -> None:
    """Write every entry. members: by part; supervisor: the part with whom entries are shared."""
    for each in WRITTEN:
        writer = members[each.who]
        mine = own_of(writer.person_id)
        at = moment - dt.timedelta(days=each.days, hours=2)
        posted = Posted(uuid.uuid4(), uuid.uuid4(), 0, each.writing)
        version = changing.save(session, mine, posted, at, final=not each.draft)
        if each.shared:
            asker = Member(writer.id, writer.organisation_id, writer.id, writer.roles)
            reader = members[supervisor].id
            later = at + dt.timedelta(hours=1)
            shares.share(session, mine, asker, posted.entry_id, version, reader, later)
            talks.record(session, posted.entry_id, writer, reader, later)
