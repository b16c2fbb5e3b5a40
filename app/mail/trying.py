"""Mail for trying out, without a mail server: files in a folder, or text where the server runs."""

import os
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4


class Taker(Protocol):
    """What takes letters, as ``smtplib.SMTP`` does."""

    def send_message(self, msg: EmailMessage, /) -> Any:
        """Take a letter. Raises OSError or SMTPException."""


class Folder:
    """A folder that gets a file for each letter. It may hold links that open accounts: its owner only reads it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder

    def send_message(self, msg: EmailMessage, /) -> None:
        """Write a letter, under a name that says nothing of whom it goes to."""
        file = os.open(self._folder / f"{uuid4()}.eml", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "wb") as letter:
            letter.write(msg.as_bytes())


class Console:
    """Prints letters, as people read them."""

    def send_message(self, msg: EmailMessage, /) -> None:
        """Print a letter."""
        head = "\n".join(f"{name}: {value}" for name, value in msg.items())
        sys.stdout.write(f"\n{head}\n\n{msg.get_content()}\n")
        sys.stdout.flush()
