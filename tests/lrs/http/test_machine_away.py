"""A machine of the cluster that is away stops its own organisations only, and they go on when it is back."""

import json
import time
import uuid
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from werkzeug.test import TestResponse

from lrs import LRS
from lrs.http import create_app
from tests.lrs.http.conftest import headers_for
from tests.lrs.samples import statement
from tests.support.citus import CitusDatabases, port_of

pytestmark = pytest.mark.citus

ORGANISATIONS = [f"Trust {number}" for number in range(8)]


@pytest.fixture
def url(citus_databases: CitusDatabases, migrated_citus: str) -> Iterator[str]:
    made = citus_databases.make(migrated_citus)
    yield made
    citus_databases.drop(made)


@pytest.fixture
def lrs(url: str) -> Iterator[LRS]:
    store = LRS.open(url, home_page="https://lrs.example")
    yield store
    store.close()


@pytest.fixture
def keys(lrs: LRS) -> dict[str, tuple[str, str]]:
    return {each: lrs.credentials.issue(each, "key", ("all",)) for each in ORGANISATIONS}


def one_on_each(url: str) -> dict[int, str]:
    """Return an organisation for each machine, by its port."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT number, name FROM lrs_organisation"))
        found = {port_of(connection, "lrs_last", row.number): row.name for row in rows}
    engine.dispose()
    return found


def send(app: Flask, key: tuple[str, str], statement_id: uuid.UUID) -> TestResponse:
    body = json.dumps(statement(id=str(statement_id)))
    headers = headers_for(*key) | {"Content-Type": "application/json"}
    return app.test_client().post("/xapi/statements", data=body, headers=headers)


def read(app: Flask, key: tuple[str, str]) -> TestResponse:
    return app.test_client().get("/xapi/statements", headers=headers_for(*key))


def test_a_machine_that_is_away_stops_its_own_organisations_only(
    citus_databases: CitusDatabases, url: str, lrs: LRS, keys: dict[str, tuple[str, str]]
) -> None:
    app, (first, waits) = create_app(lrs), (uuid.uuid4(), uuid.uuid4())
    for key in keys.values():
        assert send(app, key, first).status_code == 200
    away, there = one_on_each(url).items()
    with citus_databases.machine_away(url, away[0]):
        for _ in range(3):
            for answer in (send(app, keys[away[1]], waits), read(app, keys[away[1]])):
                assert answer.status_code == 503, answer.text
                assert answer.headers["Retry-After"] == "2"
        assert send(app, keys[there[1]], waits).status_code == 200
        assert read(app, keys[there[1]]).status_code == 200
    until = time.monotonic() + 10
    while (answer := send(app, keys[away[1]], waits)).status_code == 503:
        assert time.monotonic() < until, answer.text
        time.sleep(0.1)
    for _, name in (away, there):
        found = [each["id"] for each in read(app, keys[name]).get_json()["statements"]]
        assert sorted(found) == sorted([str(first), str(waits)])
