"""Counts of what the store was asked, one table for all processes of one server.

Each process adds to a small file of its own in a folder that they share, mapped into memory, and
whoever is asked adds the files up; without a folder the counts stay in the process. The slots are
fixed: a resource, method or status that is not listed counts as "other". So nothing that a client
sends can become a label, and an addition costs a few microseconds. (Client libraries for Prometheus
do the same for labels of any kind, at the price of an environment variable that must be set before
their first import.)
"""

import mmap
import os
import tempfile
from bisect import bisect_left
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from threading import Lock
from typing import Final

OTHER: Final = "other"
RESOURCES: Final = (
    "about",
    "statements",
    "activities",
    "activities/state",
    "activities/profile",
    "agents",
    "agents/profile",
    OTHER,
)
METHODS: Final = ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", OTHER)
STATUSES: Final = (
    *("200", "204", "304", "400", "401", "403", "404", "405", "409", "412", "413", "415", "429"),
    *("500", "503", OTHER),
)
BUCKETS_MS: Final = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000)

_REQUESTS = {key: slot for slot, key in enumerate(product(RESOURCES, METHODS, STATUSES))}
# Of each resource: how many requests fell into each bucket, beyond the last, and their µs.
_DURATION = len(BUCKETS_MS) + 2
_DURATIONS = len(_REQUESTS)
_STATEMENTS = _DURATIONS + len(RESOURCES) * _DURATION
_SLOTS = _STATEMENTS + 1
_SUFFIX = ".counts"


class Totals:
    """The counts of all processes at one moment."""

    def __init__(self, slots: list[int]) -> None:
        self._slots = slots
        self.statements = slots[_STATEMENTS]

    def requests(self) -> Iterator[tuple[str, str, str, int]]:
        """Yield resource, method, status and number of the requests that there were."""
        for (resource, method, status), slot in _REQUESTS.items():
            if self._slots[slot]:
                yield resource, method, status, self._slots[slot]

    def durations(self) -> Iterator[tuple[str, tuple[int, ...], int]]:
        """Yield resource, requests by bucket (and beyond) and their microseconds together."""
        for number, resource in enumerate(RESOURCES):
            start = _DURATIONS + number * _DURATION
            *buckets, microseconds = self._slots[start : start + _DURATION]
            if any(buckets):
                yield resource, tuple(buckets), microseconds


class Counts:
    """The counts of this process, and the sum over all that share its folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = Lock()
        self._slots = memoryview(_mapped(folder)).cast("Q")

    def add_request(self, resource: str, method: str, status: int, seconds: float) -> None:
        """Count one request."""
        resource = resource if resource in RESOURCES else OTHER
        method = method if method in METHODS else OTHER
        told = str(status) if str(status) in STATUSES else OTHER
        start = _DURATIONS + RESOURCES.index(resource) * _DURATION
        bucket = bisect_left(BUCKETS_MS, seconds * 1_000)
        with self._lock:
            self._slots[_REQUESTS[resource, method, told]] += 1
            self._slots[start + bucket] += 1
            self._slots[start + _DURATION - 1] += int(seconds * 1_000_000)

    def add_statements(self, number: int) -> None:
        """Count statements that were stored, those that were there already left out."""
        with self._lock:
            self._slots[_STATEMENTS] += number

    def totals(self) -> Totals:
        """Return the counts of all processes."""
        if self._folder is None:
            return Totals(self._slots.tolist())
        found = [0] * _SLOTS
        for file in self._folder.glob(f"*{_SUFFIX}"):
            own = memoryview(file.read_bytes()).cast("Q")
            found = [one + other for one, other in zip(found, own, strict=True)]
        return Totals(found)


def _mapped(folder: Path | None) -> mmap.mmap:
    if folder is None:
        return mmap.mmap(-1, _SLOTS * 8)
    handle, _ = tempfile.mkstemp(suffix=_SUFFIX, dir=folder)
    try:
        os.truncate(handle, _SLOTS * 8)
        return mmap.mmap(handle, _SLOTS * 8)
    finally:
        os.close(handle)
