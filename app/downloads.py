"""A file to keep: what every download answers with."""

from typing import Final

from flask import Response

PDF: Final = "application/pdf"


def as_download(content: bytes | str, media_type: str, name: str) -> Response:
    """Return a file to keep, which no browser shows in its place (``app/security.py``: nor stores by itself).

    name: of the file, which names nobody.
    """
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer
