"""How a request becomes an act: the learner, one transaction, and the statements on their way after it."""

import datetime as dt
import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Response, g
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app import database
from app.learning.idle import end_visits_of
from app.learning.visits import Act, Learner, begin_act
from app.records.drain import drain
from app.services import services
from app.viewer import member, viewer
from course.model import Module

log = logging.getLogger(__name__)


def learner() -> Learner:
    """Return who learns in this request. Raises NotAllowed for one without an organisation."""
    who = member()
    return Learner(
        services().home_page,
        who.organisation_id,
        who.membership_id,
        who.sign_in_id,
        viewer().platform_id,
    )


@contextmanager
def acting(module: Module, at: dt.datetime | None = None) -> Iterator[Act]:
    """Give an act in a module; it is kept and told at the end, or neither on an error.

    at: when it happened, where that is not now.
    """
    parts = services()
    with parts.database.write() as session:
        yield begin_act(session, learner(), module, at or database.now())
    parts.database.refresh_request()


def end_with_sign_in(session: Session, sign_in_id: uuid.UUID) -> None:
    """End the visits of a sign-in that ends, in the transaction that ends it."""
    parts = services()
    end_visits_of(session, parts.shelf.course, parts.home_page, sign_in_id)


def send_at_once(response: Response) -> Response:
    """Send what this request has put into the outbox, where the record store is in this process.

    A store elsewhere may be slow: the sender's thread sees to that one, and to whatever fails here.
    """
    parts = services()
    if g.pop("outbox_filled", False) and parts.records.in_process:
        try:
            drain(parts.database, parts.records, database.now)
        except SQLAlchemyError:
            log.exception("statements wait in the outbox; they will be sent soon")
    return response
