"""Another record store, over HTTP: any that speaks xAPI 1.0.3.

Its own mark is ``stored``. A store may show a statement a little after others that it stored later, so
each reading begins some seconds before the last one ended; what is read twice counts once. An
organisation is known by the extension in the context, as one credential serves them all.
Sources: xAPI 1.0.3, Communication, sections 1.1, 2.1.1 to 2.1.3 and 3.3; RFC 9110, 10.2.3 (Retry-After).
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence, Set
from typing import Any, Final
from urllib.parse import urljoin

import httpx
import msgspec

from app.records.contract import Harvest, Recorded, Refusal, batch_or_singly
from app.records.errors import StatementRefused, StoreAway
from course.vocabulary import COURSE, Extension
from lrs.comparison import fingerprint

VERSION: Final = "1.0.3"
OVERLAP: Final = dt.timedelta(seconds=30)
REFUSED: Final = frozenset({400, 409, 412, 413, 422})
"""Answers that blame the statement. All others may come right: another password, address, day."""
LONGEST_RETRY_AFTER_SECONDS: Final = 3600.0
WORDS_KEPT: Final = 200
"""How many characters of an answer are kept to say why it was refused."""


class RemoteStore:
    """Statements in another LRS. client: has the base address and the credentials."""

    in_process = False

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self.name = str(client.base_url)

    @classmethod
    def open(cls, endpoint: str, key: str, secret: str, timeout_seconds: float) -> "RemoteStore":
        """Return the store at an address such as https://lrs.example.org/xapi."""
        headers = {"X-Experience-API-Version": VERSION}
        auth = httpx.BasicAuth(key.encode(), secret.encode())
        base = endpoint.rstrip("/") + "/"
        return cls(httpx.Client(base_url=base, auth=auth, headers=headers, timeout=timeout_seconds))

    def send(self, organisation_id: uuid.UUID, bodies: Sequence[bytes]) -> tuple[Refusal, ...]:
        """Store statements; one that is there already and says the same counts as stored."""
        return batch_or_singly(bodies, self._post)

    def read_since(self, position: str, limit: int) -> Harvest:
        """Return the course's statements that were stored after a moment."""
        query = {
            "activity": COURSE,
            "related_activities": "true",
            "ascending": "true",
            "limit": str(limit),
        }
        after = dt.datetime.fromisoformat(position) if position else None
        if after is not None:
            query["since"] = _moment(after - OVERLAP)
        found: list[Recorded] = []
        latest, more = after, False
        for page, following in self._pages(query):
            found += page
            more = bool(following)
            latest = max((each.stored for each in page), default=latest)
            if latest and (after is None or latest > after):
                break  # beyond what was read the last time
        reached = max(filter(None, (latest, after)), default=None)
        return Harvest(tuple(found), _moment(reached) if reached else "", more)

    def get(self, organisation_id: uuid.UUID, statement_id: uuid.UUID) -> Recorded | None:
        """Return one statement; none where it is not there or says another organisation."""
        query = {"statementId": str(statement_id)}
        answer = self._ask("GET", "statements", {httpx.codes.NOT_FOUND}, params=query)
        if not answer.is_success:
            return None
        found = _recorded(answer.content)
        return found if found.organisation_id == organisation_id else None

    def statements_of(
        self, organisation_id: uuid.UUID, registration: uuid.UUID
    ) -> tuple[Recorded, ...]:
        """Return all statements of a registration that say this organisation."""
        query = {"registration": str(registration), "ascending": "true"}
        found = [each for page, _ in self._pages(query) for each in page]
        return tuple(each for each in found if each.organisation_id == organisation_id)

    def _post(self, body: bytes) -> None:
        headers = {"Content-Type": "application/json"}
        answer = self._ask("POST", "statements", REFUSED, content=body, headers=headers)
        if answer.is_success or (answer.status_code == httpx.codes.CONFLICT and self._has(body)):
            return
        said = " ".join(answer.text.split())[:WORDS_KEPT] or "without a word"
        raise StatementRefused(f"It answered {answer.status_code}: {said}")

    def _has(self, body: bytes) -> bool:
        """Say whether what was refused as a double says the same as what is stored."""
        sent = msgspec.json.decode(body)
        if not isinstance(sent, dict):
            return False  # of a batch: its statements are asked for one by one
        query = {"statementId": sent["id"]}
        answer = self._ask("GET", "statements", {httpx.codes.NOT_FOUND}, params=query)
        if not answer.is_success:
            return False
        return fingerprint(msgspec.json.decode(answer.content)) == fingerprint(sent)

    def _pages(self, query: dict[str, str]) -> Iterator[tuple[list[Recorded], str]]:
        answer = self._ask("GET", "statements", params=query)
        while True:
            page = msgspec.json.decode(answer.content, type=_Page)
            yield [_recorded(bytes(raw)) for raw in page.statements], page.more
            if not page.more:
                return
            answer = self._ask("GET", urljoin(str(answer.url), page.more))

    def _ask(
        self, method: str, address: str, expected: Set[int] = frozenset(), **how: Any
    ) -> httpx.Response:
        """Return an answer of success or of an expected status. Raises StoreAway."""
        try:
            answer = self._client.request(method, address, **how)
        except httpx.HTTPError as error:
            raise StoreAway(
                f"The record store at {self.name} does not answer: {error or type(error).__name__}."
            ) from error
        if not answer.is_success and answer.status_code not in expected:
            raise StoreAway(
                f"The record store at {self.name} answered {answer.status_code}.",
                _retry_after(answer),
            )
        return answer


class _Page(msgspec.Struct, frozen=True):
    statements: list[msgspec.Raw]
    more: str = ""


def _recorded(body: bytes) -> Recorded:
    context = msgspec.json.decode(body).get("context") or {}
    named = (context.get("extensions") or {}).get(Extension.ORGANISATION)
    try:
        organisation = uuid.UUID(named)
    except (TypeError, ValueError, AttributeError):
        organisation = None  # written by somebody else
    return Recorded.of(organisation, body)


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _retry_after(answer: httpx.Response) -> float | None:
    seconds = answer.headers.get("Retry-After", "")
    if seconds.isascii() and seconds.isdecimal():
        return min(float(seconds), LONGEST_RETRY_AFTER_SECONDS)
    return None
