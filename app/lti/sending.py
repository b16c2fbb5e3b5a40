"""Sending scores to LMSs: by one process at a time, again later where an LMS is away.

As in the outbox of statements, a lease (claimed_until) keeps the others away, and runs out if its holder
dies. What has changed while it was on its way is sent once more.
Source: Assignment and Grade Services 2.0, 3.3 and 3.4.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any, Final, cast
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Flask
from msgspec import Struct
from sqlalchemy import Select, or_, select, update
from sqlalchemy.orm import Session

from app.database import now
from app.lti import claims
from app.lti.calling import Caller, call, caller_of
from app.lti.errors import PlatformAway, PlatformError, PlatformRefused
from app.lti.models import LtiLink, LtiPlatform, LtiScore
from app.lti.platforms import note_arrived, note_error
from app.lti.reading import text_of
from app.lti.sweeping import sweep
from app.services import KEY, Services
from app.settings import Settings
from lrs.remote import wait_seconds
from lrs.repeating import Repeating

SECONDS_BETWEEN: Final = 5.0
LEASE: Final = dt.timedelta(minutes=5)
BATCH: Final = 20
MOST_SCORE: Final = 100
CONFLICT: Final = 409
SCORE_KIND: Final = "application/vnd.ims.lis.v1.score+json"
LINE_ITEM_KIND: Final = "application/vnd.ims.lis.v2.lineitem+json"
LINE_ITEMS_KIND: Final = "application/vnd.ims.lis.v2.lineitemcontainer+json"

log = logging.getLogger(__name__)


class Going(Struct, frozen=True):
    """A score on its way, as plain data. told_at: which one it is; label: for a new column of grades."""

    id: uuid.UUID
    told_at: dt.datetime
    caller: Caller
    line_item: str
    line_items: str
    link_id: uuid.UUID
    resource_link: str
    label: str
    tries: int
    score: dict[str, Any]


def start_score_sender(app: Flask) -> Repeating:
    """Start the thread of this process that sends scores."""
    parts = cast(Services, app.extensions[KEY])
    sender = Repeating(partial(_work, parts), SECONDS_BETWEEN, "scores to LMSs")
    sender.start()
    return sender


def _work(parts: Services) -> None:
    send_waiting(parts, now)
    sweep(parts, now())


def send_waiting(parts: Services, clock: Callable[[], dt.datetime]) -> int:
    """Send what waits and nobody else is sending; return how many arrived."""
    with parts.database.read() as session:
        if session.scalars(_free(clock()).limit(1)).first() is None:
            return 0  # and nobody is kept from writing
    with parts.database.write() as session:
        going = _claim(parts, session, clock())
    arrived = 0
    away: dict[uuid.UUID, PlatformError] = {}
    for each in going:
        try:
            if each.caller.platform_id in away:
                raise away[each.caller.platform_id]
            _send(parts, each)
        except PlatformError as error:
            if isinstance(error, PlatformAway):
                away[each.caller.platform_id] = error  # the others need not wait for it as long
            _put_back(parts, each, error, clock())
            continue
        arrived += 1
        with parts.database.write() as session:
            _settle(session, each, waiting=False, sent=clock(), claimed_until=None)
            note_arrived(session, each.caller.platform_id)
    return arrived


def _claim(parts: Services, session: Session, at: dt.datetime) -> list[Going]:
    locked = _free(at).limit(BATCH).with_for_update(skip_locked=True, of=LtiScore)
    rows = session.scalars(locked).all()
    for row in rows:
        row.claimed_until = at + LEASE
    titles = {module.slug: module.title for module in parts.shelf.course.modules}
    return [_going(row, titles) for row in rows if row.told_at is not None]


def _free(at: dt.datetime) -> Select[LtiScore]:
    """Return the query for the scores that wait and that nobody is sending, the oldest first."""
    free = or_(LtiScore.claimed_until.is_(None), LtiScore.claimed_until <= at)
    return (
        select(LtiScore)
        .join(LtiLink, LtiLink.id == LtiScore.link_id)
        .join(LtiPlatform, LtiPlatform.id == LtiLink.platform_id)
        .where(LtiScore.waiting, free, LtiPlatform.stopped.is_(None))
        .order_by(LtiScore.told_at)
    )


def _going(row: LtiScore, titles: dict[str, str]) -> Going:
    assert row.told_at is not None  # noqa: S101 (what waits has a moment)
    said: dict[str, Any] = {
        "userId": row.user.sub,
        "timestamp": row.told_at.astimezone(dt.UTC).isoformat(timespec="milliseconds"),
        "activityProgress": row.activity,
        "gradingProgress": row.grading,
    }
    if row.score is not None:
        said |= {"scoreGiven": row.score, "scoreMaximum": MOST_SCORE}
    link = row.link
    return Going(
        row.id,
        row.told_at,
        caller_of(link.platform),
        link.line_item,
        link.line_items if link.may_add else "",
        link.id,
        link.resource_link_id,
        titles.get(link.module, link.module),
        row.tries,
        said,
    )


def _send(parts: Services, going: Going) -> None:
    """Send a score, if need be to a column of grades that is made for it. Raises PlatformError.

    An LMS that has this score, or a later one, answers with a conflict: its answer to the first sending
    was lost, or a teacher has graded by hand since. There is nothing left to send.
    """
    line_item = going.line_item or _column(parts, going)
    try:
        call(
            parts.settings,
            going.caller,
            claims.SCORE_SCOPE,
            "POST",
            _beneath(line_item, "/scores"),
            content=going.score,
            kind=SCORE_KIND,
        )
    except PlatformRefused as refused:
        if refused.status != CONFLICT:
            raise


def _column(parts: Services, going: Going) -> str:
    """Return the address of the link's column of grades, found or made, and keep it. Raises PlatformError."""
    found = _found_column(parts.settings, going)
    if not found:
        wanted = {
            "scoreMaximum": MOST_SCORE,
            "label": going.label,
            "resourceLinkId": going.resource_link,
        }
        answer = call(
            parts.settings,
            going.caller,
            claims.LINE_ITEM_SCOPE,
            "POST",
            going.line_items,
            content=wanted,
            kind=LINE_ITEM_KIND,
        )
        found = text_of(answer.json(), "id")
    if not found:
        raise PlatformRefused(f"{going.caller.name} made no column of grades for this link.")
    with parts.database.write() as session:
        session.execute(update(LtiLink).where(LtiLink.id == going.link_id).values(line_item=found))
    return found


