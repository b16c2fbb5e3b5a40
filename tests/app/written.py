"""The lines about the safety of accounts, as they are written."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from app import security_log

Lines = Callable[[], list[dict[str, Any]]]


@contextmanager
def security_lines() -> Iterator[Lines]:
    """Give what returns the lines that were written so far."""
    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(record.getMessage())

    log, handler = logging.getLogger(security_log.LOG), Keep()
    before = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield lambda: [json.loads(line) for line in written]
    finally:
        log.removeHandler(handler)
        log.setLevel(before)
