"""A trust's look at its own welcome: two voices, a word, a plan, years, and no names in what leaves."""

import datetime as dt
import re
import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from app.database import Database, now
from app.induction import marking
from app.induction.marking import Tick
from app.induction.reach import reached
from app.readiness import assessing
from app.readiness.facts import facts
from app.readiness.models import Assessment, AssessmentLevel
from app.services import KEY, Services
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.induction.listing import begin, induction_of, member_of, on_day
from tests.app.trust import Trust
from tests.support.html import words_of


def begun(as_lead: Actor) -> str:
    """Begin this year's assessment; return its address."""
    answer = as_lead.send("/readiness/begin")
    assert answer.status_code == 303
    return answer.headers["Location"]


def choose(actor: Actor, address: str, standard: str, level: int, **fields: str) -> int:
    sent = {"level": str(level), "evidence": "Job plan"} | fields
    return actor.send(f"{address}/standards/{standard}", **sent).status_code


def every(app: Flask, as_lead: Actor, address: str, level: int, **others: int) -> None:
    for each in induction_of(app).standards:
        assert choose(as_lead, address, each.id, others.get(each.id, level)) == 303


def ask(as_lead: Actor, address: str, trust: Trust, who: str = "learner") -> None:
    assert as_lead.send(f"{address}/reviewer", doctor=str(trust.members[who])).status_code == 303


def heading(text: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    assert found
    return re.sub(r"<[^>]+>", "", found[1]).strip()


@BOTH
def test_levels_become_a_word_a_doctor_disagrees_and_that_stands_first(
    app: Flask, as_lead: Actor, as_learner: Actor, trust: Trust
) -> None:
    address = begun(as_lead)
    every(app, as_lead, address, 2)
    assert heading(as_lead.get(address).text).endswith("Ready to welcome")
    ask(as_lead, address, trust)
    assert "Your view is asked for" in as_learner.get("/induction").text
    page = as_learner.get(f"{address}/answer").text
    assert "A named IMG lead with time" in page
    sent = {f"level-{each.id}": "2" for each in induction_of(app).standards}
    said = {"verdict-S04": "not_yet", "why-S04": "My log-in came on day 4.", "verdict-S01": "agree"}
    assert as_learner.send(f"{address}/answer", **sent, **said).status_code == 303
    told = as_lead.get(address).text
    assert "“not yet” to 1 level" in told
    assert told.index('id="S04"') < told.index('id="S05"')
    assert told.index('id="S04"') < told.index('id="S01"')
    # The word follows from the lead's levels alone: two voices, never an average.
    assert heading(told).endswith("Ready to welcome")
    choose(as_lead, address, "S04", 1)
    after = as_lead.get(address).text
    assert "“not yet” to" not in after and heading(after).endswith("In progress")


def test_the_picture_says_every_level_in_words(app: Flask, as_lead: Actor) -> None:
    address = begun(as_lead)
    every(app, as_lead, address, 1, S01=3, S02=0)
    page = as_lead.get(address).text
    svg = page[page.index('<svg class="app-blocks"') : page.index("One filled square")]
    assert (
        'role="img"' in svg and "IMG lead: Leading" in svg and "Joiners known: Not in place" in svg
    )
    assert svg.count("app-blocks__ground") == 16
    assert svg.count("app-blocks__step--on") == 3 + 14


def test_an_answer_to_a_level_that_has_changed_is_not_taken(
    app: Flask, as_lead: Actor, as_learner: Actor, trust: Trust, database: Database
) -> None:
    address = begun(as_lead)
    choose(as_lead, address, "S04", 2)
    ask(as_lead, address, trust)
    choose(as_lead, address, "S04", 3)
    fields = {"level-S04": "2", "verdict-S04": "agree"}
    assert as_learner.send(f"{address}/answer", **fields).status_code == 303
    assert "have changed since you opened the page" in as_learner.get(f"{address}/answer").text
    with database.read() as session:
        assert session.scalars(select(AssessmentLevel)).one().verdict == ""


@pytest.mark.parametrize("who", ["other-learner", "learner"])
def test_only_the_doctor_who_was_asked_answers(
    as_lead: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust, who: str
) -> None:
    address = begun(as_lead)
    choose(as_lead, address, "S01", 2)
    ask(as_lead, address, trust)
    stranger = sign_in(other_trust.email(who) if who == "learner" else trust.email("other-learner"))
    assert stranger.get(f"{address}/answer").status_code == 404
    assert stranger.send(f"{address}/answer", **{"verdict-S01": "agree"}).status_code == 404


def test_another_trust_s_assessment_plan_and_log_are_not_found(
    as_lead: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database
) -> None:
    address = begun(as_lead)
    choose(as_lead, address, "S01", 2)
    due = on_day()
    day = {"due": str(due.day), "due-month": str(due.month), "due-year": str(due.year)}
    as_lead.send("/readiness/plan/new", standard="S01", text="Do it", owner="lead", **day)
    link = re.search(r"/readiness/plan/[0-9a-f-]{36}", as_lead.get(address).text)
    assert link
    stranger = sign_in(other_trust.email("lead"))
    for path in (address, f"{address}/standards/S01", f"{address}/report.pdf", link[0]):
        assert stranger.get(path).status_code == 404, path
    for path in (f"{address}/close", f"{link[0]}/done", f"{link[0]}/remove"):
        assert stranger.send(path).status_code == 404, path
    assert choose(stranger, address, "S01", 3) == 404
    doctor = str(trust.members["learner"])
    assert stranger.send(f"{address}/reviewer", doctor=doctor).status_code == 404
    own = stranger.send("/readiness/begin").headers["Location"]
    assert stranger.send(f"{own}/reviewer", doctor=doctor).status_code == 400


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"level": ""}, "Choose the level that describes you best."),
        ({"level": "4"}, "Choose the level that describes you best."),
        ({"evidence": ""}, "Say what shows it"),
        ({"evidence": "e" * 501}, "Use 500 characters at most."),
        ({"link": "http://x.example"}, "begins with https://"),
    ],
)
def test_a_wrong_level_is_told_and_what_was_typed_stays(
    as_lead: Actor, fields: dict[str, str], sentence: str
) -> None:
    address = begun(as_lead)
    sent = {"level": "2", "evidence": "Job plan of April"} | fields
    answer = as_lead.send(f"{address}/standards/S01", **sent)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert sent["evidence"] in answer.text
    assert as_lead.get(f"{address}/standards/S77").status_code == 404


