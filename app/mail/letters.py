"""Writing a letter: in the transaction of the act that it tells of, so that it goes out if that holds."""

import datetime as dt
import uuid
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy.orm import Session

from app.accounts.mailboxes import has_mailbox
from app.mail.models import LetterWaiting
from app.sealing import Seal
from app.services import Services

PURPOSE: Final = "mail"
NEWS_HOURS: Final = 72


class Letter(Struct, frozen=True):
    """A plain text to one address.

    forgotten_at: the address of this server, where somebody says that they have forgotten their
    password. Such a letter is written when it is sent, if there is an account at all, so that the page
    which asks for it takes the same time for everybody. unsubscribe: the address that stops letters of
    this kind, empty for those that nobody can do without.
    """

    to: str
    subject: str
    text: str
    forgotten_at: str = ""
    unsubscribe: str = ""


_reader = msgspec.json.Decoder(Letter)


def is_set_up(parts: Services) -> bool:
    """Say whether this server sends mail, or keeps it where somebody tries it out."""
    return parts.settings.mail_backend != "smtp" or bool(parts.settings.smtp_server)


def write(
    parts: Services,
    session: Session,
    letter: Letter,
    moment: dt.datetime,
    *,
    person_id: uuid.UUID | None,
    hours: int = NEWS_HOURS,
) -> None:
    """Put a letter among those to be sent; nothing is done where no mail server is set.

    hours: after which it is of no use.
    """
    if not is_set_up(parts) or not has_mailbox(letter.to):
        return
    key = uuid.uuid4()
    sealed = Seal(parts.sealing_keys, PURPOSE).seal(
        msgspec.json.encode(letter).decode(), letter_place(key)
    )
    session.add(
        LetterWaiting(
            id=key,
            person_id=person_id,
            letter=sealed,
            made=moment,
            expires=moment + dt.timedelta(hours=hours),
        )
    )


def opened(parts: Services, row: LetterWaiting) -> Letter:
    """Return the letter that a row holds."""
    return _reader.decode(Seal(parts.sealing_keys, PURPOSE).open(row.letter, letter_place(row.id)))


def letter_place(key: uuid.UUID) -> str:
    """Return to which place a letter is sealed."""
    return f"letter/{key}"
