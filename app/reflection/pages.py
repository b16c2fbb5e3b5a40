"""What a page on which one writes carries beside the text: which entry, which page, and whose.

The writer's mark says for whom the page was made, sealed so that nobody can read or make one. When a
sign-in has ended, or is another person's by now, the text still finds its writer, and nobody else.
"""

import binascii
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from app.errors import BadInput
from app.reflection.changing import Posted
from app.reflection.version import version_of
from app.reflection.writing import written
from app.sealing import SealBrokenError, seal_for
from app.viewer import viewer

PURPOSE: Final = "journal-page"


class Page(Struct, frozen=True):
    """A page on which one writes. entry_id: of the entry, which may not exist yet; form_id: of the page."""

    entry_id: uuid.UUID
    form_id: uuid.UUID
    writer: str


def new_page(entry_id: uuid.UUID | None = None) -> Page:
    """Return what a new page carries, for the person of this request."""
    entry, form = entry_id or uuid.uuid4(), uuid.uuid4()
    sealed = seal_for(PURPOSE).seal(str(viewer().person_id), _place(entry, form))
    return Page(entry, form, urlsafe_b64encode(sealed).decode())


def posted(fields: Mapping[str, str]) -> Posted:
    """Return what a page sent. Raises BadInput where it can be no page of ours."""
    version = version_of(fields)
    return Posted(_id(fields, "entry"), _id(fields, "form"), version, written(fields))


def writer_of(fields: Mapping[str, str]) -> uuid.UUID | None:
    """Return for whom the page was made that sent these fields; none where they do not say so."""
    try:
        sealed = urlsafe_b64decode(fields.get("writer", ""))
        place = _place(_id(fields, "entry"), _id(fields, "form"))
        return uuid.UUID(seal_for(PURPOSE).open(sealed, place))
    except (BadInput, SealBrokenError, binascii.Error, ValueError):
        return None


def _id(fields: Mapping[str, str], name: str) -> uuid.UUID:
    try:
        return uuid.UUID(fields.get(name, ""))
    except ValueError:
        raise BadInput(
            "The page did not say which entry it is about. Open the entry again."
        ) from None


def _place(entry: uuid.UUID, form: uuid.UUID) -> str:
    return f"{entry}/{form}"
