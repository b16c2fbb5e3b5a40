"""What an IMG lead sees: all who learn in their own organisation, and nothing that is for two alone."""

import datetime as dt
import uuid
from typing import Any

import pytest
from flask import Flask

from app.database import Database
from app.organisations.models import Membership, MembershipRole, Role
from app.pdf import make_pdf
from app.supervision import paper
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.supervision.telling import statement, store
from tests.app.trust import Trust


def test_a_lead_sees_all_who_learn_here_and_nobody_elsewhere(
    sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database
) -> None:
    lead = sign_in(trust.email("lead"))
    page = lead.get("/supervision").text
    assert f"2 doctors at {trust.name}: 2 not started." in page
    for who in ("learner", "other-learner"):
        assert lead.get(f"/supervision/{trust.members[who]}").status_code == 200
        assert lead.get(f"/supervision/{other_trust.members[who]}").status_code == 404
    for who in ("supervisor", "administrator"):
        assert lead.get(f"/supervision/{trust.members[who]}").status_code == 404


def test_a_lead_narrows_the_table_by_supervisor(
    sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database
) -> None:
    lead = sign_in(trust.email("lead"))
    page = lead.get(f"/supervision?supervisor={trust.members['supervisor']}").text
    assert "Dr Ngozi Eze" in page
    assert "Dr Farhan Siddiqui" not in page
    for wrong in (other_trust.members["supervisor"], uuid.uuid4(), "x"):
        assert lead.get(f"/supervision?supervisor={wrong}").status_code == 400


def test_a_supervisor_cannot_look_by_another_supervisor(as_supervisor: Actor, trust: Trust) -> None:
    other = trust.members["other-supervisor"]
    assert as_supervisor.get(f"/supervision?supervisor={other}").status_code == 400


def test_who_is_a_lead_no_longer_sees_nothing(
    sign_in: SignIn, trust: Trust, database: Database
) -> None:
    lead = sign_in(trust.email("lead"))
    with database.write() as session:
        row = session.query(MembershipRole).filter_by(role=Role.LEAD).one()
        session.get_one(Membership, row.membership_id).role_rows = [
            MembershipRole(role=Role.EDITOR)
        ]
    assert lead.get("/supervision").status_code == 403
    assert lead.get(f"/supervision/{trust.members['learner']}").status_code == 403


def test_the_table_as_pdf_says_who_is_where(
    app: Flask, as_supervisor: Actor, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[dict[str, Any]] = []

    def keep(name: str, data: dict[str, Any], moment: dt.datetime) -> bytes:
        given.append(data)
        return make_pdf(name, data, moment)

    monkeypatch.setattr("app.supervision.paper.make_pdf", keep)
    store(app, trust.organisation, statement(trust))
    answer = as_supervisor.get("/supervision/table.pdf")
    assert answer.mimetype == "application/pdf"
    # It claims to be readable by a screen reader only where Typst has checked that it is.
    assert answer.data.startswith(b"%PDF") and b"pdfuaid" in answer.data
    (doctor,) = given[0]["doctors"]
    assert doctor["name"] == "Dr Ngozi Eze"
    (module,) = doctor["modules"]
    assert (module["state"], module["result"]) == ("Passed", "84 %, 12 March 2026")


def test_a_view_that_is_too_long_for_a_pdf_says_what_to_do(
    as_supervisor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "MOST", 0)
    answer = as_supervisor.get("/supervision/table.pdf")
    assert answer.status_code == 400
    assert "Narrow the table first, or download the CSV" in answer.text
