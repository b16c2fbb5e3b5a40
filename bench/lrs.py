"""How fast a record store is: ours, beside the least that could be called one, or any by its URL.

``./run bench lrs`` measures ours on SQLite; ``--database URL`` on an empty PostgreSQL, ``--url`` with
``--key`` and ``--secret`` any other store. Each figure is a line of JSON: ``rate`` a second, ``median_ms``
and ``p99_ms`` of a request, ``cpu_ms`` of the server a request or, in batches, a statement. Clocks
are noisy on a machine that others use: trust ``cpu_ms``, and ratios of the same run.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from bench._lrs_client import Client
from bench._lrs_figures import Sizes, documents, fill, queries, writing

FULL: Final = Sizes(singles=1_500, batches=60, documents=500, rounds=60)
QUICK: Final = Sizes(singles=200, batches=5, documents=50, rounds=10)
_FULL_STORES: Final = "20000,500000"
_QUICK_STORES: Final = "2000"
_WRITING: Final = ("rate", "cpu_ms")


def measure(arguments: Sequence[str] = ()) -> Iterator[str]:
    """Yield a line of JSON for each figure. arguments: as on the command line."""
    options = _options(arguments)
    sizes = QUICK if options.quick else FULL
    stores = options.sizes or (_QUICK_STORES if options.quick else _FULL_STORES)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-lrs-")))
        store = _store(options, stack, folder)
        floor = None if options.url else _floor(stack, folder)
        yield _line({"figure": "machine", "cpus": os.cpu_count(), "load": os.getloadavg()[0]})
        yield from beside(writing(store, sizes), None if floor is None else writing(floor, sizes))
        yield from map(_line, documents(store, sizes))
        have = 0
        for size in (int(part) for part in stores.split(",")):
            yield from map(_line, fill(store, have, size))
            have = size
            yield from map(_line, queries(store, size, sizes))


def beside(ours: Iterator[dict[str, Any]], floor: Iterator[dict[str, Any]] | None) -> Iterator[str]:
    """Yield figures, each of ours followed by that of the floor and by their ratio."""
    for figure in ours:
        yield _line(figure)
        if floor is None:
            continue
        least = next(floor)
        ratios = {
            name: round(figure[name] / least[name], 2) for name in _WRITING if least.get(name)
        }
        yield _line(least | {"figure": f"{figure['figure']}, floor"})
        yield _line({"figure": f"{figure['figure']}, to floor", **ratios})


def _store(options: argparse.Namespace, stack: ExitStack, folder: Path) -> Client:
    if options.url:
        return Client.of(options.url, options.key, options.secret, options.version, options.pid)
    from bench._stores import opened

    database = options.database or f"sqlite:///{folder / 'lrs.db'}"
    return stack.enter_context(opened(database, version=options.version))


def _floor(stack: ExitStack, folder: Path) -> Client:
    from bench._servers import served

    port, pid = stack.enter_context(served("floor", str(folder / "floor.db")))
    return Client.of(f"http://127.0.0.1:{port}/xapi", "", "", "1.0.3", pid)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("./run bench lrs", description=__doc__)
    parser.add_argument("--url", help="the endpoint of a store that runs, such as http://host/xapi")
    parser.add_argument("--key", default="", help="the key of its credential")
    parser.add_argument("--secret", default="", help="the secret of its credential")
    parser.add_argument("--pid", type=int, help="its process, where it runs here, for cpu_ms")
    parser.add_argument("--version", default="1.0.3", help="the version of xAPI to speak")
    parser.add_argument(
        "--database", help="a database for a store of ours, empty or of a run before"
    )
    parser.add_argument("--sizes", help="statements at which to query, such as 20000,500000")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    return parser.parse_args(arguments)


def _line(figure: dict[str, Any]) -> str:
    return json.dumps(figure)
