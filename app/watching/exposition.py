"""The figures of the app as text for Prometheus: no person, no organisation, no client's word.

Source: Prometheus, "Exposition formats", text format 0.0.4.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from app.watching.counts import BUCKETS_MS, Totals
from app.watching.gauges import Gauge

PREFIX: Final = "firstshift_"
_BOUNDS: Final = (*(str(most / 1_000) for most in BUCKETS_MS), "+Inf")


def exposition(totals: Totals, found: Iterable[Gauge]) -> str:
    """Return the text."""
    return "".join(f"{line}\n" for line in _lines(totals, found))


def _lines(totals: Totals, found: Iterable[Gauge]) -> Iterator[str]:
    name = f"{PREFIX}requests_total"
    yield from _head(name, "counter", "Requests to the app by room, method and class of status.")
    for each in totals.requests:
        labels = f'room="{each.room}",method="{each.method}",status="{each.status}"'
        yield f"{name}{{{labels}}} {each.number}"
    name = f"{PREFIX}request_duration_seconds"
    yield from _head(name, "histogram", "Time from the request's arrival to its answer.")
    for one in totals.durations:
        label = f'room="{one.room}"'
        for bound, number in zip(_BOUNDS, accumulate(one.buckets), strict=True):
            yield f'{name}_bucket{{{label},le="{bound}"}} {number}'
        yield f"{name}_sum{{{label}}} {one.microseconds / 1_000_000}"
        yield f"{name}_count{{{label}}} {sum(one.buckets)}"
    for gauge in (
        *found,
        Gauge("processes", "Processes that have served since the start.", totals.processes),
    ):
        yield from _head(PREFIX + gauge.name, "gauge", gauge.says)
        yield f"{PREFIX}{gauge.name} {gauge.value:.15g}"


def _head(name: str, kind: str, says: str) -> tuple[str, str]:
    return f"# HELP {name} {says}", f"# TYPE {name} {kind}"
