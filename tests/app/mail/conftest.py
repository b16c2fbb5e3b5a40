"""A mail server that keeps what it is given."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest

from app.mail import postman
from app.settings import Settings


class Mailbox:
    """What a mail server was given. away: it does not answer; refuses: with which code."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.away = False
        self.refuses = 0

    @contextmanager
    def server(self, _settings: Settings) -> Iterator["Mailbox"]:
        """Stand in for a connection."""
        if self.away:
            raise ConnectionRefusedError
        yield self

    def send_message(self, message: EmailMessage) -> None:
        """Take a letter."""
        if self.refuses:
            raise smtplib.SMTPRecipientsRefused({message["To"]: (self.refuses, b"no")})
        self.letters.append(message)

    def text(self) -> str:
        """Return the text of the only letter."""
        (only,) = self.letters
        text: str = only.get_content()
        return text


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    """Put a mail server in the place of the real one."""
    made = Mailbox()
    monkeypatch.setattr(postman, "mail_server", made.server)
    return made


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    """Set a mail server."""
    return {
        **environment,
        "FIRSTSHIFT_SMTP_SERVER": "mail.example",
        "FIRSTSHIFT_SMTP_SENDER": "firstshift@alder.example",
    }
