"""The index of the course: made where it is missing, once, whichever process comes first.

An index belongs to an edition of the course. Two servers with different editions, as during an update,
find what their own edition says; older ones are taken away when a new one is made.
"""

import threading
from collections.abc import Collection, Iterable, Sequence
from types import ModuleType
from typing import Final

from sqlalchemy import Text, bindparam, delete, select, text
from sqlalchemy.orm import Session

from app.database import Database
from app.search import words_postgres, words_sqlite
from app.search.models import SearchEdition, SearchPassage
from course.model import Course
from course.search.answer_places import without_answers
from course.search.passages import Passage, edition_of, passages, word_counts
from course.search.words import words

LOCK: Final = 0x53656172  # an advisory lock has a number only: "Sear"
KEPT_EDITIONS: Final = 3

_making = threading.Lock()


def bring_up_to_date(database: Database, course: Course) -> str:
    """Make the index of a course where it is missing; return its edition."""
    edition = edition_of(course)
    if _is_there(database, edition):
        return edition
    with _making:  # the threads of this process need not all prepare the same
        if not _is_there(database, edition):
            found = tuple(passages(course))
            counts = word_counts(course, found)
            with database.write() as session:
                _lock(session)
                if session.get(SearchEdition, edition) is None:
                    _make(session, edition, found, counts)
    return edition


def find(
    session: Session,
    edition: str,
    asked: Sequence[str],
    modules: Collection[str],
    *,
    kind: str,
    most: int,
    all_of_them: bool = True,
) -> tuple[SearchPassage, ...]:
    """Return the passages of a kind that hold all words, or any of them; the best first.

    asked: in their normal form; modules: those in which the person may read.
    """
    of_kind = _of(session)
    shown = "search_passage.edition = :edition AND search_passage.kind = :kind"
    shown += " AND (search_passage.module = '' OR search_passage.module IN :modules)"
    statement = of_kind.find(shown).bindparams(bindparam("modules", expanding=True, type_=Text))
    rows = session.scalars(
        statement,
        {
            "wanted": of_kind.wanted(asked, all_of_them=all_of_them),
            "edition": edition,
            "kind": kind,
            "modules": list(modules),
            "most": most,
        },
    ).all()
    there = session.scalars(select(SearchPassage).where(SearchPassage.id.in_(rows)))
    by_id = {passage.id: passage for passage in there}
    return tuple(by_id[key] for key in rows)


def _is_there(database: Database, edition: str) -> bool:
    with database.read() as session:
        return session.scalar(select(SearchEdition.digest).filter_by(digest=edition)) is not None


def _of(session: Session) -> ModuleType:
    """Return what writes and reads the table of words in the kind of database that this is."""
    return words_postgres if _is_postgres(session) else words_sqlite


def _is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _lock(session: Session) -> None:
    """Let one process at a time make an index; SQLite has one writer anyway."""
    if _is_postgres(session):
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _make(session: Session, edition: str, found: Iterable[Passage], counts: dict[str, int]) -> None:
    _forget_old(session)
    session.add(SearchEdition(digest=edition, words=counts))
    session.flush()
    rows = [
        SearchPassage(
            edition=edition,
            kind=each.kind,
            module=each.module,
            key=each.key,
            anchor=each.anchor,
            title=each.title,
            heading=each.heading,
            text=each.text,
        )
        for each in found
    ]
    session.add_all(rows)
    session.flush()
    session.execute(
        _of(session).INSERT,
        [
            {
                "passage": row.id,
                "title": _normal(row.title),
                "heading": _normal(row.heading),
                "text": _normal(row.text),
            }
            for row in rows
        ],
    )


def _forget_old(session: Session) -> None:
    latest = select(SearchEdition.digest).order_by(SearchEdition.made.desc())
    for old in session.scalars(latest.offset(KEPT_EDITIONS - 1)).all():
        session.execute(_of(session).DELETE, {"edition": old})
        session.execute(delete(SearchPassage).where(SearchPassage.edition == old))
        session.execute(delete(SearchEdition).where(SearchEdition.digest == old))


def _normal(shown: str) -> str:
    return " ".join(word.normal for word in words(without_answers(shown)))
