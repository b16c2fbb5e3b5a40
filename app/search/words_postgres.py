"""The words of the passages in PostgreSQL: a table of ``tsvector``. Source: PostgreSQL, "Full Text Search".

The words are in their normal form already, so the plain configuration is the one to use.
"""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import TextClause, text

from course.search.words import PREFIX_LETTERS

INSERT: Final = text(
    "INSERT INTO search_words (passage, words) VALUES (:passage,"
    " setweight(to_tsvector('simple', :heading), 'A')"
    " || setweight(to_tsvector('simple', :title), 'B')"
    " || setweight(to_tsvector('simple', :text), 'D'))"
)
DELETE: Final = text(
    "DELETE FROM search_words"
    " WHERE passage IN (SELECT id FROM search_passage WHERE edition = :edition)"
)
# 1: a long text is not better for being long.
_FIND: Final = (
    "SELECT search_passage.id FROM search_words"
    " JOIN search_passage ON search_passage.id = search_words.passage,"
    " to_tsquery('simple', :wanted) AS query"
    " WHERE search_words.words @@ query AND {shown}"
    " ORDER BY ts_rank(search_words.words, query, 1) DESC, search_passage.id LIMIT :most"
)


def wanted(asked: Iterable[str], *, all_of_them: bool) -> str:
    """Return a question as ``to_tsquery`` reads it. asked: normal forms, of small letters and figures only."""
    return (" & " if all_of_them else " | ").join(f"({_word(each)})" for each in asked)


def find(shown: str) -> TextClause:
    """Return the statement that finds. shown: a condition on the passages."""
    return text(_FIND.format(shown=shown))


def _word(form: str) -> str:
    # The word itself is named beside its longer ones, and so counts for more than they do.
    return f"{form} | {form}:*" if len(form) >= PREFIX_LETTERS else form
