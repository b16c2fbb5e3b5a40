"""The thread that sends letters while the server runs. No log line holds an address or a text."""

import datetime as dt
import logging
import smtplib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, cast

from flask import Flask

from app.accounts.forgotten import letter_for
from app.database import now
from app.mail import queue
from app.mail.letters import Letter, is_set_up, opened
from app.mail.models import LetterWaiting
from app.mail.server import mail_server, message
from app.mail.trying import Taker
from app.services import KEY, Services
from lrs.repeating import Repeating

SECONDS_BETWEEN: Final = 5.0
REFUSED_FOR_GOOD: Final = 500

log = logging.getLogger(__name__)


class _DroppedError(Exception):
    """Raised where the connection ended at one letter, which is put back already."""


def start_postman(app: Flask) -> Repeating | None:
    """Start the thread of this process; none where no mail server is set."""
    parts = cast(Services, app.extensions[KEY])
    if not is_set_up(parts):
        return None
    postman = Repeating(partial(send_letters, parts, now), SECONDS_BETWEEN, "letters")
    postman.start()
    return postman


def send_letters(parts: Services, clock: Callable[[], dt.datetime]) -> None:
    """Send what waits. A server that is away stops nothing: the letters wait, longer after each try."""
    send_some(parts, clock)


def send_some(parts: Services, clock: Callable[[], dt.datetime]) -> bool:
    """Send the oldest of what waits; say whether it is worth while to go on at once."""
    with parts.database.write() as session:
        rows: Sequence[LetterWaiting] = queue.claim(session, clock())
    if not rows:
        return False
    try:
        while rows:
            rows = _send_over_one(parts, rows, clock)
    except (OSError, smtplib.SMTPException) as error:
        log.warning(
            "The mail server does not take letters now (%s). Waiting: %d.", _kind(error), len(rows)
        )
        with parts.database.write() as session:
            for row in rows:
                queue.put_back(session, row, clock())
        return False
    return True


def _send_over_one(
    parts: Services, rows: Sequence[LetterWaiting], clock: Callable[[], dt.datetime]
) -> Sequence[LetterWaiting]:
    """Send letters over one connection; return those after the one at which it was dropped."""
    left = rows
    try:
        with mail_server(parts.settings) as connection:
            for row in rows:
                left = left[1:]
                _send(parts, connection, row, clock())
    except _DroppedError:
        pass
    return left


def _send(parts: Services, connection: Taker, row: LetterWaiting, moment: dt.datetime) -> None:
    try:
        letter = _written(parts, row, moment)
        if letter is not None:
            connection.send_message(message(parts.settings, letter))
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        if any(code < REFUSED_FOR_GOOD for code in codes):
            _put_back(parts, row, moment)
            return
        log.error("The mail server refused the address of a letter for good (%s).", codes)
    except smtplib.SMTPDataError as error:
        if error.smtp_code < REFUSED_FOR_GOOD:
            _put_back(parts, row, moment)
            return
        log.error("The mail server refused a letter for good (%s).", _kind(error))
    except smtplib.SMTPNotSupportedError as error:
        log.error("The mail server cannot take the address of a letter (%s).", _kind(error))
    except smtplib.SMTPServerDisconnected as error:
        # Perhaps of this very letter: it waits longer by itself, and the others go on at once.
        log.warning("The mail server ended the connection at a letter (%s).", _kind(error))
        _put_back(parts, row, moment)
        raise _DroppedError from error
    except OSError:
        raise  # nothing can be sent just now; what smtplib raises is one of these too
    except Exception as error:  # one letter, whatever is wrong with it, must not hold up the others
        log.error("A letter cannot be sent (%s). It is given up.", _kind(error))
    with parts.database.write() as session:
        queue.settle(session, row.id)


def _put_back(parts: Services, row: LetterWaiting, moment: dt.datetime) -> None:
    with parts.database.write() as session:
        queue.put_back(session, row, moment)


def _written(parts: Services, row: LetterWaiting, moment: dt.datetime) -> Letter | None:
    letter = opened(parts, row)
    if not letter.forgotten_at:
        return letter
    with parts.database.write() as session:
        return letter_for(session, letter.to, letter.forgotten_at, moment)


def _kind(error: Exception) -> str:
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()
