"""The library as it is read: the list and its filters, a page, the ticks, the tips, the search."""

import re

import pytest

from app.library.ticks import line_key
from tests.app.actors import Actor
from tests.app.databases import BOTH

ENTRY = re.compile(r'href="/library/entries/([^"#?]+)"')
FAIR = "/library/entries/fair-to-refer"
FIRST_LINE = "Say the concern early, privately, with an example."
SECOND_LINE = "Ask who is isolated on your rota."


def listed(actor: Actor, query: str = "") -> list[str]:
    """Return which of our pages a list leads to."""
    answer = actor.get(f"/library?{query}")
    assert answer.status_code == 200
    return ENTRY.findall(answer.text)


def ticked(actor: Actor) -> list[str]:
    """Return the lines that are ticked on a page."""
    page = actor.get(FAIR).text
    found = re.findall(r'<input[^>]*value="(\w+)" checked>', page)
    keys = {line_key(line): line for line in (FIRST_LINE, SECOND_LINE)}
    return [keys[key] for key in found]


def test_everybody_begins_with_what_is_for_them(
    as_learner: Actor, as_supervisor: Actor, as_lms_administrator: Actor
) -> None:
    doctors, supervisors = listed(as_learner), listed(as_supervisor)
    assert "practitioner-health" in doctors and "fair-to-refer" not in doctors
    assert "fair-to-refer" in supervisors and "canopi" not in supervisors
    everything = listed(as_lms_administrator)
    assert len(everything) == len(set(everything)) == 58
    assert listed(as_learner, "for=all") == everything
    assert "/library" in as_lms_administrator.get("/glossary").text


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("for=hr", "sas-charter", "canopi"),
        ("theme=support&for=all", "canopi", "sas-charter"),
        ("tag=wellbeing", "canopi", "sas-charter"),
        ("q=shadowing", "nes-slsc", "canopi"),
        ("q=SAS+charter&for=doctors", "sas-charter", "canopi"),
        ("q=xylophone", "", "sas-charter"),
    ],
)
def test_the_list_is_filtered_by_its_address(
    query: str, there: str, not_there: str, as_learner: Actor
) -> None:
    found = listed(as_learner, query)
    assert not there or there in found
    assert not not_there or not_there not in found
    assert there or "No page with" in as_learner.get(f"/library?{query}").text


def test_a_subject_leads_to_the_course_and_to_where_help_is_found(as_learner: Actor) -> None:
    page = as_learner.get("/library?tag=wellbeing").text
    assert "/learn/culture/looking-after-yourself" in page
    page = as_learner.get("/library?tag=mental-health-law").text
    assert "No page on “Mental health law”." in page and "liaison psychiatry" in page


def test_what_is_found_in_a_title_comes_first(as_learner: Actor) -> None:
    assert listed(as_learner, "q=retention+toolkit")[0] == "retention-toolkit"


def test_what_nobody_has_seen_is_shown_to_no_reader(as_learner: Actor) -> None:
    assert "rsm" not in listed(as_learner, "for=all")
    assert as_learner.get("/library/entries/rsm").status_code == 404
    assert as_learner.get("/library/entries/no-such-page").status_code == 404


def test_a_page_says_what_it_is_for_and_leads_out_and_on(as_learner: Actor) -> None:
    page = as_learner.get(FAIR).text
    assert "Before you write to anybody about a doctor" in page
    assert 'href="https://www.gmc-uk.org/about/what-we-do' in page
    assert 'rel="noopener noreferrer"' in page and "Leads out of First Shift" in page
    assert FIRST_LINE in page and "25 November 2026" in page and "June 2019" in page
    # Of the course, what stands under the same tags.
    assert "/learn/culture/speaking-up" in page
    assert "/library?tag=equality" in page


def test_a_page_without_an_address_says_whom_to_ask(as_learner: Actor) -> None:
    page = as_learner.get("/library/entries/scotland-wss").text
    assert "Ask your IMG lead." in page and "Leads out" not in page


@BOTH
def test_ticks_are_kept_for_whoever_makes_them(as_learner: Actor, as_supervisor: Actor) -> None:
    lines = [line_key(FIRST_LINE), line_key(SECOND_LINE), "0" * 16]
    assert as_learner.send(f"{FAIR}/ticks", line=lines).status_code == 303
    assert ticked(as_learner) == [FIRST_LINE, SECOND_LINE]
    assert ticked(as_supervisor) == []
    as_learner.send(f"{FAIR}/ticks", line=[line_key(SECOND_LINE)])
    assert ticked(as_learner) == [SECOND_LINE]
    as_learner.send(f"{FAIR}/ticks")
    assert ticked(as_learner) == []
    assert as_learner.send("/library/entries/rsm/ticks").status_code == 404


def test_a_line_that_says_something_else_is_another_line() -> None:
    assert line_key(FIRST_LINE) != line_key(f"{FIRST_LINE} Soon.")


def test_whoever_has_no_organisation_reads_without_ticks(as_platform_administrator: Actor) -> None:
    assert len(listed(as_platform_administrator)) == 58
    page = as_platform_administrator.get(FAIR).text
    assert FIRST_LINE in page and "Keep my ticks" not in page and "Out of date?" not in page
    assert as_platform_administrator.send(f"{FAIR}/ticks").status_code == 403


def test_the_tips_name_the_pages_behind_them(as_supervisor: Actor) -> None:
    page = as_supervisor.get("/library/tips").text
    assert "Leave the sandwich out." in page
    assert "/library/entries/feedback-models" in page


def test_nobody_reads_it_without_signing_in(client: Actor) -> None:
    for address in ("/library", FAIR, "/library/tips", "/library/links"):
        assert client.get(address).status_code == 302


@BOTH
def test_the_search_finds_pages_of_the_library(as_learner: Actor) -> None:
    page = as_learner.get("/search?q=sandwich").text
    assert "In the library" in page and "/library/entries/feedback-models" in page
    assert "/library/entries/rsm" not in as_learner.get("/search?q=royal+society+of+medicine").text


@BOTH
def test_the_editors_are_told_what_is_out_of_date(
    as_learner: Actor, as_administrator: Actor, as_other_administrator: Actor
) -> None:
    address = "/library/out-of-date/fair-to-refer"
    answer = as_learner.send(address, words="")
    assert answer.status_code == 400 and "Say in a few words what is out of date." in answer.text
    answer = as_learner.send(address, words="There is a newer report.")
    assert answer.status_code == 303 and answer.location == FAIR
    assert "There is a newer report." in as_learner.get(address).text
    page = as_administrator.get("/feedback").text
    assert "There is a newer report." in page
    assert "Fair to refer?" in page and "Looked at on 2026-11-25" in page
    assert "Dr Ngozi Eze" not in page
    assert "There is a newer report." not in as_other_administrator.get("/feedback").text
    for unknown in ("rsm", "no-such-page", "00000000-0000-0000-0000-000000000000"):
        assert as_learner.get(f"/library/out-of-date/{unknown}").status_code == 404


@pytest.mark.parametrize("asked", ["for=nobody", "theme=nonsense", "tag=nonsense"])
def test_the_list_tells_of_an_address_that_it_does_not_know(as_learner: Actor, asked: str) -> None:
    answer = as_learner.get(f"/library?{asked}")
    assert answer.status_code == 400
    assert f"knows no “{asked.partition('=')[2]}”" in answer.text
