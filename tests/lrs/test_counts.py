"""Counts of requests: of all processes together, and free of what clients send."""

from pathlib import Path

from lrs import LRS, Authority
from lrs.figures.counts import OTHER, RESOURCES, Counts
from lrs.figures.exposition import exposition
from lrs.http.resources import RESOURCES as SERVED
from lrs.store.size import Size
from tests.lrs.samples import encoded, statement


def test_each_resource_that_is_served_is_counted_by_its_name() -> None:
    assert set(RESOURCES) == {*SERVED, OTHER}


def test_all_processes_of_a_server_count_together(tmp_path: Path) -> None:
    one, other = Counts(tmp_path), Counts(tmp_path)
    one.add_request("statements", "POST", 200, 0.003)
    other.add_request("statements", "POST", 200, 0.2)
    other.add_statements(5)
    totals = one.totals()
    assert list(totals.requests()) == [("statements", "POST", "200", 2)]
    assert totals.statements == 5
    ((resource, buckets, microseconds),) = totals.durations()
    assert (resource, sum(buckets), microseconds) == ("statements", 2, 203_000)


def test_what_a_client_makes_up_is_no_label() -> None:
    counts = Counts()
    counts.add_request('x",agent="ada', "BREW", 418, 99)
    text = exposition(counts.totals(), "sqlite", None)
    assert f'lrs_requests_total{{resource="{OTHER}",method="{OTHER}",status="{OTHER}"}} 1' in text
    assert "ada" not in text
    assert 'le="10.0"} 0' in text and 'le="+Inf"} 1' in text


def test_buckets_add_up_as_prometheus_has_them() -> None:
    counts = Counts()
    for seconds in (0.0005, 0.004, 0.004, 30):
        counts.add_request("about", "GET", 200, seconds)
    text = exposition(counts.totals(), "sqlite", Size(1, 2))
    for bound, number in (("0.001", 1), ("0.005", 3), ("10.0", 3), ("+Inf", 4)):
        assert f'_bucket{{resource="about",le="{bound}"}} {number}\n' in text
    assert "lrs_database_bytes 1\nlrs" not in text  # each figure has its own head
    assert "\nlrs_database_bytes 1\n" in text


def test_only_new_statements_count_as_stored(lrs: LRS, authority: Authority) -> None:
    body = encoded(statement(id="6690e6c9-3ef0-4ed3-8b37-7f3964730bee"))
    lrs.store(body, authority)
    lrs.store(body, authority)
    assert lrs.counts.totals().statements == 1
    assert lrs.size().bytes > 0
    assert lrs.size().last_seq == lrs.since(None, 0)[-1].seq
