"""What a cluster costs: the record store on one PostgreSQL and on a distributed one, figure by figure in one run.

``./run bench distribution --plain URL --cluster URL``: two databases that are empty, or of a run before; the second
has Citus and knows its machines, and is spread first. Each figure comes three times, as lines of JSON: of the
plain store, of the cluster, and as their ratio. Both servers run all the while, so that nothing but
where a figure was taken makes the difference.
"""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any, Final

from bench._lrs_figures import documents, fill, queries, writing
from bench._stores import opened
from bench.lrs import FULL, QUICK

_PLAIN_SIZES: Final = "20000"
_QUICK_SIZES: Final = "2000"
_COMPARED: Final = ("rate", "median_ms", "p99_ms")


def measure(arguments: Sequence[str] = ()) -> Iterator[str]:
    """Yield a line of JSON for each figure. arguments: as on the command line."""
    options = _options(arguments)
    sizes = QUICK if options.quick else FULL
    stores = options.sizes or (_QUICK_SIZES if options.quick else _PLAIN_SIZES)
    with ExitStack() as stack:
        both = [
            stack.enter_context(opened(url, spread=spread))
            for url, spread in ((options.plain, False), (options.cluster, True))
        ]
        yield json.dumps({"figure": "machine", "cpus": os.cpu_count(), "load": os.getloadavg()[0]})
        yield from paired(*(writing(store, sizes) for store in both))
        yield from paired(*(documents(store, sizes) for store in both))
        have = 0
        for size in (int(part) for part in stores.split(",")):
            yield from paired(*(fill(store, have, size) for store in both))
            have = size
            yield from paired(*(queries(store, size, sizes) for store in both))


def paired(plain: Iterator[dict[str, Any]], cluster: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Yield each figure of the plain store, that of the cluster, and the second by the first."""
    for one, other in zip(plain, cluster, strict=True):
        yield json.dumps({"store": "plain", **one})
        yield json.dumps({"store": "cluster", **other})
        ratios = {name: round(other[name] / one[name], 2) for name in _COMPARED if one.get(name)}
        yield json.dumps({"figure": f"{one['figure']}, cluster to plain", **ratios})


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("./run bench distribution", description=__doc__)
    parser.add_argument("--plain", required=True, help="a database of one PostgreSQL")
    parser.add_argument("--cluster", required=True, help="a database of a PostgreSQL with Citus")
    parser.add_argument("--sizes", help="statements at which to query, such as 20000,500000")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    return parser.parse_args(arguments)
