"""A doctor's list: begun, ticked, re-opened, signed; and what is told of it as statements."""

import datetime as dt
import json
import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.database import Database
from app.induction.counting import counts
from app.induction.listed import count
from app.induction.models import InductionState
from app.records.models import OutboxStatement
from app.services import KEY, Services
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.induction.listing import begin, induction_of, on_day, seen
from tests.app.trust import Trust


def item(trust: Trust, key: str, act: str = "", who: str = "learner") -> str:
    return f"/inductions/{trust.members[who]}/items/{key}" + (f"/{act}" if act else "")


def sent(app: Flask) -> list[dict[str, object]]:
    parts: Services = app.extensions[KEY]
    assert parts.embedded_lrs is not None
    with parts.database.read() as session:
        waiting = [json.loads(each.body) for each in session.scalars(select(OutboxStatement))]
    harvest = parts.records.read_since("", 50)
    return [*waiting, *(each.read() for each in harvest.statements)]


@BOTH
def test_a_lead_begins_lists_of_doctors_who_start_on_the_same_day(
    app: Flask, as_lead: Actor, trust: Trust, other_trust: Trust
) -> None:
    first = on_day() + dt.timedelta(days=20)
    people = [str(trust.members[who]) for who in ("learner", "other-learner")]
    days = {
        "first_day": str(first.day),
        "first_day-month": str(first.month),
        "first_day-year": str(first.year),
    }
    elsewhere = as_lead.send(
        "/inductions/begin", people=[str(other_trust.members["learner"])], **days
    )
    assert elsewhere.status_code == 400
    answer = as_lead.send("/inductions/begin", people=people, **days)
    assert answer.status_code == 303
    page = as_lead.get("/inductions").text
    assert "Dr Ngozi Eze" in page and "Dr Farhan Siddiqui" in page
    assert seen(app, trust).row("P1-06").due == first  # type: ignore[union-attr]
    assert "Every doctor has a list" in as_lead.get("/inductions/begin").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Enter the first day in post."),
        (
            {"first_day": "31", "first_day-month": "2", "first_day-year": "2027"},
            "no day of the calendar",
        ),
        ({"first_day": "1", "first_day-month": "", "first_day-year": "2027"}, "needs a month"),
        (
            {"first_day": "1", "first_day-month": "1", "first_day-year": "1999"},
            "must not be before",
        ),
    ],
)
def test_a_wrong_first_day_is_told_at_the_field_and_what_was_typed_stays(
    as_lead: Actor, trust: Trust, fields: dict[str, str], sentence: str
) -> None:
    answer = as_lead.send("/inductions/begin", people=[str(trust.members["learner"])], **fields)
    assert answer.status_code == 400
    assert sentence in answer.text
    for value in fields.values():
        assert f'value="{value}"' in answer.text or not value


def test_a_moved_first_day_moves_what_is_due_and_leaves_what_is_done(
    app: Flask, database: Database, as_lead: Actor, as_learner: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust, ago=10)
    as_learner.send(item(trust, "P2-10", "done"), today="yes")
    before = seen(app, trust).row("P4-01")
    later = on_day() + dt.timedelta(days=4)
    answer = as_lead.send(
        f"/inductions/{doctor}/first-day",
        **{
            "first_day": str(later.day),
            "first_day-month": str(later.month),
            "first_day-year": str(later.year),
        },
    )
    assert answer.status_code == 303
    after = seen(app, trust)
    assert after.row("P4-01").due - before.due == dt.timedelta(days=14)  # type: ignore[union-attr]
    assert after.row("P2-10").state == "done"  # type: ignore[union-attr]
    assert count(after.rows, on_day()).trust_late < 40


def test_nothing_is_late_before_the_list_began(
    app: Flask, database: Database, trust: Trust
) -> None:
    begin(database, trust, ago=10, begun_ago=0)
    rows = seen(app, trust).rows
    assert not any(row.late_by(on_day()) for row in rows)
    assert any(row.late_by(on_day() + dt.timedelta(days=1)) == 1 for row in rows)


@BOTH
def test_the_doctor_ticks_what_is_the_doctor_s_and_it_is_told_once(
    app: Flask, database: Database, as_learner: Actor, trust: Trust
) -> None:
    begin(database, trust)
    assert as_learner.send(item(trust, "P2-10", "done"), today="yes").status_code == 303
    assert as_learner.send(item(trust, "P2-10", "open")).status_code == 303
    assert as_learner.send(item(trust, "P2-10", "done"), today="yes").status_code == 303
    (statement,) = sent(app)
    assert statement["verb"]["id"].endswith("/completed")  # type: ignore[index]
    told = json.dumps(statement)
    assert "https://w3id.org/first-shift/induction/items/p2-10" in told
    assert str(trust.organisation) in told
    assert "Ngozi" not in told and "reason" not in told
    assert as_learner.get("/learn").status_code == 200


