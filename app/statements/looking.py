"""Looking for statements: what can be chosen, and a page of what was found."""

import uuid
from typing import Final

from msgspec import Struct

from app.records.contract import Found
from app.records.reading import one_line, verb_words
from app.records.search import Search
from app.services import Services
from app.statements.lines import Line, line
from app.statements.names import Names
from course.vocabulary import VERB_NAMES, Verb

LOOKED_AT: Final = 200
"""Among how many of the latest statements verbs are looked for that are none of ours."""


class Lines(Struct, frozen=True):
    """A page of lines. more: leads to the next one, in the store's own words; empty at the end."""

    lines: tuple[Line, ...]
    more: str


def first_page(parts: Services, organisation_id: uuid.UUID, asked: Search, names: Names) -> Lines:
    """Return the first page of a search. Raises SearchRefused and StoreAway."""
    return _lines(parts.records.search(organisation_id, asked), asked, names)


def next_page(
    parts: Services, organisation_id: uuid.UUID, more: str, asked: Search, names: Names
) -> Lines:
    """Return the page that a page's `more` leads to. asked: as for that page.

    Raises SearchRefused and StoreAway.
    """
    return _lines(parts.records.search_on(organisation_id, more), asked, names)


def verbs(parts: Services, organisation_id: uuid.UUID) -> dict[str, str]:
    """Return verbs to choose from, by IRI: ours, and those met lately, where that costs no request."""
    found: dict[str, str] = {**VERB_NAMES, Verb.VOIDED: "voided"}
    if parts.records.in_process:
        latest = parts.records.search(organisation_id, Search(limit=LOOKED_AT))
        for each in latest.statements:
            verb = each.read()["verb"]
            found.setdefault(verb["id"], one_line(verb_words(verb), 60))
    return dict(sorted(found.items(), key=lambda choice: choice[1].lower()))


def modules(parts: Services) -> dict[str, str]:
    """Return the modules to choose from, titles by slug."""
    return {module.slug: module.title for module in parts.shelf.course.modules}


def _lines(found: Found, asked: Search, names: Names) -> Lines:
    lines = (line(each, names) for each in found.statements)
    # A store finds what voids a statement by what that statement says: who asks for a verb means no such.
    kept = asked.verb in {"", Verb.VOIDED}
    return Lines(tuple(each for each in lines if kept or not each.voids), found.more)
