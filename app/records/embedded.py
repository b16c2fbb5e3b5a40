"""The record store in this process."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from app.records.contract import Found, Harvest, Recorded, Refusal, batch_or_singly
from app.records.errors import SearchRefused, StatementRefused, StoreAway
from app.records.search import Search
from lrs import LRS, Authority, Page, StatementQuery, Stored, View, errors

EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class EmbeddedStore:
    """Statements in the embedded LRS; its mark is the number that it gives each statement."""

    name = "embedded"
    in_process = True

    def __init__(self, lrs: LRS) -> None:
        self._lrs = lrs

    def send(self, organisation_id: uuid.UUID, bodies: Sequence[bytes]) -> tuple[Refusal, ...]:
        """Store statements as the process itself, for one organisation."""
        authority = Authority.internal(str(organisation_id), self._lrs.home_page)

        def post(body: bytes) -> None:
            with store_errors():
                self._lrs.store(body, authority)

        return batch_or_singly(bodies, post)

    def read_since(
        self, position: str, limit: int, organisation_id: uuid.UUID | None = None
    ) -> Harvest:
        """Return the statements of all organisations, or of one, after a number."""
        whose = None if organisation_id is None else str(organisation_id)
        with store_errors():
            found = self._lrs.since(whose, int(position or "0"), limit)
        after = str(found[-1].seq) if found else position
        return Harvest(tuple(_recorded(each) for each in found), after, len(found) == limit)

    def get(self, organisation_id: uuid.UUID, statement_id: uuid.UUID) -> Recorded | None:
        """Return one statement that is not voided."""
        return self._get(organisation_id, statement_id, voided=False)

    def get_voided(self, organisation_id: uuid.UUID, statement_id: uuid.UUID) -> Recorded | None:
        """Return one statement that is voided."""
        return self._get(organisation_id, statement_id, voided=True)

    def search(self, organisation_id: uuid.UUID, asked: Search) -> Found:
        """Return the first page of the statements that match."""
        words = asked.parameters()
        query = StatementQuery(
            organisation=str(organisation_id),
            agent=words.get("agent"),
            verb=words.get("verb"),
            activity=words.get("activity"),
            registration=words.get("registration"),
            since=words.get("since"),
            until=words.get("until"),
            related_agents=asked.related_agents,
            related_activities=asked.related_activities,
            ascending=asked.ascending,
            limit=asked.limit,
        )
        with _finds():
            return _found(organisation_id, self._lrs.find(query))

    def search_on(self, organisation_id: uuid.UUID, more: str) -> Found:
        """Return the page that a token leads to."""
        with _finds():
            view = View(organisation=str(organisation_id))
            return _found(organisation_id, self._lrs.more(more, view))

    def statements_of(
        self, organisation_id: uuid.UUID, registration: uuid.UUID
    ) -> tuple[Recorded, ...]:
        """Return all statements of a registration, page after page."""
        organisation = str(organisation_id)
        query = StatementQuery(
            organisation=organisation, registration=str(registration), ascending=True
        )
        with store_errors():
            page = self._lrs.find(query)
            bodies = list(page.statements)
            while page.more is not None:
                page = self._lrs.more(page.more, View(organisation=organisation))
                bodies += page.statements
        return tuple(Recorded.of(organisation_id, body) for body in bodies)

    def _get(
        self, organisation_id: uuid.UUID, statement_id: uuid.UUID, *, voided: bool
    ) -> Recorded | None:
        view = View(organisation=str(organisation_id))
        with store_errors():
            found = self._lrs.statement(view, str(statement_id), voided=voided)
        return None if found is None else _recorded(found)


def _found(organisation_id: uuid.UUID, page: Page) -> Found:
    recorded = tuple(Recorded.of(organisation_id, body) for body in page.statements)
    return Found(recorded, page.more or "")


@contextmanager
def _finds() -> Iterator[None]:
    """Turn what the store says of a question into the errors of this room. Raises SearchRefused."""
    try:
        with store_errors():
            yield
    except StatementRefused as refused:
        raise SearchRefused(refused.sentence) from refused


def _recorded(found: Stored) -> Recorded:
    stored = EPOCH + dt.timedelta(microseconds=found.stored)
    return Recorded(uuid.UUID(found.organisation), stored, found.body)


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn errors of the store in this process into those of this room.

    Raises StoreAway and StatementRefused.
    """
    try:
        yield
    except errors.Unavailable as error:
        raise StoreAway(f"The record store cannot answer now: {error}") from error
    except errors.LRSError as error:
        raise StatementRefused(f"The record store refused what it was sent: {error}") from error
