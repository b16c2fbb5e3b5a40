"""Another record store over HTTP: sending it statements, and telling a refusal from an absence.

RemoteError
├── Away     it cannot answer, or not for this key: try again later
└── Refused  it will never take what it was sent

Sources: xAPI 1.0.3 Communication 1.5.2, 2.1.1 to 2.1.3, 3.2; RFC 9110, 10.2.3 (Retry-After).
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence, Set
from email.utils import parsedate_to_datetime
from random import random
from typing import Any, Final, TypeVar

import httpx
import msgspec

from lrs import multipart
from lrs.attachments import Part
from lrs.writing.comparison import fingerprint

VERSION: Final = "1.0.3"
REFUSED: Final = frozenset({400, 409, 412, 413, 422})
"""Answers that blame the statement. All others may come right: another password, address, day."""
LONGEST_RETRY_AFTER_SECONDS: Final = 3600.0
FIRST_WAIT_SECONDS: Final = 2.0
LONGEST_WAIT_SECONDS: Final = 600.0
MOST_DOUBLINGS: Final = 12
WORDS_KEPT: Final = 200
"""How many characters of an answer are kept to say why it was refused."""


class RemoteError(Exception):
    """An error with a sentence for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Away(RemoteError):
    """Raised when the store does not answer, or says that it cannot now.

    retry_after: seconds to wait, where the store said so.
    """

    def __init__(self, sentence: str, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Refused(RemoteError):
    """Raised when the store refuses what was sent for good."""


RefusalT = TypeVar("RefusalT", bound=Exception)


class Remote:
    """A record store at an address. client: has the base address and the credentials."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.name = str(client.base_url)

    @classmethod
    def open(
        cls,
        endpoint: str,
        key: str,
        secret: str,
        timeout_seconds: float,
        version: str = VERSION,
    ) -> "Remote":
        """Return the store at an address such as https://lrs.example.org/xapi."""
        headers = {"X-Experience-API-Version": version}
        auth = httpx.BasicAuth(key.encode(), secret.encode())
        base = endpoint.rstrip("/") + "/"
        return cls(httpx.Client(base_url=base, auth=auth, headers=headers, timeout=timeout_seconds))

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    def post(self, body: bytes, parts: Sequence[Part] = (), version: str = "") -> None:
        """Store statements (JSON text of one or an array) with the raw data of their attachments.

        version: of xAPI, where it is not that of the other requests.
        One that is there already and says the same counts as stored. Raises Away, Refused.
        """
        content_type = "application/json"
        sent = body
        if parts:
            content_type, sent = multipart.write(body, parts)
        headers = {"Content-Type": content_type}
        if version:
            headers["X-Experience-API-Version"] = version
        answer = self.ask("POST", "statements", REFUSED, content=sent, headers=headers)
        conflict = answer.status_code == httpx.codes.CONFLICT
        if not answer.is_success and not (conflict and self._has(body)):
            raise Refused(f"It answered {answer.status_code}: {said(answer)}")

    def ask(
        self, method: str, address: str, expected: Set[int] = frozenset(), **how: Any
    ) -> httpx.Response:
        """Return an answer of success or of an expected status. Raises Away."""
        try:
            answer = self.client.request(method, address, **how)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Away(
                f"The record store at {self.name} does not answer: {error or type(error).__name__}."
            ) from error
        if not answer.is_success and answer.status_code not in expected:
            raise Away(
                f"The record store at {self.name} answered {answer.status_code}.",
                retry_after(answer),
            )
        return answer

    def _has(self, body: bytes) -> bool:
        """Say whether what was refused as a double says the same as what is stored."""
        sent = msgspec.json.decode(body)
        if not isinstance(sent, dict):
            return False  # of a batch: its statements are asked for one by one
        query = {"statementId": sent["id"]}
        answer = self.ask("GET", "statements", {httpx.codes.NOT_FOUND}, params=query)
        if not answer.is_success:
            return False
        return fingerprint(msgspec.json.decode(answer.content)) == fingerprint(sent)


def together_or_singly(
    count: int, post: Callable[[range], None], refused: type[RefusalT]
) -> Iterator[tuple[int, RefusalT]]:
    """Send statements together; if that is refused, each alone. Yield the places that were refused.

    post: sends those at some places; raises `refused`.
    """
    try:
        post(range(count))
    except refused as error:
        if count == 1:
            yield 0, error
            return
    else:
        return
    for index in range(count):
        try:
            post(range(index, index + 1))
        except refused as error:
            yield index, error


def wait_seconds(tries: int) -> float:
    """Return how long to wait after this many tries: doubled each time, by chance up to a half less.

    The chance keeps many processes from coming back at the same moment.
    """
    longest = min(FIRST_WAIT_SECONDS * 2.0 ** min(tries, MOST_DOUBLINGS), LONGEST_WAIT_SECONDS)
    return longest * (0.5 + random() / 2)  # noqa: S311 (no secret depends on it)


def retry_after(answer: httpx.Response) -> float | None:
    """Return the seconds after which a store wants to be asked again, where it says so."""
    given = answer.headers.get("Retry-After", "")
    if given.isascii() and given.isdecimal():
        return min(float(given), LONGEST_RETRY_AFTER_SECONDS)
    try:
        until = parsedate_to_datetime(given)
    except ValueError:
        return None
    if until.tzinfo is None:
        return None
    seconds = (until - dt.datetime.now(dt.UTC)).total_seconds()
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER_SECONDS)


def said(answer: httpx.Response) -> str:
    """Return the first words of an answer."""
    return " ".join(answer.text.split())[:WORDS_KEPT] or "without a word"
