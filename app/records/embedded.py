"""The record store in this process."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from app.records.contract import Harvest, Recorded, Refusal, batch_or_singly
from app.records.errors import StatementRefused, StoreAway
from lrs import LRS, Authority, StatementQuery, Stored, View, errors

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
            with _answers():
                self._lrs.store(body, authority)

        return batch_or_singly(bodies, post)

    def read_since(self, position: str, limit: int) -> Harvest:
        """Return the statements of all organisations after a number."""
        with _answers():
            found = self._lrs.since(None, int(position or "0"), limit)
        after = str(found[-1].seq) if found else position
        return Harvest(tuple(_recorded(each) for each in found), after, len(found) == limit)

    def get(self, organisation_id: uuid.UUID, statement_id: uuid.UUID) -> Recorded | None:
        """Return one statement that is not voided."""
        view = View(organisation=str(organisation_id))
        with _answers():
            found = self._lrs.statement(view, str(statement_id))
        return None if found is None else _recorded(found)

    def statements_of(
        self, organisation_id: uuid.UUID, registration: uuid.UUID
    ) -> tuple[Recorded, ...]:
        """Return all statements of a registration, page after page."""
        organisation = str(organisation_id)
        query = StatementQuery(
            organisation=organisation, registration=str(registration), ascending=True
        )
        with _answers():
            page = self._lrs.find(query)
            bodies = list(page.statements)
            while page.more is not None:
                page = self._lrs.more(page.more, View(organisation=organisation))
                bodies += page.statements
        return tuple(Recorded.of(organisation_id, body) for body in bodies)


def _recorded(found: Stored) -> Recorded:
    stored = EPOCH + dt.timedelta(microseconds=found.stored)
    return Recorded(uuid.UUID(found.organisation), stored, found.body)


@contextmanager
def _answers() -> Iterator[None]:
    """Turn the store's errors into those of this room. Raises StoreAway and StatementRefused."""
    try:
        yield
    except errors.Unavailable as error:
        raise StoreAway(f"The record store cannot answer now: {error}") from error
    except errors.LRSError as error:
        raise StatementRefused(f"The record store refused what it was sent: {error}") from error
