"""Merging: a JSON object that is posted joins the one that is stored, by the top level of its names.

Source: xAPI 1.0.3 Communication 2.2 (POST); IEEE 9274.1.1 section 4.1.6.2.
"""

import msgspec
from msgspec import Raw

from lrs.documents.document import Document, StoredDocument
from lrs.errors import BadRequest
from lrs.jsontext import read

_object = msgspec.json.Decoder(dict[str, Raw])


def merged(before: StoredDocument, document: Document) -> Document:
    """Return a stored document with what another adds. Raises BadRequest unless both are JSON objects."""
    if not (is_json(before.content_type) and is_json(document.content_type)):
        raise BadRequest("Only application/json merges: PUT replaces a document of another type.")
    require_object(before.content, "stored")
    parts = _object.decode(before.content) | _object.decode(document.content)
    return Document(msgspec.json.encode(parts), before.content_type)


def require_object(content: bytes, which: str) -> None:
    """Raise BadRequest unless a document is a JSON object. which: "stored" or "posted"."""
    if not isinstance(read(content), dict):
        raise BadRequest(f"The {which} document is not a JSON object, so it cannot be merged.")


def is_json(content_type: str) -> bool:
    """Tell whether a media type, parameters apart, is that of JSON."""
    return content_type.partition(";")[0].strip().lower() == "application/json"
