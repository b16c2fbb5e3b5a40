"""What the benchmarks of a cluster tell: ratios of the right two, and what was lost or is there twice."""

import json
from collections import Counter
from typing import cast

from bench._sender import Sender
from bench.distribution import paired
from bench.faults import _outcome, _seconds


class Told:
    """A client that has sent already."""

    def __init__(self, organisation: str, acknowledged: list[str], there: list[str]) -> None:
        self.organisation, self.acknowledged, self._there = organisation, acknowledged, there
        self.sent, self.failure = len(acknowledged), ""
        self.seen: Counter[str] = Counter(acknowledged=len(acknowledged), refused=2)
        self.took = [0.01, 0.03, 0.02]

    def found(self) -> list[str]:
        return self._there


def test_what_is_not_found_or_found_twice_is_counted() -> None:
    clients = [
        Told("one", ["a", "b"], ["a", "c", "c"]),
        Told("one", ["c"], []),
        Told("other", ["d"], ["d"]),
    ]
    one, other, total = _outcome(cast(list[Sender], clients))
    assert (one["acknowledged"], one["found"], one["lost"], one["twice"]) == (3, 3, 1, 1)
    assert (other["lost"], other["twice"]) == (0, 0)
    assert (total["sent"], total["acknowledged"], total["lost"], total["twice"]) == (4, 4, 1, 1)


def test_a_second_tells_what_is_new_in_it_and_how_long_the_others_waited() -> None:
    clients = [Told("first", ["a"], []), Told("second", ["b", "c"], [])]
    (line,) = _seconds(cast(list[Sender], clients), 1, "first")
    assert (line["acknowledged"], line["refused"], line["organisations"]) == (3, 4, 2)
    assert (line["others_median_ms"], line["others_slowest_ms"]) == (20.0, 30.0)


def test_a_ratio_is_of_the_cluster_to_the_plain_store() -> None:
    plain, cluster = ({"figure": "x", "rate": 40.0, "median_ms": ms} for ms in (2.0, 5.0))
    *_, ratio = map(json.loads, paired(iter([plain]), iter([cluster | {"rate": 10.0}])))
    assert ratio == {"figure": "x, cluster to plain", "rate": 0.25, "median_ms": 2.5}