def test_a_closed_assessment_stays_as_it_is(
    as_lead: Actor, as_learner: Actor, trust: Trust
) -> None:
    address = begun(as_lead)
    choose(as_lead, address, "S01", 2)
    ask(as_lead, address, trust)
    as_lead.send(f"{address}/close")
    assert choose(as_lead, address, "S01", 3) == 409
    answer = as_learner.send(f"{address}/answer", **{"level-S01": "2", "verdict-S01": "agree"})
    assert answer.status_code == 409
    assert "Your view is asked for" not in as_learner.get("/induction").text
    as_lead.send(f"{address}/close", open="yes")
    assert choose(as_lead, address, "S01", 3) == 303
    assert as_lead.send("/readiness/begin").status_code == 409


def test_closing_says_what_it_does_and_is_undone(
    as_lead: Actor, as_learner: Actor, trust: Trust
) -> None:
    address = begun(as_lead)
    choose(as_lead, address, "S01", 2)
    ask(as_lead, address, trust)
    page = words_of(as_lead.get(address).text)
    year = on_day().year
    assert f">Close {year}</a>" in page and f'action="{address}/close"' not in page
    asked = words_of(as_lead.get(f"{address}/close").text)
    assert "You can open it again at any time." in asked
    assert "15 standards have no level yet." in asked
    assert "Dr Ngozi Eze is no longer asked" in asked
    assert "Your view is asked for" in as_learner.get("/induction").text  # to ask closes nothing
    as_lead.send(f"{address}/close")
    closed = words_of(as_lead.get(address).text)
    assert "It is closed. You can open it again." in closed
    assert "Levels and answers can be changed once it is" in closed and "stays as it" not in closed
    assert f"Open {year} again" in closed
    assert "It is closed already" in as_lead.get(f"{address}/close").text


