"""A record as it changes: begun by either, changed by both, agreed by each, and nothing overwritten unseen."""

import datetime as dt
import uuid
from typing import Final

from sqlalchemy.orm import Session

from app.conversations import story
from app.conversations.models import Conversation
from app.conversations.parties import About, Seen, about, find, of_entry, seen
from app.conversations.sealed import close, opened
from app.conversations.talk import OTHER, Side, Talk, changed_fields
from app.errors import AppError, Conflict
from app.viewer import Viewer

FROZEN: Final = "You both have agreed to this record, so it is not changed any more."
WITHDRAWN: Final = (
    "The reflection is not shared any more, so this record can be neither changed nor agreed to."
)
NOT_AGREED: Final = (
    "You both agree to the record of the last conversation first; then the next can be recorded."
)
LACKS: Final = (
    "A record that is agreed to says on which day you talked, and about what. Add it first."
)


class ClashError(AppError):
    """Raised where a record has changed since a page was shown. stored: what it holds now."""

    status = 409

    def __init__(self, talk_id: uuid.UUID, stored: Talk, version: int) -> None:
        super().__init__("This record was changed while you were writing.")
        self.talk_id = talk_id
        self.stored = stored
        self.version = version


def begin(
    session: Session, asker: Viewer, share_id: uuid.UUID, talk: Talk, moment: dt.datetime
) -> uuid.UUID:
    """Begin a record about a reflection that is shared; return its id.

    Raises NotFound for everybody but the two, and ClashError where the other has begun meanwhile.
    """
    found = about(session, asker, share_id)
    before = of_entry(session, found.entry_id, found.supervisor_id, to_write=True)
    if before is not None:
        return _replace(session, seen(session, asker, before), talk, 0, moment)
    row = _new(found, talk, moment)
    session.add(row)
    session.flush()
    story.note(session, row, found.parties.side, story.BEGUN, moment)
    return row.id


def follow_up(
    session: Session, asker: Viewer, talk_id: uuid.UUID, talk: Talk, moment: dt.datetime
) -> uuid.UUID:
    """Begin the record of the next conversation about the same reflection; return its id.

    Raises NotFound for everybody but the two, ClashError where the other has begun it meanwhile, and
    Conflict where the one before is not agreed to by both, or the reflection is not shared any more.
    """
    found = find(session, asker, talk_id, to_write=True)
    if found.share_id is None:
        raise Conflict(WITHDRAWN)
    if not found.row.frozen:
        raise Conflict(NOT_AGREED)
    shared = about(session, asker, found.share_id)
    latest = of_entry(session, shared.entry_id, shared.supervisor_id, to_write=True)
    if latest is not None and latest.number > found.row.number:
        return _replace(session, seen(session, asker, latest), talk, 0, moment)
    row = _new(shared, talk, moment, found.row.number + 1)
    session.add(row)
    session.flush()
    story.note(session, row, found.parties.side, story.BEGUN, moment)
    return row.id


def save(
    session: Session,
    asker: Viewer,
    talk_id: uuid.UUID,
    talk: Talk,
    version: int,
    moment: dt.datetime,
) -> uuid.UUID:
    """Change a record; an agreement to what stood there before lapses. Return its id.

    version: that the page was shown. Raises NotFound, ClashError, and Conflict where nothing can be changed.
    """
    return _replace(session, find(session, asker, talk_id, to_write=True), talk, version, moment)


def agree(
    session: Session, asker: Viewer, talk_id: uuid.UUID, version: int, moment: dt.datetime
) -> bool:
    """Agree to a record as it stands; say whether both have now.

    Raises NotFound, and Conflict where it has changed, lacks something, or is not open.
    """
    found = find(session, asker, talk_id, to_write=True)
    row, side = found.row, found.parties.side
    if row.frozen:
        return True
    _must_be_open(found)
    if row.version != version:
        raise Conflict("The record was changed meanwhile. Read it again, then agree.")
    talk = opened(row)
    if not (talk.day and talk.topics):
        raise Conflict(LACKS)
    if getattr(row, f"{side}_agreed") is None:
        setattr(row, f"{side}_agreed", moment)
        story.note(session, row, side, story.AGREED, moment)
    return row.frozen


def _new(found: About, talk: Talk, moment: dt.datetime, number: int = 1) -> Conversation:
    key = uuid.uuid4()
    return Conversation(
        id=key,
        organisation_id=found.organisation_id,
        entry_id=found.entry_id,
        person_id=found.person_id,
        learner_id=found.learner_id,
        supervisor_id=found.supervisor_id,
        number=number,
        kept=close(talk, key, found.person_id),
        version=1,
        made=moment,
        changed=moment,
    )


def _replace(
    session: Session, found: Seen, talk: Talk, version: int, moment: dt.datetime
) -> uuid.UUID:
    row, side = found.row, found.parties.side
    stored = opened(row)
    fields = changed_fields(stored, talk)
    if not fields:
        return row.id  # sent twice, or nothing was changed
    _must_be_open(found)
    if version != row.version:
        raise ClashError(row.id, stored, row.version)
    row.kept, row.changed = close(talk, row.id, row.person_id), moment
    row.version += 1
    what = story.REOPENED if _agreed(row, OTHER[side]) else story.CHANGED
    row.doctor_agreed = row.supervisor_agreed = None
    story.note(session, row, side, what, moment, fields)
    session.flush()
    return row.id


def _agreed(row: Conversation, side: Side) -> bool:
    return getattr(row, f"{side}_agreed") is not None


def _must_be_open(found: Seen) -> None:
    if found.row.frozen:
        raise Conflict(FROZEN)
    if not found.open:
        raise Conflict(WITHDRAWN)