def test_nothing_is_told_of_the_trust_s_items(
    app: Flask, database: Database, as_lead: Actor, as_learner: Actor, trust: Trust
) -> None:
    begin(database, trust)
    as_lead.send(item(trust, "P2-02", "done"), today="yes")
    as_learner.send(item(trust, "P1-06", "done"), today="yes")
    assert seen(app, trust).row("P1-06").state == "done"  # type: ignore[union-attr]
    assert sent(app) == []


def test_this_has_not_happened_opens_an_item_and_ends_the_sign_off(
    app: Flask, database: Database, as_lead: Actor, as_learner: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust)
    for row in seen(app, trust).of_phase("first-day"):
        as_lead.send(item(trust, row.key, "done"), today="yes")
    assert seen(app, trust).signed("first-day") is None
    assert as_lead.send(f"/inductions/{doctor}/sign/first-day").status_code == 303
    signed = seen(app, trust).signed("first-day")
    assert signed is not None and signed.by == "Dr Amira Salih"
    assert as_learner.send(item(trust, "P1-05", "has-not-happened")).status_code == 303
    found = seen(app, trust)
    missed = found.row("P1-05")
    assert missed is not None and missed.open and missed.objected is not None
    assert found.signed("first-day") is None
    assert as_lead.send(f"/inductions/{doctor}/sign/first-day").status_code == 409
    assert "1 of them not happened" in as_lead.get("/inductions").text
    assert "said on" in as_learner.get("/induction").text
    as_lead.send(item(trust, "P1-05", "done"), today="yes")
    whole = seen(app, trust)
    again = whole.row("P1-05")
    assert again is not None and again.state == "done" and again.objected is None
    # What was signed before is to be signed again.
    assert whole.whole("first-day") and whole.signed("first-day") is None


def test_only_the_doctor_says_what_has_not_happened_and_only_of_the_trust(
    database: Database, as_lead: Actor, as_learner: Actor, trust: Trust
) -> None:
    begin(database, trust)
    assert as_lead.send(item(trust, "P1-05", "has-not-happened")).status_code == 403
    assert as_learner.send(item(trust, "P2-10", "has-not-happened")).status_code == 403


def test_evidence_is_kept_as_its_kind_allows(
    app: Flask, database: Database, as_lead: Actor, trust: Trust
) -> None:
    begin(database, trust)
    day = on_day() - dt.timedelta(days=1)
    fields = {
        "on": str(day.day),
        "on-month": str(day.month),
        "on-year": str(day.year),
        "note": "Passport 123456789",
        "link": "https://intranet.example/x",
    }
    as_lead.send(item(trust, "P0-11", "done"), **fields)
    as_lead.send(item(trust, "P0-02", "done"), **fields)
    seen_by_hr, pack = seen(app, trust).row("P0-11"), seen(app, trust).row("P0-02")
    assert seen_by_hr is not None and pack is not None
    assert (seen_by_hr.on, seen_by_hr.note, seen_by_hr.link) == (day, "", "")
    assert (pack.note, pack.link) == (fields["note"], fields["link"])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"on": "", "on-month": "", "on-year": ""}, "Enter the day on which it happened."),
        ({"on": "1", "on-month": "1", "on-year": "2100"}, "from 1950 to 2099"),
        ({"on": "1", "on-month": "1", "on-year": "2000"}, "must not be before"),
        ({"link": "javascript:alert(1)"}, "begins with https://"),
        ({"note": "n" * 201}, "Use 200 characters at most."),
    ],
)
def test_a_wrong_tick_is_told_and_nothing_typed_is_lost(
    app: Flask,
    database: Database,
    as_lead: Actor,
    trust: Trust,
    fields: dict[str, str],
    sentence: str,
) -> None:
    begin(database, trust)
    day = on_day()
    sent = {"on": str(day.day), "on-month": str(day.month), "on-year": str(day.year)} | fields
    sent.setdefault("note", "Pack, third version")
    answer = as_lead.send(item(trust, "P0-02", "done"), **sent)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert sent["note"] in answer.text
    assert seen(app, trust).row("P0-02").open  # type: ignore[union-attr]


def test_what_is_not_relevant_needs_a_reason_and_does_not_count(
    app: Flask, database: Database, as_lead: Actor, trust: Trust
) -> None:
    begin(database, trust)
    before = count(seen(app, trust).rows, on_day()).asked
    assert as_lead.send(item(trust, "P0-10", "leave-out")).status_code == 400
    assert as_lead.send(item(trust, "P0-10", "leave-out"), reason="other").status_code == 400
    good = as_lead.send(item(trust, "P0-10", "leave-out"), reason="doctor", why="secret")
    assert good.status_code == 303
    row = seen(app, trust).row("P0-10")
    assert row is not None and (row.state, row.note) == ("na", "")
    assert row.reason_words == "It does not apply to this doctor"
    assert count(seen(app, trust).rows, on_day()).asked == before - 1
    as_lead.send(item(trust, "P0-10", "open"))
    assert seen(app, trust).row("P0-10").open  # type: ignore[union-attr]