def test_two_years_stand_side_by_side(
    app: Flask, as_lead: Actor, trust: Trust, database: Database
) -> None:
    address = begun(as_lead)
    every(app, as_lead, address, 2, S05=1)
    with database.write() as session:
        before = assessing.begin(session, member_of(trust, "lead"), on_day().year - 1)
        for key, level in (("S01", 1), ("S05", 2)):
            choice = assessing.Choice(level, "e", "")
            assessing.choose(session, member_of(trust, "lead"), before, key, choice, now())
    page = as_lead.get("/readiness/compare").text
    assert f"From {on_day().year - 1} to {on_day().year}: 1 standard up, 1 down." in page
    assert "Last time: starting." in as_lead.get(f"{address}/standards/S01").text
    assert as_lead.get("/readiness/compare?older=x&newer=y").status_code == 200


def test_what_leaves_holds_no_names_and_no_formulas(
    app: Flask, as_lead: Actor, as_learner: Actor, trust: Trust
) -> None:
    address = begun(as_lead)
    choose(as_lead, address, "S01", 2, evidence="=HYPERLINK(1)")
    ask(as_lead, address, trust)
    fields = {"level-S01": "2", "verdict-S01": "not_yet", "why-S01": "@now"}
    as_learner.send(f"{address}/answer", **fields)
    text = as_lead.get(f"{address}/table.csv").text
    assert ",'=HYPERLINK(1)," in text and ",'@now," in text
    assert "Ngozi" not in text and "Amira" not in text
    assert as_lead.get(f"{address}/report.pdf").data.startswith(b"%PDF")


def test_the_next_step_of_a_standard_becomes_a_line_of_the_plan(as_lead: Actor) -> None:
    address = begun(as_lead)
    choose(as_lead, address, "S05", 0, evidence="")
    assert heading(as_lead.get(address).text).endswith("Not yet safe")
    form = as_lead.get("/readiness/plan/new?standard=S05").text
    assert "Put shadowing into the rota of the next newcomer" in form
    wrong = as_lead.send("/readiness/plan/new", standard="S05", text="Do it", owner="department")
    assert wrong.status_code == 400
    assert "Enter the day by which it is to be done." in wrong.text and "Do it" in wrong.text
    late = on_day() - dt.timedelta(days=3)
    day = {"due": str(late.day), "due-month": str(late.month), "due-year": str(late.year)}
    good = as_lead.send(
        "/readiness/plan/new", standard="S05", text="Do it", owner="department", **day
    )
    assert good.status_code == 303
    page = as_lead.get(address).text
    assert "3 days late" in page
    link = re.search(r"/readiness/plan/[0-9a-f-]{36}", page)
    assert link
    as_lead.send(f"{link[0]}/done")
    assert "Not done after all" in as_lead.get(address).text
    as_lead.send(f"{link[0]}/remove")
    assert as_lead.get(link[0]).status_code == 404


def offers(page: str, standard: str) -> bool:
    """Say whether a page offers to put the next step of a standard into the plan."""
    return f'href="/readiness/plan/new?standard={standard}"' in page


def test_a_step_is_offered_where_the_plan_does_not_hold_it_and_linked_where_it_does(
    as_lead: Actor,
) -> None:
    address = begun(as_lead)
    choose(as_lead, address, "S05", 0, evidence="")
    choose(as_lead, address, "S06", 1)
    page = as_lead.get(address).text
    assert offers(page, "S05") and offers(page, "S06") and "In the plan:" not in page
    due = on_day() + dt.timedelta(days=3)
    day = {"due": str(due.day), "due-month": str(due.month), "due-year": str(due.year)}
    step = "Put shadowing into the rota of the next newcomer"
    sent = {"standard": "S05", "text": step, "owner": "department"}
    assert as_lead.send("/readiness/plan/new", **sent, **day).status_code == 303
    page = as_lead.get(address).text
    assert not offers(page, "S05") and offers(page, "S06")
    link = re.search(r'In the plan: <a href="(/readiness/plan/[0-9a-f-]{36})">', page)
    assert link
    # What is done stays linked while it is the step of now; the next level has another one.
    as_lead.send(f"{link[1]}/done")
    page = as_lead.get(address).text
    assert f"{step}</a>, done on" in page and not offers(page, "S05")
    choose(as_lead, address, "S05", 1)
    page = as_lead.get(address).text
    assert offers(page, "S05") and "In the plan:" not in page


