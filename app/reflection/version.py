"""The version that a page was shown, as its forms send it."""

from collections.abc import Mapping
from typing import Final

from app.errors import BadInput

_DIGITS: Final = 9


def version_of(fields: Mapping[str, str]) -> int:
    """Return the version. Raises BadInput where the form can be none of ours."""
    version = fields.get("version", "")
    if not (version.isascii() and version.isdecimal() and len(version) <= _DIGITS):
        raise BadInput("The page did not say which entry it is about. Open the entry again.")
    return int(version)
