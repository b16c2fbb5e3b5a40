"""The digest of what a package holds, which no way of compressing it changes."""

import hashlib
from collections.abc import Mapping
from typing import Final

LEFT_OUT: Final = "about.txt"
"""The file that names the digest, and so has no part in it."""

COMMAND: Final = f"find * -type f ! -path {LEFT_OUT} | LC_ALL=C sort | xargs sha256sum | sha256sum"
"""What prints it in the folder of the unpacked zip."""


def content_sha256(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of what ``sha256sum`` prints for the files, in the order of their names.

    files: path to content; ``about.txt`` is left out.
    """
    printed = "".join(
        f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n"
        for path in sorted(files)
        if path != LEFT_OUT
    )
    return hashlib.sha256(printed.encode("ascii")).hexdigest()
