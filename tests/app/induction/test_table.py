"""The table of who is how far, narrowed by its address; and its heading says how many it shows."""

import re

import pytest
from flask import Flask

from app.database import Database
from app.induction import matrix
from app.induction.view import View, has_name, is_like
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.induction.listing import begin, induction_of, on_day, seen
from tests.app.organisations.inviting import a_group
from tests.app.trust import Trust
from tests.support.html import words_of

PAGE = "/inductions"
NGOZI, FARHAN = "Dr Ngozi Eze", "Dr Farhan Siddiqui"


def names_in(page: str) -> set[str]:
    """Return the doctors of the table."""
    table = page.partition("<table")[2].partition("</table>")[0]
    return {name for name in (NGOZI, FARHAN) if name in table}


def heading(page: str) -> str:
    """Return the sentence with the numbers."""
    found = re.search(r'id="found">(.*?)</p>', page, re.DOTALL)
    assert found, page
    return words_of(found[1])


def test_a_state_shows_those_alone_and_the_heading_counts_them(
    as_lead: Actor, database: Database, trust: Trust
) -> None:
    begin(database, trust, "learner", ago=10)
    begin(database, trust, "other-learner", ago=-30, begun_ago=0)
    everybody = as_lead.get(PAGE).text
    assert names_in(everybody) == {NGOZI, FARHAN}
    assert heading(everybody).startswith("2 lists of the last twelve months. The trust is late")
    late = as_lead.get(f"{PAGE}?state=late").text
    assert names_in(late) == {NGOZI}
    assert heading(late).startswith("1 of 2 lists of the last twelve months.")
    assert "for 1 doctor." in heading(late)
    assert names_in(as_lead.get(f"{PAGE}?state=under-way").text) == {NGOZI, FARHAN}
    signed = as_lead.get(f"{PAGE}?state=signed-off").text
    assert names_in(signed) == set() and "Nobody is like that now." in signed
    assert (
        heading(signed) == "0 of 2 lists of the last twelve months. The trust is late with nothing."
    )


def test_who_has_no_list_is_found_and_leads_to_where_it_begins(
    as_lead: Actor, database: Database, trust: Trust
) -> None:
    begin(database, trust, "learner")
    assert (
        'href="/inductions?state=not-begun">1 doctor</a> has no list yet.' in as_lead.get(PAGE).text
    )
    page = as_lead.get(f"{PAGE}?state=not-begun").text
    assert heading(page) == "1 doctor has no list yet." and "<table" not in page
    key = trust.members["other-learner"]
    assert f'href="/inductions/begin?to={key}">{FARHAN}' in page and NGOZI not in page
    nobody = as_lead.get(f"{PAGE}?state=not-begun&name=ngozi").text
    assert heading(nobody) == "0 doctors have no list yet." and "Nobody is like that" in nobody
    csv = as_lead.get("/inductions/table.csv?state=not-begun").text.splitlines()
    assert len(csv) == 2 and csv[1].startswith(f"{FARHAN},,Not begun,")


def test_a_list_is_signed_off_when_every_part_of_it_is(
    app: Flask, database: Database, trust: Trust
) -> None:
    begin(database, trust)
    (line,) = matrix.matrix(induction_of(app), [seen(app, trust)], on_day())
    signed = [_signed(cell) for cell in line.cells]
    whole = matrix.Line(line.found, line.now, tuple(signed), 0, 0)
    almost = matrix.Line(line.found, line.now, (line.cells[0], *signed[1:]), 0, 0)
    off, way = View(state="signed-off"), View(state="under-way")
    assert is_like(whole, off, on_day()) and not is_like(whole, way, on_day())
    assert is_like(almost, way, on_day()) and not is_like(almost, off, on_day())


def _signed(cell: matrix.Cell) -> matrix.Cell:
    return matrix.Cell(cell.asked, cell.asked, 0, whole=True, signed=True)


