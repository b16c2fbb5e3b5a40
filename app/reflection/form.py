"""The page on which one writes, and what can be wrong with what was typed."""

import uuid

from flask import render_template

from app.reflection.hard_day import hard_day
from app.reflection.journal import Entry
from app.reflection.own import own
from app.reflection.pages import Page
from app.reflection.shares import shares_of
from app.reflection.writing import MOST_CHARACTERS, MOST_OF_TITLE, Writing
from app.services import services
from app.viewer import member, viewer


def writing_page(
    page: Page,
    writing: Writing,
    entry: Entry | None = None,
    *,
    version: int = 0,
    errors: list[dict[str, str]] | None = None,
    unsaved: uuid.UUID | None = None,
) -> str:
    """Return the page with a text in it. entry: that it belongs to, none for a new one, whose version
    is then said apart; unsaved: the waiting text that it was opened with.
    """
    parts = services()
    session = parts.database.of_request()
    given = shares_of(session, own(), page.entry_id)
    return render_template(
        "reflection/write.html",
        shares=[each for each in given if each.ended is None],
        page=page,
        writing=writing,
        entry=entry,
        version=entry.version if entry else version,
        errors=errors or [],
        unsaved=unsaved,
        hard_day=hard_day(session, member(), parts.shelf.course, viewer().nation),
    )


def mistakes(writing: Writing) -> list[dict[str, str]]:
    """Return what keeps a text from being saved, each with a link to its field."""
    first = f"#part-{writing.form.steps[0].key}"
    found = []
    if len(writing.title) > MOST_OF_TITLE:
        sentence = f"The title is too long: use {MOST_OF_TITLE} characters at most."
        found.append({"text": sentence, "href": "#title"})
    if writing.is_empty:
        found.append({"text": "Write a few words first.", "href": first})
    if writing.characters > MOST_CHARACTERS:
        sentence = (
            f"That is {writing.characters:,} characters, and an entry holds {MOST_CHARACTERS:,}."
            " Shorten it, or go on in a second entry. Your text is still here, and is not saved yet."
        )
        found.append({"text": sentence, "href": first})
    return found
