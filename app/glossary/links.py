"""Addresses in the glossary."""

from flask import url_for

from app.glossary.view import letter_of
from course.model import GlossaryEntry


def anchor(entry: GlossaryEntry) -> str:
    """Return the id of an entry on the page."""
    return f"term-{entry.id}"


def term_url(entry: GlossaryEntry) -> str:
    """Return the address of an entry."""
    return url_for("glossary.page", letter=letter_of(entry), _anchor=anchor(entry))
