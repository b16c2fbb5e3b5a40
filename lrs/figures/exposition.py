"""The figures of a store as text for Prometheus: no person, no organisation, no client's word.

Source: Prometheus, "Exposition formats", text format 0.0.4.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from lrs.figures.counts import BUCKETS_MS, Totals
from lrs.store.size import Size

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


def exposition(totals: Totals, database: str, size: Size | None) -> str:
    """Return the text. database: its kind; size: none where the database does not answer."""
    return "".join(f"{line}\n" for line in _lines(totals, database, size))


def _lines(totals: Totals, database: str, size: Size | None) -> Iterator[str]:
    yield from _head("lrs_requests_total", "counter", "Requests by resource, method and status.")
    for resource, method, status, number in totals.requests():
        labels = f'resource="{resource}",method="{method}",status="{status}"'
        yield f"lrs_requests_total{{{labels}}} {number}"
    yield from _head("lrs_server_errors_total", "counter", "Answers with a status of 500 or more.")
    failed = sum(number for *_, status, number in totals.requests() if status >= "500")
    yield f"lrs_server_errors_total {failed}"
    yield from _head("lrs_statements_stored_total", "counter", "Statements stored.")
    yield f"lrs_statements_stored_total {totals.statements}"
    yield from _durations(totals)
    yield from _head("lrs_database_info", "gauge", "The kind of database.")
    yield f'lrs_database_info{{kind="{database}"}} 1'
    yield from _head("lrs_database_up", "gauge", "Whether the database answers.")
    yield f"lrs_database_up {int(size is not None)}"
    if size is not None:
        yield from _head("lrs_database_bytes", "gauge", "Size of what is stored.")
        yield f"lrs_database_bytes {size.bytes}"
        yield from _head("lrs_last_statement_number", "gauge", "The greatest number given out.")
        yield f"lrs_last_statement_number {size.last_seq}"


def _durations(totals: Totals) -> Iterator[str]:
    name = "lrs_request_duration_seconds"
    yield from _head(name, "histogram", "Time from the request's arrival to its answer.")
    bounds = [*(str(most / 1_000) for most in BUCKETS_MS), "+Inf"]
    for resource, buckets, microseconds in totals.durations():
        label = f'resource="{resource}"'
        for bound, number in zip(bounds, accumulate(buckets), strict=True):
            yield f'{name}_bucket{{{label},le="{bound}"}} {number}'
        yield f"{name}_sum{{{label}}} {microseconds / 1_000_000}"
        yield f"{name}_count{{{label}}} {sum(buckets)}"


def _head(name: str, kind: str, says: str) -> tuple[str, str]:
    return f"# HELP {name} {says}", f"# TYPE {name} {kind}"
