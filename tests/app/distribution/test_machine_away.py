"""A machine of the cluster that is away: people of its organisations are asked to wait, all others go on."""

import time

from flask import Flask

from app.database import Database
from tests.app.conftest import SignIn
from tests.app.databases import CLUSTER
from tests.app.trust import Trust, make_trust
from tests.support.citus import CitusDatabases, port_of


def one_on_each(database: Database) -> dict[int, Trust]:
    """Make trusts until each of two machines has one; return them by its port."""
    found: dict[int, Trust] = {}
    for number in range(20):
        made = make_trust(database, f"Trust {number}", f"trust{number}.example")
        with database.engine.connect() as connection:
            port = port_of(connection, "enrolment", str(made.organisation))
        found.setdefault(port, made)
        if len(found) == 2:
            break
    return found


@CLUSTER
def test_people_elsewhere_go_on_and_those_on_it_are_told(
    citus_databases: CitusDatabases,
    database_url: str,
    app: Flask,
    database: Database,
    sign_in: SignIn,
) -> None:
    away, there = one_on_each(database).items()
    learner, other = (sign_in(each.email("learner")) for _, each in (away, there))
    page = "/learn/culture"
    for actor in (learner, other):
        assert actor.get(page).status_code == 200
    with citus_databases.machine_away(database_url, away[0]):
        for _ in range(2):
            answer = learner.get(page)
            assert answer.status_code == 503, answer.text
            assert "does not answer at the moment" in answer.text
            assert answer.headers["Retry-After"] == "10"
        assert other.get(page).status_code == 200
        assert other.send(f"{page}/assessment/start").status_code in {302, 303}
        again = sign_in(there[1].email("supervisor"))
        assert again.get("/supervision").status_code == 200
    until = time.monotonic() + 10
    while (answer := learner.get(page)).status_code == 503:
        assert time.monotonic() < until, answer.text
        time.sleep(0.1)
    assert answer.status_code == 200