def test_supervisor_cohort_and_name_narrow_it_and_the_file_too(
    as_lead: Actor, as_administrator: Actor, database: Database, trust: Trust
) -> None:
    for who in ("learner", "other-learner"):
        begin(database, trust, who)
    cohort = a_group(as_administrator, database, "cohort", "Winter doctors")
    doctor = trust.members["other-learner"]
    as_administrator.send(f"/people/{doctor}/place", cohorts=[cohort])
    by = {
        f"supervisor={trust.members['supervisor']}": {NGOZI},
        f"supervisor={trust.members['other-supervisor']}": set(),
        f"cohort={cohort}": {FARHAN},
        f"cohort={cohort}&supervisor={trust.members['supervisor']}": set(),
        "name=SIDDI": {FARHAN},
        "name=dr+eze": {NGOZI},
        "name=nobody": set(),
    }
    for words, names in by.items():
        page = as_lead.get(f"{PAGE}?{words}").text
        assert names_in(page) == names, words
        assert heading(page).startswith(f"{len(names)} of 2 lists"), words
        file = as_lead.get(f"/inductions/table.csv?{words}").text
        assert {name for name in (NGOZI, FARHAN) if name in file} == names, words
    page = as_lead.get(f"{PAGE}?cohort={cohort}").text
    assert f'href="/inductions/table.csv?cohort={cohort}"' in page
    assert f'value="{cohort}" selected' in page


def test_an_owner_is_found_by_what_is_theirs_to_do(
    as_lead: Actor, app: Flask, database: Database, trust: Trust
) -> None:
    begin(database, trust, "learner", ago=10)
    begin(database, trust, "other-learner", ago=-30, begun_ago=0)
    helen = trust.members["supervisor"]
    assert names_in(as_lead.get(f"{PAGE}?owner={helen}").text) == {NGOZI}
    owned = [row for row in seen(app, trust).rows if helen in row.owners]
    assert any(row.trust_late(on_day()) for row in owned)
    assert names_in(as_lead.get(f"{PAGE}?owner={helen}&state=late").text) == {NGOZI}
    owen = trust.members["other-supervisor"]
    page = as_lead.get(f"{PAGE}?owner={owen}").text
    assert names_in(page) == set()
    # Who has nothing to do is not offered, and an address that was kept still holds.
    assert f'value="{owen}" selected' in page
    assert f'<option value="{owen}"' not in as_lead.get(PAGE).text


@pytest.mark.parametrize(
    ("words", "sentence", "back"),
    [
        ("state=soon&name=Eze", "It takes not-begun, under-way, late or signed-off.", "?name=Eze"),
        ("owner=x", "There is no such owner of open items for you", ""),
        ("cohort=x&state=late", "There is no such cohort for you", "?state=late"),
        ("supervisor=x", "There is no such supervisor for you", ""),
    ],
)
@pytest.mark.parametrize("page", [PAGE, "/inductions/table.csv"])
def test_a_wrong_word_is_told_with_the_way_back(
    as_lead: Actor,
    database: Database,
    trust: Trust,
    page: str,
    words: str,
    sentence: str,
    back: str,
) -> None:
    begin(database, trust)
    answer = as_lead.get(f"{page}?{words}")
    assert answer.status_code == 400 and sentence in answer.text
    assert f'<a href="{PAGE}{back}">Open the page without it</a>' in answer.text


def test_a_supervisor_narrows_the_own_doctors_alone(
    as_supervisor: Actor, sign_in: SignIn, database: Database, trust: Trust
) -> None:
    for who in ("learner", "other-learner"):
        begin(database, trust, who)
    page = as_supervisor.get(PAGE).text
    assert heading(page).startswith("1 list. ") and names_in(page) == {NGOZI}
    assert names_in(as_supervisor.get(f"{PAGE}?name=Siddiqui").text) == set()
    waiting = as_supervisor.get(f"{PAGE}?state=not-begun").text
    assert heading(waiting) == "0 doctors have no list yet." and FARHAN not in waiting
    own = trust.members["supervisor"]
    assert as_supervisor.get(f"{PAGE}?supervisor={own}").status_code == 400


def test_every_word_of_a_name_counts() -> None:
    assert has_name(NGOZI, "") and has_name(NGOZI, " eze NGO ")
    assert not has_name(NGOZI, "Eze Farhan")
