"""What can go wrong with a backup: always one sentence, and nothing half-done."""

import errno

from app.errors import AppError


class BackupError(AppError):
    """Raised where a backup cannot be made or used."""


def not_written(file: object, error: OSError) -> BackupError:
    """Return the sentence for a file that cannot be written."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return BackupError(
            f"There is no room for {file} on its disk ({error.strerror}). Nothing of it was kept; make room,"
            " or name another disk."
        )
    return BackupError(f"{file} cannot be written: {error.strerror}.")
