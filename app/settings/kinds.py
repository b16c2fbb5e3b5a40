"""The kinds of values that settings have: each reads a text, or raises ValueError with what to give."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

ROOT: Final = Path(__file__).resolve().parents[2]
"""The checkout, from which a path that does not begin at the top is told."""


class Setting(NamedTuple):
    """One setting.

    default: as text, read like a value from the environment; secret: its value is printed nowhere.
    """

    name: str
    read: Callable[[str], Any]
    default: str
    help: str
    secret: bool = False


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return the reading of a whole number from least to most."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or not least <= int(text) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return read


def folder(text: str) -> Path:
    """Return a path, told from the folder of the checkout."""
    return (ROOT / text).resolve()


def yes_or_no(text: str) -> bool:
    """Read yes or no."""
    if text not in {"yes", "no"}:
        raise ValueError("yes or no")
    return text == "yes"


def address(text: str) -> str:
    """Read an address of the web without a query, and without its last stroke."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("an address such as https://firstshift.example.nhs.uk")
    return text.rstrip("/")


def optional_address(text: str) -> str:
    """Read an address, or nothing."""
    return address(text) if text else ""


def one_of(*words: str) -> Callable[[str], str]:
    """Return the reading of one of some words."""

    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return text

    return read


def contact(text: str) -> str:
    """Read a mailbox, an address of the web or nothing."""
    wrong = ValueError("an e-mail address, or an address that begins with https://")
    if "://" in text:
        parts = urlsplit(text)
        if parts.scheme != "https" or not parts.hostname or not text.isprintable() or " " in text:
            raise wrong
        return text
    try:
        return optional_mailbox(text)
    except ValueError as error:
        raise wrong from error


def optional_mailbox(text: str) -> str:
    """Read a mailbox, or nothing."""
    name, at, domain = text.partition("@")
    if (text and not (name and at and domain)) or any(letter.isspace() for letter in text):
        raise ValueError("an address such as firstshift@example.nhs.uk")
    return text


def database_url(text: str) -> str:
    """Return the address in SQLAlchemy's form.

    Raises ValueError where it is neither of the two kinds.
    """
    for old in ("postgres://", "postgresql://"):
        if text.startswith(old):
            return "postgresql+psycopg://" + text.removeprefix(old)
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("sqlite:///path/to/file or postgresql://user:password@host/database")
    return text
