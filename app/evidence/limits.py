"""How often a stranger may ask: enough for whoever checks a stack of papers, too little for trying codes."""

import datetime as dt
from typing import Final

from flask import current_app, request

from app import tries
from app.database import now
from app.errors import TooManyTries
from app.services import services

WINDOW: Final = dt.timedelta(minutes=15)
CHECKS_OF_A_NETWORK: Final = 60
NAMES_OF_A_CODE: Final = 10


def count_check() -> None:
    """Count a code that does not exist, or a credential, for the network address of this request.

    Raises TooManyTries.
    """
    key = str(current_app.config["SECRET_KEY"])
    address = request.remote_addr or ""
    _count(tries.subject_of_address(key, address, doing="verify "), CHECKS_OF_A_NETWORK)


def count_name(code: str) -> None:
    """Count a name that is compared with a certificate's. Raises TooManyTries."""
    key = str(current_app.config["SECRET_KEY"])
    _count(tries.digest(key, f"verify name:{code}"), NAMES_OF_A_CODE)


def _count(subject: bytes, most: int) -> None:
    moment = now()
    with services().database.write() as session:
        seconds = tries.seconds_to_wait(session, subject, most, moment)
        if not seconds:
            tries.count(session, [subject], moment + WINDOW, moment)
    if seconds:
        minutes = -(-seconds // 60)
        raise TooManyTries(
            "This was asked too often from where you are. You can go on in"
            f" {minutes} {'minute' if minutes == 1 else 'minutes'}.",
            seconds,
        )
