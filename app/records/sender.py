"""The thread that keeps statements moving while the server runs."""

from functools import partial
from typing import Final, cast

from flask import Flask

from app.database import now
from app.records.upkeep import send_and_read
from app.services import KEY, Services
from lrs.repeating import Repeating

SECONDS_BETWEEN: Final = 5.0


def one_round(app: Flask) -> None:
    """Do once what has to be done from time to time.

    As in a request: where a membership ends on its last day its sign-ins end, and rooms that listen for that
    ask for the parts of the app.
    """
    with app.app_context():
        send_and_read(cast(Services, app.extensions[KEY]), now)


def start_sender(app: Flask) -> Repeating:
    """Start the thread of this process. A statement that waits when it ends is sent after the next start."""
    sender = Repeating(partial(one_round, app), SECONDS_BETWEEN, "statements")
    sender.start()
    return sender
