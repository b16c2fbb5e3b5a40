"""Whose request is worked on next in a process that serves many organisations.

Each may have most of the places of a process, and never all: one that sends without end waits for itself, and
the others are served at once. Where several wait, they take turns. Nothing is refused before a queue is
very long, so that one organisation alone has all that a process can do.
"""

import threading
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

EXTENSION = "fair_share"
AT_ONCE = 10
MOST_EACH = 8
MOST_WAITING = 120
PATIENCE_SECONDS = 40.0  # less than proxies and browsers have


class Crowded(Exception):
    """Raised where so many of the same organisation wait that one more would wait too long."""


class FairShare:
    """The places of a process, and who waits for one.

    at_once: how many requests are worked on; most_each: of the same organisation; most_waiting: how many of
    the same may wait, each for patience seconds at most.
    """

    def __init__(
        self,
        at_once: int = AT_ONCE,
        most_each: int = MOST_EACH,
        most_waiting: int = MOST_WAITING,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._at_once, self._most_each = at_once, most_each
        self._most_waiting, self._patience = most_waiting, patience
        self._lock = threading.Lock()
        self._busy: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[threading.Event]] = OrderedDict()

    def take(self, whose: str, before_waiting: Callable[[], None]) -> None:
        """Take a place, or wait for one. Raises Crowded.

        before_waiting: gives back what others may need meanwhile.
        """
        if self._taken_at_once(whose):
            return
        before_waiting()
        mine = self._queued(whose)
        if mine.wait(self._patience):
            return
        with self._lock:
            if mine.is_set():  # in this very moment
                return
            self._waiting[whose].remove(mine)
            if not self._waiting[whose]:
                del self._waiting[whose]
        raise Crowded

    def give_back(self, whose: str) -> None:
        """Give a place back: to whoever is next."""
        with self._lock:
            self._busy[whose] -= 1
            if not self._busy[whose]:
                del self._busy[whose]
            self._hand_on()

    def _taken_at_once(self, whose: str) -> bool:
        with self._lock:
            free = whose not in self._waiting and self._has_place(whose)
            if free:
                self._busy[whose] += 1
            return free

    def _queued(self, whose: str) -> threading.Event:
        with self._lock:
            if len(self._waiting.get(whose, ())) >= self._most_waiting:
                raise Crowded
            mine = threading.Event()
            self._waiting.setdefault(whose, deque()).append(mine)
            self._hand_on()  # a place may have become free since it was looked for
            return mine

    def _has_place(self, whose: str) -> bool:
        return self._busy.total() < self._at_once and self._busy[whose] < self._most_each

    def _hand_on(self) -> None:
        while (whose := next(filter(self._has_place, self._waiting), None)) is not None:
            queue = self._waiting[whose]
            queue.popleft().set()
            self._busy[whose] += 1
            if queue:
                self._waiting.move_to_end(whose)
            else:
                del self._waiting[whose]


class _Turn:
    """The place of one request, once it is known whose it is."""

    def __init__(self, share: FairShare) -> None:
        self._share = share
        self._whose: str | None = None

    def be_of(self, whose: str, before_waiting: Callable[[], None]) -> None:
        if self._whose is None:
            self._share.take(whose, before_waiting)
            self._whose = whose

    def end(self) -> None:
        whose, self._whose = self._whose, None
        if whose is not None:
            self._share.give_back(whose)


_turn: ContextVar[_Turn | None] = ContextVar("turn", default=None)


def _nothing() -> None:
    """Give nothing back: nothing is held."""


def be_of(whose: str, before_waiting: Callable[[], None] = _nothing) -> None:
    """Let this request be worked on as one of somebody's, when their turn has come.

    whose: an organisation, or another word for those who share. Raises Crowded. The place is given back when
    the answer is made. Nothing happens where `serve_fairly` is not around, or where it is somebody's already.
    """
    turn = _turn.get()
    if turn is not None:
        turn.be_of(whose, before_waiting)


def serve_fairly(app: Flask, share: FairShare | None = None) -> None:
    """Let the requests to an app, and to what stands in front of it, share its places.

    They are the app's extension of the name EXTENSION.
    """
    app.extensions[EXTENSION] = share or FairShare()
    behind: WSGIApplication = app.wsgi_app

    def wsgi_app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        turn = _Turn(app.extensions[EXTENSION])
        before = _turn.set(turn)
        try:
            # The answer is made then; whoever takes it slowly takes nobody's place.
            return behind(environ, start_response)
        finally:
            _turn.reset(before)
            turn.end()

    attributes: Any = app
    attributes.wsgi_app = wsgi_app
