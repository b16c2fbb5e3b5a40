"""What a fault does to whoever writes: all organisations write while you break something, and all is counted.

``./run bench faults --database URL --organisations 16 --seconds 120`` serves the record store on a database, and one
client of each organisation sends small batches without end. Meanwhile, in another window, kill a machine of the
database, end it and start it, cut connections, add a machine. A batch without an answer, or answered by 503, is sent again
as it was, after the time that the answer names. A line of JSON each second says how many statements were
acknowledged, how many requests were refused or got no answer, and how many organisations came through; the last
lines say of each organisation and of all together what was sent, acknowledged and found. ``lost`` (acknowledged and
not found) and ``twice`` must be 0. Any other answer ends the run. ``--crowd N``: how many clients the first
organisation has besides, so that it writes most of all; each line then has the median and the slowest request of
the others.
"""

import argparse
import json
import threading
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from bench._sender import PATIENCE_SECONDS, Sender
from bench._servers import served
from bench._stores import prepared


def measure(arguments: Sequence[str] = ()) -> Iterator[str]:
    """Yield a line of JSON for each second, and for what became of all. arguments: as on the command line."""
    options = _options(arguments)
    run = uuid.uuid4().hex[:8]  # organisations of their own, whatever the database holds already
    names = [f"faults {run} {number}" for number in range(options.organisations)]
    keys = prepared(options.database, names, spread=options.spread)
    with served("lrs", options.database) as (port, _):
        enough = threading.Event()
        several = [*zip(names, keys, strict=True), *[(names[0], keys[0])] * options.crowd]
        senders = [Sender(port, name, key, enough) for name, key in several]
        for sender in senders:
            sender.start()
        yield from map(json.dumps, _seconds(senders, options.seconds, names[0]))
        enough.set()
        for sender in senders:
            sender.join(PATIENCE_SECONDS + 10)
        yield from map(json.dumps, _outcome(senders))


def _seconds(senders: Sequence[Sender], seconds: int, first: str) -> Iterator[dict[str, Any]]:
    before: dict[Sender, Counter[str]] = {each: Counter() for each in senders}
    heard = dict.fromkeys(senders, 0)
    for second in range(1, seconds + 1):
        time.sleep(1)
        total: Counter[str] = Counter()
        through, others = set(), list[float]()
        for sender in senders:
            now = Counter(sender.seen)
            new = now - before[sender]
            total += new
            before[sender] = now
            if new["acknowledged"]:
                through.add(sender.organisation)
            if sender.organisation != first:
                others += sender.took[heard[sender] :]
            heard[sender] = len(sender.took)
        line: dict[str, Any] = {"second": second, **total, "organisations": len(through)}
        if others:
            line |= {
                "others_median_ms": round(median(others) * 1000, 1),
                "others_slowest_ms": round(max(others) * 1000, 1),
            }
        yield line


def _outcome(senders: Sequence[Sender]) -> Iterator[dict[str, Any]]:
    by_organisation = defaultdict[str, list[Sender]](list)
    for sender in senders:
        by_organisation[sender.organisation].append(sender)
    total: Counter[str] = Counter()
    for name, own in by_organisation.items():
        found = own[0].found()
        acknowledged = {each for sender in own for each in sender.acknowledged}
        counts = Counter(
            sent=sum(sender.sent for sender in own),
            acknowledged=len(acknowledged),
            found=len(found),
            lost=len(acknowledged - set(found)),
            twice=len(found) - len(set(found)),
        )
        total.update(counts)
        yield {
            "organisation": name,
            **counts,
            "failed": "; ".join(filter(None, (s.failure for s in own))),
        }
    yield {"organisation": "all", **total}


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("./run bench faults", description=__doc__)
    parser.add_argument("--database", required=True, help="its address, such as postgresql://…")
    parser.add_argument("--organisations", type=int, default=16, help="how many write")
    parser.add_argument("--crowd", type=int, default=0, help="clients more of the first of them")
    parser.add_argument("--seconds", type=int, default=120, help="for how long")
    parser.add_argument(
        "--spread", action="store_true", help="spread the store over its cluster first"
    )
    return parser.parse_args(arguments)
