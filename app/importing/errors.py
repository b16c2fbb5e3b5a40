"""What can be wrong with a file of people as a whole."""

from app.errors import AppError


class UnreadableFileError(AppError):
    """Raised for a file that cannot be read at all: its sentence says why, and how to mend it."""

    status = 400
