"""Another record store, over HTTP: any that speaks xAPI 1.0.3.

Its own mark is ``stored``. A store may show a statement a little after others that it stored later, so
each reading begins some seconds before the last one ended; what is read twice counts once. An
organisation is known by the extension in the context, as one credential serves them all.
Sources: xAPI 1.0.3, Communication, sections 1.1, 2.1.1 to 2.1.3 and 3.3; RFC 9110, 10.2.3 (Retry-After).
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final
from urllib.parse import urljoin

import httpx
import msgspec

from app.records.answers import Page, recorded
from app.records.contract import Found, Harvest, Recorded, Refusal, batch_or_singly
from app.records.errors import SearchRefused, StatementRefused, StoreAway
from app.records.search import Search, moment_text
from course.vocabulary import COURSE
from lrs.remote import Away, Refused, Remote, said

OVERLAP: Final = dt.timedelta(seconds=30)
PAGES_AT_ONCE: Final = 10
"""How many of the store's pages are read for one of ours: others' statements may fill most of them."""
FEWEST: Final = 10
"""How many statements a next page has at least, where so many pages of the store hold them."""
_page = msgspec.json.Decoder(Page)


class RemoteStore:
    """Statements in another LRS."""

    in_process = False

    def __init__(self, remote: Remote) -> None:
        self._remote = remote
        self.name = remote.name

    @classmethod
    def open(cls, endpoint: str, key: str, secret: str, timeout_seconds: float) -> "RemoteStore":
        """Return the store at an address such as https://lrs.example.org/xapi."""
        return cls(Remote.open(endpoint, key, secret, timeout_seconds))

    def send(self, organisation_id: uuid.UUID, bodies: Sequence[bytes]) -> tuple[Refusal, ...]:
        """Store statements; one that is there already and says the same counts as stored."""
        return batch_or_singly(bodies, self._post)

    def read_since(
        self, position: str, limit: int, organisation_id: uuid.UUID | None = None
    ) -> Harvest:
        """Return the course's statements that were stored after a moment."""
        query = {
            "activity": COURSE,
            "related_activities": "true",
            "ascending": "true",
            "limit": str(limit),
        }
        after = dt.datetime.fromisoformat(position) if position else None
        if after is not None:
            query["since"] = moment_text(after - OVERLAP)
        found: list[Recorded] = []
        latest, more = after, False
        for page, following in self._pages(query):
            found += page
            more = bool(following)
            latest = max((each.stored for each in page), default=latest)
            if latest and (after is None or latest > after):
                break  # beyond what was read the last time
        reached = max(filter(None, (latest, after)), default=None)
        if organisation_id is not None:
            found = [each for each in found if each.organisation_id == organisation_id]
        return Harvest(tuple(found), moment_text(reached) if reached else "", more)

    def get(self, organisation_id: uuid.UUID, statement_id: uuid.UUID) -> Recorded | None:
        """Return one statement; none where it is not there or says another organisation."""
        return self._get(organisation_id, {"statementId": str(statement_id)})

    def get_voided(self, organisation_id: uuid.UUID, statement_id: uuid.UUID) -> Recorded | None:
        """Return one voided statement; none where it is not there or says another organisation."""
        return self._get(organisation_id, {"voidedStatementId": str(statement_id)})

    def search(self, organisation_id: uuid.UUID, asked: Search) -> Found:
        """Return the first statements that match and say this organisation.

        A page is cut where the store's own page ends, and may hold a few more than were asked for.
        """
        return self._search(organisation_id, asked.limit, "statements", asked.parameters())

    def search_on(self, organisation_id: uuid.UUID, more: str) -> Found:
        """Return the next of them."""
        return self._search(organisation_id, FEWEST, urljoin(self.name, more), None)

    def statements_of(
        self, organisation_id: uuid.UUID, registration: uuid.UUID
    ) -> tuple[Recorded, ...]:
        """Return all statements of a registration that say this organisation."""
        query = {"registration": str(registration), "ascending": "true"}
        found = [each for page, _ in self._pages(query) for each in page]
        return tuple(each for each in found if each.organisation_id == organisation_id)

    def _search(
        self, organisation_id: uuid.UUID, least: int, address: str, query: dict[str, str] | None
    ) -> Found:
        found: list[Recorded] = []
        more = ""
        pages = self._pages(query, address, {httpx.codes.BAD_REQUEST})
        for page, following in islice(pages, PAGES_AT_ONCE):
            more = following
            found += (each for each in page if each.organisation_id == organisation_id)
            if len(found) >= least:
                break
        return Found(tuple(found), more)

    def _get(self, organisation_id: uuid.UUID, query: dict[str, str]) -> Recorded | None:
        answer = self._ask("GET", "statements", {httpx.codes.NOT_FOUND}, params=query)
        if not answer.is_success:
            return None
        found = recorded(answer.content)
        return found if found.organisation_id == organisation_id else None

    def _post(self, body: bytes) -> None:
        with _answers():
            self._remote.post(body)

    def _pages(
        self,
        query: dict[str, str] | None,
        address: str = "statements",
        refused: Set[int] = frozenset(),
    ) -> Iterator[tuple[list[Recorded], str]]:
        """Give pages, each with what leads to the next. Raises SearchRefused for a status in refused."""
        answer = self._ask("GET", address, refused, params=query)
        if not answer.is_success:
            raise SearchRefused(f"The record store cannot look for that: {said(answer)}")
        while True:
            page = _page.decode(answer.content)
            yield [recorded(bytes(raw)) for raw in page.statements], page.more
            if not page.more:
                return
            answer = self._ask("GET", urljoin(str(answer.url), page.more))

    def _ask(
        self, method: str, address: str, expected: Set[int] = frozenset(), **how: Any
    ) -> httpx.Response:
        """Return an answer of success or of an expected status. Raises StoreAway."""
        with _answers():
            return self._remote.ask(method, address, expected, **how)


@contextmanager
def _answers() -> Iterator[None]:
    """Turn the errors of a remote store into those of this room. Raises StoreAway, StatementRefused."""
    try:
        yield
    except Away as away:
        raise StoreAway(away.sentence, away.retry_after) from away
    except Refused as refused:
        raise StatementRefused(refused.sentence) from refused
