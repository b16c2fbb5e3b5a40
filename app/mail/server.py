"""The mail server (SMTP) to which letters are given.

A header says what was typed, and never what a reader makes of it: an encoded word in the name of an
organisation would be decoded when it is read, ends of lines included, and begin other headers.

Sources: RFC 5321 (SMTP), RFC 3207 (STARTTLS), RFC 3834 (Auto-Submitted), RFC 2047 (encoded words), RFC 8058
(List-Unsubscribe-Post).
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import localtime, make_msgid
from typing import Final

from app.mail.letters import Letter
from app.mail.trying import Console, Folder, Taker
from app.settings import Settings
from course.visible import one_line

TIMEOUT_SECONDS: Final = 20
ENCODED: Final = "=?"
SENDER_FOR_TRYING: Final = "firstshift@localhost.invalid"


@contextmanager
def mail_server(settings: Settings) -> Iterator[Taker]:
    """Give what takes letters: a connection, encrypted as the settings say, or what is for trying out.

    Raises OSError or SMTPException.
    """
    if settings.mail_backend == "file":
        yield Folder(settings.mail_folder)
        return
    if settings.mail_backend == "console":
        yield Console()
        return
    where = (settings.smtp_server, settings.smtp_port)
    if settings.smtp_security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            *where, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
        )
    else:
        connection = smtplib.SMTP(*where, timeout=TIMEOUT_SECONDS)
    with connection:
        if settings.smtp_security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            connection.login(settings.smtp_user, settings.smtp_password)
        yield connection


def message(settings: Settings, letter: Letter) -> EmailMessage:
    """Return a letter as mail servers take it. Raises ValueError for an address that no header may hold."""
    if one_line(letter.to) != letter.to or ENCODED in letter.to:
        raise ValueError("an address with an encoded word or an end of line")
    made = EmailMessage()
    sender = settings.smtp_sender or SENDER_FOR_TRYING
    made["From"] = f"First Shift <{sender}>"
    made["To"] = letter.to
    made["Subject"] = one_line(letter.subject).replace(ENCODED, "= ?")
    made["Date"] = localtime()
    made["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    # So that an absence note does not answer it.
    made["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        made["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if any("\r" in value or "\n" in value for value in map(str, made.values())):
        raise ValueError("a header with an end of line")
    made.set_content(letter.text)
    return made
