"""The words of the passages in SQLite: a table of FTS5. Source: SQLite, "FTS5 Extension"."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import TextClause, text

from course.search.words import PREFIX_LETTERS

INSERT: Final = text(
    "INSERT INTO search_words (rowid, title, heading, text)"
    " VALUES (:passage, :title, :heading, :text)"
)
DELETE: Final = text(
    "DELETE FROM search_words"
    " WHERE rowid IN (SELECT id FROM search_passage WHERE edition = :edition)"
)
# The smaller, the better. A title counts for more than a heading, and a heading for more than its text.
_FIND: Final = (
    "SELECT search_passage.id FROM search_words"
    " JOIN search_passage ON search_passage.id = search_words.rowid"
    " WHERE search_words MATCH :wanted AND {shown}"
    " ORDER BY bm25(search_words, 4.0, 6.0, 1.0), search_passage.id LIMIT :most"
)


def wanted(asked: Iterable[str], *, all_of_them: bool) -> str:
    """Return a question as FTS5 reads it. asked: normal forms, of small letters and figures only."""
    return (" AND " if all_of_them else " OR ").join(f"({_word(each)})" for each in asked)


def find(shown: str) -> TextClause:
    """Return the statement that finds. shown: a condition on the passages."""
    return text(_FIND.format(shown=shown))


def _word(form: str) -> str:
    # The word itself is named beside its longer ones, and so counts for more than they do.
    return f'"{form}" OR "{form}"*' if len(form) >= PREFIX_LETTERS else f'"{form}"'
