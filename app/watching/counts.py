"""Counts of the requests to the app's pages, one table for all processes of one server.

Each process adds to a file of its own in a folder that all share, mapped into memory; whoever is asked
adds the files up. So the figures are right whichever process answers, and stay when one is replaced.
What can be counted is fixed when the app is put together (rooms, methods, classes of status): nothing
that a client sends becomes a label.
"""

import mmap
import os
import tempfile
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from threading import Lock
from typing import Final

from flask import Flask
from msgspec import Struct

EXTENSION: Final = "firstshift.counts"
OTHER: Final = "other"
METHODS: Final = ("GET", "POST", OTHER)
STATUSES: Final = ("1xx", "2xx", "3xx", "4xx", "429", "5xx", "503")
BUCKETS_MS: Final = (10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000)
_DURATION: Final = len(BUCKETS_MS) + 2
_SUFFIX: Final = ".pages"


class Request(Struct, frozen=True):
    """One kind of request and how many there were."""

    room: str
    method: str
    status: str
    number: int


class Duration(Struct, frozen=True):
    """How long the requests to a room took. buckets: their number by ``BUCKETS_MS``, and beyond."""

    room: str
    buckets: tuple[int, ...]
    microseconds: int


class Totals(Struct, frozen=True):
    """The counts of all processes at one moment. processes: that have counted since the start."""

    requests: tuple[Request, ...]
    durations: tuple[Duration, ...]
    processes: int


class Counts:
    """The counts of this process, and the sum over all that share its folder."""

    def __init__(self, rooms: Sequence[str], folder: Path | None = None) -> None:
        self._folder = folder
        self._rooms = (*sorted(rooms), OTHER)
        kinds = product(self._rooms, METHODS, STATUSES)
        self._requests = {kind: slot for slot, kind in enumerate(kinds)}
        self._size = len(self._requests) + len(self._rooms) * _DURATION
        self._starts = {
            room: len(self._requests) + number * _DURATION
            for number, room in enumerate(self._rooms)
        }
        self._lock = Lock()
        self._slots = memoryview(self._mapped()).cast("Q")

    def in_folder(self, folder: Path) -> "Counts":
        """Return counts of the same kinds, which all processes with this folder share."""
        return Counts([room for room in self._rooms if room != OTHER], folder)

    def add(self, room: str, method: str, status: int, seconds: float) -> None:
        """Count one request."""
        room = room if room in self._starts else OTHER
        method = method if method in METHODS else OTHER
        told = str(status) if str(status) in STATUSES else f"{status // 100}xx"
        start = self._starts[room]
        with self._lock:
            self._slots[self._requests[room, method, told]] += 1
            self._slots[start + bisect_left(BUCKETS_MS, seconds * 1_000)] += 1
            self._slots[start + _DURATION - 1] += int(seconds * 1_000_000)

    def totals(self) -> Totals:
        """Return the counts of all processes."""
        tables = list(self._tables())
        slots = [sum(column) for column in zip(*tables, strict=True)]
        requests = tuple(
            Request(*kind, slots[slot]) for kind, slot in self._requests.items() if slots[slot]
        )
        return Totals(requests, tuple(self._durations(slots)), len(tables))

    def _durations(self, slots: list[int]) -> Iterator[Duration]:
        for room, start in self._starts.items():
            *buckets, microseconds = slots[start : start + _DURATION]
            if any(buckets):
                yield Duration(room, tuple(buckets), microseconds)

    def _tables(self) -> Iterator[Sequence[int]]:
        if self._folder is None:
            yield self._slots.tolist()
            return
        for file in self._folder.glob(f"*{_SUFFIX}"):
            content = file.read_bytes()
            if len(content) == self._size * 8:  # one that just begins has no size yet
                yield memoryview(content).cast("Q").tolist()

    def _mapped(self) -> mmap.mmap:
        if self._folder is None:
            return mmap.mmap(-1, self._size * 8)
        handle, _ = tempfile.mkstemp(suffix=_SUFFIX, dir=self._folder)
        try:
            os.truncate(handle, self._size * 8)
            return mmap.mmap(handle, self._size * 8)
        finally:
            os.close(handle)


def share_counts(app: Flask, folder: Path) -> None:
    """Let an app count with all others that have this folder."""
    counts: Counts = app.extensions[EXTENSION]
    app.extensions[EXTENSION] = counts.in_folder(folder)
