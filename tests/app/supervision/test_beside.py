"""“Who is where” tells the induction and the welcome meeting too, in few statements, and narrows by them."""

import csv
import datetime as dt
import io
import uuid
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from app.database import Database, now
from app.pdf import make_pdf
from app.supervision.beside import beside
from app.welcome.models import WelcomeForm
from app.wording import day
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.induction.listing import begin, copy_course, induction_of, on_day
from tests.app.trust import Trust

PAGE = "/supervision"


@pytest.fixture(scope="session")
def one_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course of one module and the induction."""
    folder = tmp_path_factory.mktemp("beside") / "modules"
    folder.mkdir()
    return copy_course(folder)


def keep(database: Database, trust: Trust, who: str = "learner", **state: Any) -> None:
    """Keep a form of a doctor in some state."""
    with database.write() as session:
        session.add(
            WelcomeForm(organisation_id=trust.organisation, learner_id=trust.members[who], **state)
        )


@BOTH
def test_the_table_tells_both_and_leads_to_the_list(
    database: Database, as_supervisor: Actor, trust: Trust
) -> None:
    page = as_supervisor.get(PAGE).text
    assert "No list yet" in page and "Not yet" in page
    key = begin(database, trust)
    keep(database, trust, discussed=now())
    page = as_supervisor.get(PAGE).text
    assert f"/inductions/{key}" in page and "Trust: " in page
    assert f"Held on {day(now())}" in page


@pytest.mark.parametrize(
    ("state", "choice", "words"),
    [
        ({}, "not-booked", "Not yet"),
        ({"shared": True}, "not-booked", "Form shared"),
        ({"meeting": True}, "booked", "Planned for"),
        ({"discussed": True}, "held", "Held on"),
        ({"discussed": True, "signed": True}, "signed", "Signed on"),
    ],
)
def test_a_lead_narrows_by_the_meeting(
    database: Database,
    sign_in: SignIn,
    trust: Trust,
    state: dict[str, bool],
    choice: str,
    words: str,
) -> None:
    keep(database, trust, made=now() - dt.timedelta(days=9), transferred=now(), signed=now())
    at: dict[str, Any] = dict.fromkeys(state, now())
    keep(database, trust, **at)
    keep(database, trust, "other-learner", made=now() + dt.timedelta(days=1))
    lead = sign_in(trust.email("lead"))
    for other in ("not-booked", "booked", "held", "signed"):
        page = lead.get(f"{PAGE}?meeting={other}").text
        assert ("Dr Ngozi Eze" in page) is (other == choice), other
    assert words in lead.get(f"{PAGE}?meeting={choice}&order=name").text
    assert lead.get(f"{PAGE}?meeting=soon").status_code == 400


def test_a_lead_narrows_by_the_induction(database: Database, sign_in: SignIn, trust: Trust) -> None:
    begin(database, trust)
    lead = sign_in(trust.email("lead"))
    begun = lead.get(f"{PAGE}?induction=begun").text
    assert "Dr Ngozi Eze" in begun and "Dr Farhan Siddiqui" not in begun
    waiting = lead.get(f"{PAGE}?induction=none").text
    assert "Dr Farhan Siddiqui" in waiting and "Dr Ngozi Eze" not in waiting


def test_the_csv_has_them_as_numbers_and_a_day(
    database: Database, as_supervisor: Actor, trust: Trust
) -> None:
    def read() -> dict[str, str]:
        (line,) = csv.DictReader(
            io.StringIO(as_supervisor.get(f"{PAGE}/table.csv").data.decode("utf-8-sig"))
        )
        return line

    line = read()
    assert line["Induction: due by now"] == "" and line["Welcome meeting"] == "Not started"
    begin(database, trust)
    keep(database, trust, signed=now())
    line = read()
    assert line["Induction: done"] == "0" and int(line["Induction: late"]) > 5
    assert int(line["Induction: due by now"]) >= int(line["Induction: late"])
    assert (line["Welcome meeting"], line["Day of the welcome meeting"]) == (
        "Signed",
        f"{on_day()}",
    )


def test_the_pdf_has_them_too(
    database: Database, as_supervisor: Actor, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[dict[str, Any]] = []

    def spy(name: str, data: dict[str, Any], moment: dt.datetime) -> bytes:
        given.append(data)
        return make_pdf(name, data, moment)

    monkeypatch.setattr("app.supervision.paper.make_pdf", spy)
    begin(database, trust)
    assert as_supervisor.get(f"{PAGE}/table.pdf").data.startswith(b"%PDF")
    (doctor,) = given[0]["doctors"]
    assert doctor["induction"].startswith("0 of ") and doctor["meeting"] == "Not yet"


def statements_for(app: Flask, database: Database, trust: Trust, keys: list[uuid.UUID]) -> int:
    """Return how many statements it takes to read what stands beside some doctors."""
    asked: list[str] = []

    def note(*args: Any) -> None:
        asked.append(args[2])

    with database.read() as session:
        event.listen(session.connection(), "before_cursor_execute", note)
        found = beside(session, induction_of(app), trust.organisation, keys, on_day())
        event.remove(session.connection(), "before_cursor_execute", note)
    assert len(found) == len(keys)
    return len(asked)


def test_it_takes_as_many_statements_for_two_as_for_one(
    app: Flask, database: Database, trust: Trust
) -> None:
    keys = [begin(database, trust, who) for who in ("learner", "other-learner")]
    for who in ("learner", "other-learner"):
        keep(database, trust, who)
    numbers = [statements_for(app, database, trust, some) for some in (keys[:1], keys)]
    assert numbers[0] == numbers[1] <= 6
