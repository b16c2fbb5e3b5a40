"""How the served course stands a full house: doctors who learn at once, and whether all of it is told.

Each signs in and learns, module after module: half of them read the topics of a module and answer what is
asked there, half take its assessment first. Between two acts of one of them are 40 to 160 seconds at the
pace of the minutes that a module gives itself; as a rule they are eight times as fast, ``--haste``. A line of JSON for each kind of request: how
many, ``median_ms`` and ``p95_ms``, and for all together the server's ``cpu_ms`` a request; then the
statements that the record store must hold for what was acknowledged, and those that it holds. Any answer
but a page or a redirection ends the run. Server and load share the machine.

``--learners`` and ``--seconds`` say how many and for how long, after all have signed in; ``--database`` an
empty PostgreSQL in the place of SQLite, ``--processes`` how many serve on it.
"""

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

import httpx

from app.accounts.passwords import hash_password
from app.database import Database, now
from app.installation import prepare
from app.organisations import commands, people_commands
from app.organisations.models import Membership, Role
from app.settings import Settings, read_settings
from bench._learner import Learner, Pace, Seen
from bench._servers import free_port, processor_seconds, running
from course.model import Module
from course.reader import read_course
from lrs import LRS

LEARNERS: Final = 200
OWN_PACE: Final = Pace(40.0, 160.0)
HASTE: Final = 8.0
SECONDS: Final = 180  # after all have signed in
SIGNING_IN_SECONDS: Final = 0.1  # between two of them
DRAIN_SECONDS: Final = 60
ROOT: Final = Path(__file__).resolve().parent.parent
_PASSWORD: Final = "grey herons over water"  # noqa: S105 (of doctors who exist nowhere)
_TOLD: Final = {"item": "answered", "practice": "answered", "sent": "passed"}


def measure(arguments: Sequence[str] = ()) -> Iterator[str]:
    """Yield a line of JSON for each kind of request, and for what was told."""
    asked = _options(arguments)
    course, _ = read_course(ROOT / "modules")
    modules = course.for_audience("learners")
    with tempfile.TemporaryDirectory(prefix="bench-learners-") as folder:
        environment = {
            "FIRSTSHIFT_INSTANCE": folder,
            "FIRSTSHIFT_DATABASE_URL": asked.database,
            "FIRSTSHIFT_PROCESSES": str(asked.processes),
        }
        settings = read_settings(environment)
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        prepare(settings, address)
        serve = ["-m", "app", "serve", "--port", str(port)]
        with running(serve, port, **environment) as pid:
            emails = _invite(settings, asked.learners)
            seen = Seen.nothing()
            before, began = processor_seconds(pid), time.perf_counter()
            pace = Pace(*(each / asked.haste for each in OWN_PACE))
            asyncio.run(_all_learn(address, emails, modules, seen, pace, asked.seconds))
            seconds, processor = time.perf_counter() - began, processor_seconds(pid) - before
            yield from map(json.dumps, _figures(seen, asked.learners, seconds, processor))
            yield json.dumps(_told(settings, seen))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench learners", description=__doc__)
    parser.add_argument("--learners", type=int, default=LEARNERS)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--haste", type=float, default=HASTE)
    parser.add_argument("--database", default="")
    parser.add_argument("--processes", type=int, default=0)
    return parser.parse_args(list(arguments))


async def _all_learn(
    address: str,
    emails: list[str],
    modules: Sequence[Module],
    seen: Seen,
    pace: Pace,
    seconds: int,
) -> None:
    # All at once would measure the hashing of passwords alone.
    signing_in = len(emails) * SIGNING_IN_SECONDS
    until = time.monotonic() + signing_in + seconds

    async def one(number: int, email: str) -> None:
        lot = random.Random(number)  # noqa: S311 (the same pauses in every run)
        await asyncio.sleep(SIGNING_IN_SECONDS * number)
        async with httpx.AsyncClient(base_url=address, timeout=30) as client:
            learner = Learner(client, pace, seen, lot)
            await learner.sign_in(email, _PASSWORD)
            for module in modules:
                await learner.learn(module, until, assessed_first=number % 2 == 1)

    async with asyncio.TaskGroup() as group:
        for number, email in enumerate(emails):
            group.create_task(one(number, email))


def _figures(
    seen: Seen, learners: int, seconds: float, processor: float
) -> Iterator[dict[str, Any]]:
    for kind, times in sorted(seen.seconds.items()):
        yield {"figure": kind, **_spread(times)}
    everything = [one for times in seen.seconds.values() for one in times]
    yield {
        "figure": f"{learners} learners at once",
        **_spread(everything),
        "rate": round(len(everything) / seconds, 1),
        "cpu_ms": round(processor * 1000 / len(everything), 2),
    }


def _spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
    return {
        "requests": len(times),
        "median_ms": round(median(ordered) * 1000, 1),
        "p95_ms": round(p95 * 1000, 1),
    }


def _told(settings: Settings, seen: Seen) -> dict[str, Any]:
    """Compare what was acknowledged with the statements, once the outbox had time to be sent."""
    wanted: Counter[str] = Counter()
    for act, count in seen.acts.items():
        wanted[_TOLD[act]] += count
    store = LRS.open(settings.database_url)
    until = time.monotonic() + DRAIN_SECONDS
    while True:
        found = Counter(verb for verb in _verbs(store) if verb in wanted)
        if all(found[verb] >= count for verb, count in wanted.items()) or time.monotonic() > until:
            break
        time.sleep(1)
    store.close()
    lost = {verb: count - found[verb] for verb, count in wanted.items()}
    return {"figure": "statements", "acknowledged": wanted, "stored": found, "lost": lost}


def _verbs(store: LRS) -> Iterator[str]:
    above = 0
    while some := store.since(None, above):
        for statement in some:
            yield str(json.loads(statement.body)["verb"]["id"]).rpartition("/")[2]
        above = some[-1].seq


def _invite(settings: Settings, count: int) -> list[str]:
    """Make a trust with so many doctors; return their addresses."""
    hashed = hash_password(_PASSWORD)  # one for all: it is the signing in that is measured
    database = Database(settings.database_url)
    with database.write() as session:
        organisation = commands.make(session, "Bench trust", "ENG")
        emails = [f"doctor-{number}@bench.example" for number in range(count)]
        for number, email in enumerate(emails):
            draft = people_commands.Draft(
                f"Dr Number {number}", email, frozenset({Role.LEARNER}), frozenset()
            )
            added = people_commands.add(session, organisation.id, draft, now())
            member = session.get_one(Membership, added)
            member.person.password_hash = hashed
    database.close()
    return emails
