"""What the search finds, as rows: the course's own texts, never a person's.

Beside these stands one table that each kind of database makes in its own way for the words of the
passages (``app/search/words_sqlite.py``, ``app/search/words_postgres.py``).
"""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Local


class SearchEdition(Local, Base):
    """The course as it was indexed. digest: of its passages; words: how often each word stands in them."""

    __tablename__ = "search_edition"

    digest: Mapped[str] = mapped_column(Text, primary_key=True)
    words: Mapped[dict[str, int]] = mapped_column(JSON)
    made: Mapped[dt.datetime] = mapped_column(default=now)


class SearchPassage(Local, Base):
    """A section of a topic, a page of the library, or a source, as ``course/search/passages.py`` gives it."""

    __tablename__ = "search_passage"
    __table_args__ = (Index(None, "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition: Mapped[str] = mapped_column(ForeignKey("search_edition.digest", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(Text)
    module: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    anchor: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    heading: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
