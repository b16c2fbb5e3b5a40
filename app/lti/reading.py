"""Reading what an LMS says, none of which has to be of the kind that it should be."""

import base64
import binascii
import re
from typing import Any, Final

import msgspec

from app.lti.errors import LtiRefused

_COMPACT: Final = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")


def parts_of(text: str, most: int, sentence: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return header and claims of a token; nothing in them is proven. Raises LtiRefused with a sentence."""
    if len(text) > most or not _COMPACT.fullmatch(text):
        raise LtiRefused(sentence)
    try:
        header, said = (
            msgspec.json.decode(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
            for part in text.split(".")[:2]
        )
    except (binascii.Error, ValueError, msgspec.DecodeError):
        raise LtiRefused(sentence) from None
    if not isinstance(header, dict) or not isinstance(said, dict):
        raise LtiRefused(sentence)
    return header, said


def text_of(said: Any, name: str) -> str:
    """Return a text of an object; empty where there is none."""
    found = said.get(name) if isinstance(said, dict) else None
    return found if isinstance(found, str) else ""


def texts_of(said: Any, name: str) -> tuple[str, ...]:
    """Return the texts of a list of an object; none where there is no list."""
    found = said.get(name) if isinstance(said, dict) else None
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def object_of(said: Any, name: str) -> dict[str, Any]:
    """Return an object of an object; an empty one where there is none."""
    found = said.get(name) if isinstance(said, dict) else None
    return found if isinstance(found, dict) else {}