def test_eleven_of_sixteen_is_counted_of_what_is_due(
    app: Flask, database: Database, as_lead: Actor, trust: Trust, as_supervisor: Actor
) -> None:
    doctor = begin(database, trust, ago=0)
    for key in ("P0-01", "P0-02", "P4-01"):
        as_lead.send(item(trust, key, "done"), today="yes")
    with database.read() as session:
        found = counts(session, induction_of(app), trust.organisation, [doctor], on_day())
    assert found[doctor].words == "2 of 39"
    assert "2 of 39" in as_supervisor.get(f"/supervision/{doctor}").text


def test_a_doctor_without_a_list_reads_who_begins_it(as_learner: Actor) -> None:
    assert "Your list has not begun yet." in as_learner.get("/induction").text
    assert as_learner.get("/induction/card").status_code == 404
    assert as_learner.get("/induction/list.pdf").status_code == 404


def test_the_page_of_the_doctor_shows_seven_of_the_own_items_at_most(
    database: Database, as_learner: Actor, as_lead: Actor, trust: Trust
) -> None:
    begin(database, trust, ago=29)
    for number in range(4):
        as_lead.send(
            "/inductions/items/new",
            text=f"Own thing {number}",
            phase="first-week",
            area="ward",
            owner="img",
            person="",
            days="2",
            side="after",
            counting="all",
        )
    page = as_learner.get("/induction").text
    assert page.count(">Done today<") == 7
    assert "3 items more" in page


def test_papers_and_tables_are_given(
    database: Database, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust)
    for path in ("/induction/card.pdf", "/induction/list.pdf"):
        assert as_learner.get(path).data.startswith(b"%PDF"), path
    for path in ("card.pdf", "list.pdf"):
        assert as_supervisor.get(f"/inductions/{doctor}/{path}").data.startswith(b"%PDF"), path
    card = as_learner.get("/induction/card").text
    assert "ask your trust (IT)" in card


def test_the_answer_of_the_trust_stands_on_the_card_with_its_day(
    database: Database, as_learner: Actor, as_administrator: Actor, trust: Trust
) -> None:
    begin(database, trust)
    answer = as_administrator.send("/organisation/overlay/answers/help", crash_number="2222 now")
    if answer.status_code == 404:
        pytest.fail("the page of local answers has moved")
    assert "2222 now (as of " in as_learner.get("/induction/card").text


def test_nobody_can_plant_a_formula_in_a_table(
    database: Database, as_lead: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust)
    day = on_day()
    fields = {"on": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}
    as_lead.send(item(trust, "P0-02", "done"), note="=1+1", **fields)
    as_lead.send(
        "/inductions/items/new",
        text="@SUM(A1)",
        phase="first-week",
        area="ward",
        owner="lead",
        person="",
        days="2",
        side="after",
        counting="all",
    )
    text = as_lead.get(f"/inductions/{doctor}/list.csv").text
    assert ",'=1+1" in text and ",'@SUM(A1)" in text
    assert ",=1" not in text and ",@SUM" not in text
    assert as_lead.get("/inductions/table.csv").status_code == 200


def test_a_state_that_nobody_holds_any_more_stays_unseen(
    app: Flask, database: Database, as_lead: Actor, trust: Trust
) -> None:
    begin(database, trust)
    as_lead.send(item(trust, "P0-03", "done"), today="yes")
    as_lead.send(
        "/inductions/items/P0-03",
        owner="lead",
        person="",
        days="30",
        side="before",
        counting="all",
        off="y",
    )
    assert seen(app, trust).row("P0-03") is None
    with database.read() as session:
        assert session.scalars(select(InductionState)).one().item == "P0-03"


def test_who_reads_a_supervised_list_sees_whose_it_is(
    sign_in: SignIn, database: Database, trust: Trust
) -> None:
    doctor = begin(database, trust)
    page = sign_in(trust.email("supervisor")).get(f"/inductions/{doctor}").text
    assert "Induction of Dr Ngozi Eze" in page


def test_what_is_late_heads_a_doctors_list_and_stands_there_once(
    app: Flask, as_lead: Actor, database: Database, trust: Trust
) -> None:
    doctor = begin(database, trust)
    page = as_lead.get(f"/inductions/{doctor}").text
    late = page.split('id="late"', 1)[1].split("</section>", 1)[0]
    keys = re.findall(r"/items/([^\"/]+)\"", late)
    assert keys and all(page.count(f'/items/{key}"') == 1 for key in keys)
    assert set(keys) == {row.key for row in seen(app, trust).rows if row.late_by(on_day())}