def _found_column(settings: Settings, going: Going) -> str:
    asked = _with_query(going.line_items, resource_link_id=going.resource_link)
    answer = call(
        settings, going.caller, claims.LINE_ITEM_SCOPE, "GET", asked, accept=LINE_ITEMS_KIND
    )
    listed = answer.json()
    for each in listed if isinstance(listed, list) else ():
        if text_of(each, "resourceLinkId") == going.resource_link:
            return text_of(each, "id")
    return ""


def _put_back(parts: Services, going: Going, error: PlatformError, at: dt.datetime) -> None:
    log.warning("a score waits: %s", error.sentence)
    with parts.database.write() as session:
        note_error(session, going.caller.platform_id, error.sentence, at)
        if isinstance(error, PlatformAway):
            seconds = error.retry_after or wait_seconds(going.tries)
            later = at + dt.timedelta(seconds=seconds)
            _settle(session, going, tries=going.tries + 1, claimed_until=later)
        else:
            _settle(session, going, waiting=False, refused=error.sentence, claimed_until=None)


def _settle(session: Session, going: Going, **values: Any) -> None:
    """Change a row, unless a later score has taken its place meanwhile."""
    session.execute(
        update(LtiScore)
        .where(LtiScore.id == going.id, LtiScore.told_at == going.told_at)
        .values(**values)
    )


def _beneath(address: str, path: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + path))


def _with_query(address: str, **more: str) -> str:
    parts = urlsplit(address)
    query = [*parse_qsl(parts.query, keep_blank_values=True), *more.items()]
    return urlunsplit(parts._replace(query=urlencode(query)))
