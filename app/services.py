"""What a request works with, made once by ``create_app``."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from flask import current_app
from msgspec import Struct

from app.database import Database
from app.settings import Settings

if TYPE_CHECKING:
    from app.course_shelf import CourseShelf
    from app.records.contract import RecordStore
    from lrs import LRS

KEY = "firstshift"


class Services(Struct, frozen=True):
    """The parts of one app. embedded_lrs: none where another record store is configured.

    home_page: of every actor's account, as it was decided at the first start. sealing_keys: as
    ``sealing.KeyRing`` gives them, the first of which seals.
    """

    settings: Settings
    database: Database
    shelf: "CourseShelf"
    records: "RecordStore"
    embedded_lrs: "LRS | None"
    home_page: str
    sealing_keys: Sequence[bytes]


def services() -> Services:
    """Return the parts of the app that answers this request."""
    return cast(Services, current_app.extensions[KEY])