def test_what_has_a_level_is_folded_under_its_words(as_lead: Actor) -> None:
    address = begun(as_lead)
    choose(as_lead, address, "S01", 1, evidence="Heron of the board")
    page = as_lead.get(address).text

    def line(key: str) -> str:
        return page.partition(f'id="{key}">')[2].partition("</li>")[0]

    head, _, folded = line("S01").partition("</summary>")
    assert "<details" in head and " open" not in head and "Starting" in head
    assert "Heron of the board" in folded and "Change the level" in folded
    assert "<details" not in line("S02") and "Choose a level" in line("S02")


def test_the_press_that_says_done_stands_under_words_that_fit(as_lead: Actor) -> None:
    address, due = begun(as_lead), on_day()
    day = {"due": str(due.day), "due-month": str(due.month), "due-year": str(due.year)}
    as_lead.send("/readiness/plan/new", standard="S01", text="Do it", owner="lead", **day)
    table = as_lead.get(address).text.partition("<table")[2].partition("</table>")[0]
    cell = table.rpartition("<td")[2]
    assert ">Is it done?</span>" in cell and "Done today" in cell


def test_an_example_begins_an_improvement_and_what_was_found_is_kept(as_lead: Actor) -> None:
    form = as_lead.get("/readiness/improvements/new?example=1").text
    assert "All log-ins work on day 1 by March" in form
    assert as_lead.get("/readiness/improvements/new?example=99").status_code == 200
    day = on_day()
    fields = {
        "aim": "Log-ins on day 1",
        "standard": "S04",
        "plan": "Ask early",
        "measure": "Per cent",
        "begun": str(day.day),
        "begun-month": str(day.month),
        "begun-year": str(day.year),
    }
    assert as_lead.send("/readiness/improvements/new", **fields).status_code == 303
    page = as_lead.get("/readiness/improvements").text
    link = re.search(r"/readiness/improvements/[0-9a-f-]{36}", page)
    assert link
    early = day - dt.timedelta(days=1)
    end = {
        "ended": str(early.day),
        "ended-month": str(early.month),
        "ended-year": str(early.year),
    }
    wrong = as_lead.send(link[0], **fields, **end, found="96 %")
    assert wrong.status_code == 400 and "cannot end before it begins" in wrong.text
    assert as_lead.send(link[0], **fields, found="96 %").status_code == 303
    assert "96 %" in as_lead.get("/readiness/improvements").text


@BOTH
def test_facts_are_counted_beside_the_levels(app: Flask, database: Database, trust: Trust) -> None:
    lead = member_of(trust, "lead")
    for who, day_signed in (("learner", 10), ("other-learner", 20)):
        key = begin(database, trust, who, ago=40)
        with database.write() as session:
            seen = reached(session, induction_of(app), lead, key, on_day())
            signed = seen.found.first_day + dt.timedelta(days=day_signed)
            marking.done(session, seen, seen.row("P3-01"), Tick(signed), now())
    parts: Services = app.extensions[KEY]
    with database.read() as session:
        found = facts(session, parts.shelf.course, lead, on_day())
    words = {each.title: each.words for each in found}
    assert words["Welcome meeting form signed by day 14"] == "1 of 2 doctors"
    assert words["Reviews held, of those that were due"] == "None was due yet"
    # Of 82 items by day 40 six are the doctor's own, and one is done: for each of the two.
    assert words["Items of the trust that are late today"] == "150 items"


def test_an_erased_doctor_leaves_the_verdict_and_takes_the_words(
    app: Flask, as_lead: Actor, as_learner: Actor, trust: Trust, database: Database
) -> None:
    from app.accounts.holding import Whose, let_go
    from app.readiness.holdings import HOLDINGS

    address = begun(as_lead)
    choose(as_lead, address, "S01", 2)
    ask(as_lead, address, trust)
    fields = {"level-S01": "2", "verdict-S01": "not_yet", "why-S01": "In my own words"}
    as_learner.send(f"{address}/answer", **fields)
    with database.write() as session:
        whose = Whose(uuid.uuid4(), (trust.members["learner"],), "https://x.example")
        for holding in reversed(HOLDINGS):
            let_go(session, holding, whose)
    with database.read() as session:
        level = session.scalars(select(AssessmentLevel)).one()
        assert (level.verdict, level.verdict_note, level.verdict_by) == ("not_yet", "", None)
        assert session.scalars(select(Assessment)).one().reviewer_id is None
