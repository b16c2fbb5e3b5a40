"""How quickly supervisors see who is where: the table, one doctor, the picture, and what is made for them.

A trust with thousands of doctors and the statements of a year, which are folded into the rows of the
supervisors' pages as they are when they come from the record store; the store itself stays empty, since
no page reads it. Then a lead, who sees everybody, and a supervisor with ten doctors ask the served app. A
line of JSON for each kind of page: ``median_ms`` and ``p95_ms``; for the folding ``rate``, statements a
second. Server and load share the machine.

Sizes: ``--learners`` and ``--statements``; without them a tenth of the doctors that are promised.
"""

import argparse
import json
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, Final

import httpx
from sqlalchemy import insert

from app.accounts.models import Person
from app.accounts.passwords import hash_password
from app.assignments.models import AssignmentRule
from app.database import Database, now
from app.installation import home_page, prepare
from app.organisations import commands
from app.organisations.models import Membership, MembershipRole, Role, Supervision
from app.settings import Settings, read_settings
from app.supervision.lines import bring_up_to_date
from app.supervision.marks import mark_all
from app.supervision.projection import PAGE, fold
from bench._learner import token_of
from bench._progress import BEGAN, statements
from bench._servers import free_port, running
from course.model import Module
from course.reader import read_course

ROOT: Final = Path(__file__).resolve().parent.parent
LEARNERS: Final = 2_000
STATEMENTS: Final = 200_000
TIMES: Final = 40
OWN_DOCTORS: Final = 10
_PASSWORD: Final = "grey herons over water"  # noqa: S105 (of doctors who exist nowhere)
PAGES: Final = (
    ("first page", "/supervision"),
    ("by name", "/supervision?order=name"),
    ("longest away", "/supervision?order=active"),
    ("late", "/supervision?show=late"),
    ("not passed", "/supervision?without=culture"),
    ("a name", "/supervision?name=number+77"),
    ("page 60", "/supervision?page=60"),
    ("picture", "/supervision/picture"),
)


def measure(options: Sequence[str] = ()) -> Iterator[str]:
    """Yield a line of JSON for each figure."""
    parser = argparse.ArgumentParser(prog="./run bench supervision", description=__doc__)
    parser.add_argument("--learners", type=int, default=LEARNERS)
    parser.add_argument("--statements", type=int, default=STATEMENTS)
    asked = parser.parse_args(list(options))
    course, _ = read_course(ROOT / "modules")
    modules = list(course.for_audience("learners"))
    with tempfile.TemporaryDirectory(prefix="bench-supervision-") as folder:
        settings = read_settings({"FIRSTSHIFT_INSTANCE": folder})
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        prepare(settings, address)
        yield from map(json.dumps, _fill(settings, modules, asked.learners, asked.statements))
        serve = ["-m", "app", "serve", "--port", str(port)]
        with running(serve, port, FIRSTSHIFT_INSTANCE=folder):
            for who in ("lead", "supervisor"):
                yield from map(json.dumps, _look(address, who))


def _fill(
    settings: Settings, modules: list[Module], learners: int, number: int
) -> Iterator[dict[str, Any]]:
    database = Database(settings.database_url)
    home = home_page(database)
    organisation, actors = _people(database, learners)
    began = time.perf_counter()
    told = statements(actors, organisation, home, modules, number)
    while page := list(islice(told, PAGE)):
        with database.write() as session:
            fold(session, page, home)
    seconds = time.perf_counter() - began
    yield {"figure": "statements folded", "number": number, "rate": round(number / seconds)}
    with database.write() as session:
        mark_all(session)
    began = time.perf_counter()
    bring_up_to_date(database, modules)
    seconds = time.perf_counter() - began
    yield {"figure": "lines made", "number": learners, "rate": round(learners / seconds)}
    database.close()


def _look(address: str, who: str) -> Iterator[dict[str, Any]]:
    with httpx.Client(base_url=address, timeout=60) as client:
        page = client.get("/sign-in").text
        fields = {"email": f"{who}@bench.example", "password": _PASSWORD}
        answer = client.post("/sign-in", data=fields | {"csrf_token": token_of(page)})
        if answer.status_code != httpx.codes.FOUND:
            raise RuntimeError(f"{who} cannot sign in: {answer.status_code}")
        for figure, path in PAGES:
            if who == "supervisor" and figure != "first page":
                continue
            times = []
            for _ in range(TIMES):
                began = time.perf_counter()
                client.get(path).raise_for_status()
                times.append(time.perf_counter() - began)
            ordered = sorted(times)
            yield {
                "figure": f"{who}: {figure}",
                "median_ms": round(median(ordered) * 1000, 1),
                "p95_ms": round(ordered[len(ordered) * 95 // 100] * 1000, 1),
            }


def _people(database: Database, learners: int) -> tuple[uuid.UUID, list[uuid.UUID]]:
    """Make a trust with a lead, a supervisor and so many doctors; return it and their memberships."""
    hashed = hash_password(_PASSWORD)  # one for all
    with database.write() as session:
        organisation = commands.make(session, "Bench trust", "ENG").id
        persons = [uuid.uuid4() for _ in range(learners + 2)]
        members = [uuid.uuid4() for _ in persons]
        names = ["lead", "supervisor", *(f"doctor-{number}" for number in range(learners))]
        roles = [Role.LEAD, Role.SUPERVISOR, *[Role.LEARNER] * learners]
        session.execute(
            insert(Person),
            [
                {
                    "id": person,
                    "email": f"{name}@bench.example",
                    "name": f"Dr Number {name.rpartition('-')[2]}",
                    "password_hash": hashed,
                }
                for person, name in zip(persons, names, strict=True)
            ],
        )
        session.execute(
            insert(Membership),
            [
                {"id": member, "person_id": person, "organisation_id": organisation, "made": BEGAN}
                for member, person in zip(members, persons, strict=True)
            ],
        )
        session.execute(
            insert(MembershipRole),
            [
                {"membership_id": member, "role": role}
                for member, role in zip(members, roles, strict=True)
            ],
        )
        session.execute(
            insert(Supervision),
            [
                {
                    "organisation_id": organisation,
                    "supervisor_id": members[1],
                    "learner_id": member,
                }
                for member in members[2 : 2 + OWN_DOCTORS]
            ],
        )
        session.add(
            AssignmentRule(
                organisation_id=organisation,
                role=Role.LEARNER,
                module="culture",
                days=14,
                made_by=members[0],
                made=now(),
            )
        )
    return organisation, members[2:]
