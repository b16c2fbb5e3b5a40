"""The bodies of statements: JSON alone, or JSON and raw data in multipart/mixed."""

from werkzeug.http import parse_options_header

from lrs import multipart
from lrs.attachments import Part
from lrs.errors import BadRequest
from lrs.http.asked import Asked


def statements(asked: Asked) -> tuple[bytes, tuple[Part, ...]]:
    """Return the JSON of the statements and the raw data of their attachments.

    Raises BadRequest for another type, and what `wire.body` raises.
    """
    # Who packs a request into a form need not say what can be nothing else.
    content_type = asked.content_type or ("application/json" if asked.packed else "")
    kind, options = parse_options_header(content_type)
    if kind.lower() == "multipart/mixed" and not asked.packed:
        return multipart.read(asked.read(), content_type)
    if kind.lower() != "application/json":
        raise BadRequest(
            "Send statements as application/json, or with attachments as multipart/mixed."
        )
    if options.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise BadRequest("JSON is sent in UTF-8.")
    return asked.read(), ()
