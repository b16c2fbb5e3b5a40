"""What can go wrong when a text is saved, beside what ``app/errors.py`` has.

Both hold what the page needs so that nothing that was typed is lost.
"""

from app.errors import AppError
from app.reflection.writing import Writing


class JournalFull(AppError):
    """Raised when an entry finds no room. Its sentence stands in the form, with the text."""

    status = 400


class Clash(AppError):
    """Raised when an entry has changed elsewhere since a page was shown. stored: what it holds now."""

    status = 409

    def __init__(self, stored: Writing, version: int) -> None:
        super().__init__("This entry was changed in another window or on another device.")
        self.stored = stored
        self.version = version
