"""What somebody typed, for the page that refuses it: an answer that keeps nothing must not lose it either.

A form's own page gives its fields back. This is for what no form foresees: its object went meanwhile, two
sent the same at once, the sign-in is another, the server failed.
"""

import re
from typing import Final
from urllib.parse import urlsplit

from flask import request
from werkzeug.exceptions import HTTPException

_SECRET: Final = re.compile(r"password|token|secret|code|digest|^old$", re.IGNORECASE)
"""Names of fields that no page shows, whatever stands in them."""


def typed_texts() -> tuple[str, ...]:
    """Return the texts of the form that was sent, in its order; empty where there are none.

    A text has more than one word: what is one word (a number, a choice, a key) is typed again at once.
    """
    if request.method != "POST" or not _from_own_page():
        return ()
    try:
        fields = list(request.form.items(multi=True))
    except HTTPException:  # larger than is read
        return ()
    texts = (value.strip() for name, value in fields if not _SECRET.search(name))
    return tuple(dict.fromkeys(text for text in texts if len(text.split()) > 1))


def _from_own_page() -> bool:
    """Say whether a page of ours sent this: nobody else's words may stand under our heading.

    Sources: W3C, "Fetch Metadata Request Headers"; RFC 6454, section 7.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host
