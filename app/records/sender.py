"""The thread that keeps statements moving while the server runs."""

from functools import partial
from typing import Final, cast

from flask import Flask

from app.database import now
from app.records.upkeep import send_and_read
from app.services import KEY, Services
from lrs.repeating import Repeating

SECONDS_BETWEEN: Final = 5.0


def start_sender(app: Flask) -> Repeating:
    """Start the thread of this process. A statement that waits when it ends is sent after the next start."""
    parts = cast(Services, app.extensions[KEY])
    sender = Repeating(partial(send_and_read, parts, now), SECONDS_BETWEEN, "statements")
    sender.start()
    return sender
