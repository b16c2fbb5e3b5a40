"""Saving what a page sends: with a look for what could tell who somebody is, before it is saved for good."""

import datetime as dt

from msgspec import Struct
from sqlalchemy.exc import IntegrityError

from app.reflection import changing
from app.reflection.changing import Posted
from app.reflection.checking import findings
from app.reflection.own import own
from app.services import services


class Saved(Struct, frozen=True):
    """An entry that is saved. to_check: as a draft only, since something was found in it."""

    version: int
    to_check: bool


def save(posted: Posted, *, final: bool, moment: dt.datetime) -> Saved:
    """Save a text for the person of this request. Raises as ``changing.save`` does."""
    to_check = final and bool(findings(posted.writing))
    try:
        version = _save(posted, moment, final=final and not to_check)
    except IntegrityError:
        # The same page, sent twice at once: the other one made the entry in this moment.
        version = _save(posted, moment, final=final and not to_check)
    return Saved(version, to_check)


def _save(posted: Posted, moment: dt.datetime, *, final: bool) -> int:
    with services().database.write() as session:
        version = changing.save(session, own(), posted, moment, final=final)
    services().database.refresh_request()
    return version
