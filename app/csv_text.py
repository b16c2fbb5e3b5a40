"""Tables as CSV that spreadsheets open as they are meant."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from flask import Response

from app.downloads import as_download

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that make a spreadsheet calculate, the wide ones of East Asian keyboards among them.

Source: OWASP, "CSV Injection".
"""

MARK: Final = "'"
"""What stands before a text that would else be a formula."""


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV; what people wrote is never taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def as_written(cell: str) -> str:
    """Return what somebody wrote, of a cell that ``csv_text`` has made."""
    marked = cell.startswith(MARK) and cell.lstrip(MARK).startswith(FORMULA)
    return cell.removeprefix(MARK) if marked else cell


def csv_answer(text: str, filename: str) -> Response:
    """Return a download of CSV."""
    # The mark at the beginning lets spreadsheets read names with accents as they are written.
    return as_download("\ufeff" + text, "text/csv", filename)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    # What begins so already gets one more: only then can the file be read back as it was.
    return f"'{text}" if text.lstrip(MARK).startswith(FORMULA) else text
