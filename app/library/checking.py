"""Whether an address answers: asked politely, from one place, and only when somebody says so.

HEAD first, since it asks for little; GET where a server does not like that. The number that was found
to be public is the one that is asked, so that a name cannot come to stand for another in between.
"""

import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Literal
from urllib.parse import urljoin, urlsplit

import httpx
from msgspec import Struct

from app.authorities import authorities
from app.public_hosts import PORTS, NotPublicError, UnknownHostError, reach

State = Literal["works", "moved", "dead", "unsure", "not-asked"]

STATES: Final[dict[State, str]] = {
    "dead": "Dead",
    "moved": "Has moved",
    "unsure": "Not sure",
    "not-asked": "Not asked",
    "works": "Works",
}
"""Each state in words, in the order in which an editor wants to look."""

AGENT: Final = "FirstShift-link-check/1.0 (+looks whether a link still works; asks each page once)"
MOST_HOPS: Final = 5
MOST_NUMBERS: Final = 3
LASTING: Final = frozenset((301, 308))
PASSING: Final = frozenset((302, 303, 307))
CLOSED: Final = frozenset((401, 402, 403, 407, 429, 451))
"""Answers of servers that do not talk to programs, or to everybody: a person has to look."""


class Options(Struct, frozen=True):
    """How to ask. seconds: to wait for each answer; at_once: so many servers; pause: before the second try.

    private: ask servers in private networks as well.
    """

    seconds: float = 10
    at_once: int = 4
    pause: float = 1
    private: bool = False


class Answer(Struct, frozen=True):
    """How an address answered. status: of the last answer; moved_to: of lasting redirects; detail: a sentence."""

    address: str
    state: State
    status: int | None = None
    moved_to: str = ""
    detail: str = ""


class _NoAnswerError(Exception):
    """Raised where nothing came back. The text is a sentence."""


def check_all(
    addresses: Iterable[str],
    options: Options,
    told: Callable[[Answer], None] = lambda _: None,
) -> tuple[Answer, ...]:
    """Return how each address answers, in their order.

    Several servers are asked at once, and each of them for one page at a time. told: called with each
    answer as it comes.
    """
    wanted = list(dict.fromkeys(addresses))
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in wanted:
        by_host[urlsplit(address).netloc.lower()].append(address)
    found: dict[str, Answer] = {}

    def of_host(of_one: Sequence[str]) -> list[Answer]:
        return [check(address, options) for address in of_one]

    with ThreadPoolExecutor(max_workers=max(1, options.at_once)) as pool:
        for answers in pool.map(of_host, by_host.values()):
            for answer in answers:
                found[answer.address] = answer
                told(answer)
    return tuple(found[address] for address in wanted)


def check(address: str, options: Options) -> Answer:
    """Return how one address answers. A second try is made where the first brings nothing."""
    answer = _try(address, options)
    if answer.state == "dead" and (answer.status is None or answer.status >= 500):
        time.sleep(options.pause)
        answer = _try(address, options)
    return answer


def _try(address: str, options: Options) -> Answer:
    try:
        return _follow(address, options)
    except NotPublicError:
        detail = "It leads into a private network, which is not asked from here."
        return Answer(address, "not-asked", detail=detail)
    except UnknownHostError:
        return Answer(address, "dead", detail="No server has this name.")
    except _NoAnswerError as error:
        return Answer(address, "dead", detail=str(error))


def _follow(address: str, options: Options) -> Answer:
    here, moved_to, lasting = address, "", True
    for _ in range(MOST_HOPS + 1):
        status, onward = _ask(here, options)
        if not onward:
            return _judge(address, status, moved_to)
        following = urljoin(here, onward)
        if urlsplit(following).scheme not in PORTS or not urlsplit(following).hostname:
            return Answer(address, "dead", status, detail="It leads to what is no web address.")
        lasting = lasting and status in LASTING
        # Only what has moved for good is told: where a passing redirect begins, the site decides.
        moved_to = following if lasting else moved_to
        here = following
    return Answer(address, "dead", status, detail="It leads on and on, and arrives nowhere.")


def _judge(address: str, status: int, moved_to: str) -> Answer:
    if status in CLOSED:
        detail = "The server does not talk to programs. Open it yourself."
        return Answer(address, "unsure", status, moved_to, detail)
    if status >= 400:
        return Answer(address, "dead", status, moved_to, f"The server answers {status}.")
    if moved_to and moved_to.rstrip("/") != address.rstrip("/"):
        return Answer(address, "moved", status, moved_to, "It has moved for good.")
    return Answer(address, "works", status)


def _ask(address: str, options: Options) -> tuple[int, str]:
    """Return the status of an answer, and where it leads on; HEAD first, then GET."""
    numbers, port = reach(address, private=options.private)
    at, status, onward = _first_answer(address, numbers, port, options)
    if status >= 400:
        status, onward = _send("GET", address, at, options)
    return status, onward if status in LASTING | PASSING else ""


def _first_answer(
    address: str, numbers: Sequence[str], port: int, options: Options
) -> tuple[tuple[str, int], int, str]:
    """Return which of a server's numbers answers, and how; not every machine reaches all kinds of them."""
    refused: _NoAnswerError | None = None
    for number in numbers[:MOST_NUMBERS]:
        try:
            return ((number, port), *_send("HEAD", address, (number, port), options))
        except _NoAnswerError as error:
            refused = error
    raise refused or _NoAnswerError("No connection can be made.")


def _send(method: str, address: str, at: tuple[str, int], options: Options) -> tuple[int, str]:
    url = httpx.URL(address)
    pinned = url.copy_with(host=at[0], port=at[1])
    headers = {"Host": url.netloc.decode(), "User-Agent": AGENT, "Accept": "*/*"}
    try:
        # Neither a proxy nor a password of this machine's environment has a part in it.
        with (
            httpx.Client(timeout=options.seconds, trust_env=False, verify=authorities()) as client,
            client.stream(
                method, pinned, headers=headers, extensions={"sni_hostname": url.host}
            ) as answer,
        ):
            return answer.status_code, answer.headers.get("location", "")
    except httpx.TimeoutException as error:
        sentence = f"It did not answer in {options.seconds:g} seconds."
        raise _NoAnswerError(sentence) from error
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
        raise _NoAnswerError(_why(error)) from error


def _why(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "Its certificate does not hold, or it does not encrypt."
        if isinstance(cause, ConnectionRefusedError):
            return "The server refuses the connection."
        cause = cause.__cause__ or cause.__context__
    if "CERTIFICATE" in str(error) or "SSL" in str(error):
        return "Its certificate does not hold, or it does not encrypt."
    if isinstance(error, httpx.ConnectError):
        return "No connection can be made."
    return "The answer breaks off, or is none."
