"""Style sheets, scripts and drawings sent as gzip to whoever takes it.

Only these: they are the same for everybody. To compress a page that holds both a secret (the token of its
forms) and what somebody else may have chosen would let the secret be guessed from the length (BREACH,
CVE-2013-3587); and pages are small.
"""

import gzip
from functools import lru_cache
from pathlib import Path
from typing import Final

from flask import Flask, Response, request

_TYPES: Final = frozenset({"text/css", "text/javascript", "image/svg+xml"})
_LEVEL: Final = 9


def compress_static(app: Flask) -> None:
    """Compress the answers of an app's static folder."""

    @app.after_request
    def compress(response: Response) -> Response:
        if request.endpoint != "static" or response.mimetype not in _TYPES:
            return response
        response.vary.add("Accept-Encoding")
        if response.status_code == 200 and request.accept_encodings["gzip"] > 0:
            name = str((request.view_args or {})["filename"])
            file = Path(app.static_folder or "") / name
            response.close()  # the file, which is not sent
            response.direct_passthrough = False
            response.set_data(_compressed(file, file.stat().st_mtime_ns))
            response.content_encoding = "gzip"
            etag, _ = response.get_etag()
            if etag is not None:  # the bytes differ from those of the file, whose mark it is
                response.set_etag(etag, weak=True)
        return response


@lru_cache(maxsize=64)
def _compressed(file: Path, _changed: int) -> bytes:
    return gzip.compress(file.read_bytes(), _LEVEL, mtime=0)
