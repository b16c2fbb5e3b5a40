"""What a server writes to its standard error stream: lines for a person, or of JSON for a program.

Of an error only its kind and its way through the code are written, not its words, which may hold what
somebody has typed; the words stay where they come from the machine: a file, the network, the database
that does not answer.
"""

import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy.exc import OperationalError

from app.settings import ROOT, Settings

REQUESTS: Final = "firstshift.requests"


def write_log(settings: Settings) -> None:
    """Write what is logged in this process from now on, in the form that the settings name."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if settings.log_format == "json" else PlainLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(REQUESTS).setLevel(logging.INFO)


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return what is told of a record, by name, the empty left out."""
    from app.watching.requests import number  # here: it writes lines itself

    found = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "log": record.name,
        "request": number(),
        "says": record.getMessage(),
        **getattr(record, "fields", {}),
    }
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        found |= {"error": cause(error), "at": way(error)}
    return {name: value for name, value in found.items() if value not in ("", None)}


def cause(error: BaseException) -> str:
    """Return the kind of an error, with its words where they cannot be a person's."""
    kind = type(error).__name__
    if isinstance(error, OperationalError):
        words = str(error.orig).strip().splitlines()[:1]
        return ": ".join([kind, *words])
    if isinstance(error, OSError) and error.strerror:
        return f"{kind}: {error.strerror}"
    return kind


def way(error: BaseException) -> list[str]:
    """Return the way of an error through the code, the place where it was raised last."""
    return [
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _short(name: str) -> str:
    file = Path(name)
    return str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else name


class JsonLines(logging.Formatter):
    """A line of JSON for each record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return msgspec.json.encode(fields_of(record)).decode()


class PlainLines(logging.Formatter):
    """A line for each record, and one below for each step of an error's way."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines."""
        told = fields_of(record)
        at = told.pop("at", [])
        told.pop("log")
        head = [told.pop("time"), told.pop("level"), told.pop("says", "")]
        rest = [f"{name}={value}" for name, value in told.items()]
        return "\n".join(
            [" ".join(part for part in (*head, *rest) if part), *(f"  {x}" for x in at)]
        )
