"""A wrong word in the address of a list: told with what is taken, and the way back to the list without it."""

import re

import pytest

from app.asked import MOST_NAMED, not_known
from tests.app.actors import Actor


def way_back(page: str) -> str:
    """Return where the page of the error leads."""
    found = re.search(r'<a href="([^"]+)">Open the page without it</a>', page)
    assert found, page
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize(
    ("address", "sentence", "back"),
    [
        (
            "/supervision?meeting=soon&name=Eze",
            "“Welcome meeting” (“meeting” in the address) knows no “soon”."
            " It takes not-booked, booked, held or signed.",
            "/supervision?name=Eze",
        ),
        ("/supervision?show=x&order=name", "late, not-passed", "/supervision?order=name"),
        ("/supervision?order=x", "It takes need, name or active.", "/supervision"),
        ("/supervision?without=x", "It takes culture.", "/supervision"),
        (
            "/supervision?site=x",
            "There is no such site for you (“site” in the address); choose from the list",
            "/supervision",
        ),
        ("/supervision?page=0", "“page” in the address takes a whole number", "/supervision"),
        ("/supervision/table.csv?induction=x", "It takes none or begun.", "/supervision"),
        ("/welcome-meeting/states?show=x", "late, review-due", "/welcome-meeting/states"),
        (
            "/welcome-meeting/states?page=-1&name=a",
            "takes a whole",
            "/welcome-meeting/states?name=a",
        ),
    ],
)
def test_a_wrong_word_is_told_with_what_is_taken_and_the_way_back(
    as_lead: Actor, address: str, sentence: str, back: str
) -> None:
    answer = as_lead.get(address)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert way_back(answer.text) == back
    assert as_lead.get(back).status_code == 200


@pytest.mark.parametrize("address", ["/supervision", "/welcome-meeting/states"])
def test_a_page_after_the_last_leads_to_the_first(as_lead: Actor, address: str) -> None:
    answer = as_lead.get(f"{address}?page=9&name=Dr")
    assert answer.status_code == 404
    assert "There is no page 9: this list has 1 page now." in answer.text
    assert f'<a href="{address}?name=Dr">Show the first page</a>' in answer.text


def test_a_wrong_word_is_told_as_text_and_not_at_any_length(as_lead: Actor) -> None:
    page = as_lead.get(f"/supervision?order=<b>{'x' * 500}").text
    assert "<b>x" not in page and "&lt;b&gt;x" in page
    assert "x" * 50 not in page


def test_more_values_than_anybody_reads_are_not_told() -> None:
    known = [f"value-{number}" for number in range(MOST_NAMED + 1)]
    assert "Choose from the list “What” on the page." in not_known("what", "What", "x", known)
    assert "It takes value-0 or value-1." in not_known("what", "What", "x", known[:2])


@pytest.mark.parametrize(
    ("address", "sentence", "back"),
    [
        ("/people?state=x", "It takes ", "/people#members"),
        (
            "/people?role=x",
            "“Role” (“role” in the address) knows no “x”. It takes ",
            "/people#members",
        ),
        ("/people?site=x", "Choose from the list “Site” on the page.", "/people#members"),
        ("/audit?act=x", "“What” (“act” in the address) knows no “x”.", "/audit"),
        ("/audit?first_day=soon", "“From” is no day of the calendar.", "/audit"),
        ("/records?order=x", "It takes newest or oldest.", "/records"),
    ],
)
def test_a_list_with_fields_names_the_wrong_one_above_them_and_leads_to_the_whole(
    as_administrator: Actor, address: str, sentence: str, back: str
) -> None:
    answer = as_administrator.get(address)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text and sentence in answer.text
    assert re.search(rf'<a href="{back}">Show (?:everybody|all [a-z]+)</a>', answer.text)


@pytest.mark.parametrize("address", ["/people", "/audit", "/people/invitations"])
def test_these_lists_know_which_pages_they_have(as_administrator: Actor, address: str) -> None:
    assert as_administrator.get(address).status_code == 200
    wrong = as_administrator.get(f"{address}?page=two")
    assert wrong.status_code == 400 and way_back(wrong.text) == address
    after = as_administrator.get(f"{address}?page=7")
    assert after.status_code == 404
    assert f'<a href="{address}">Show the first page</a>' in after.text


def test_what_is_sent_with_a_wrong_filter_is_refused_with_its_name(
    as_administrator: Actor,
) -> None:
    for path, field in (("/people/csv", "state"), ("/audit/csv", "act")):
        answer = as_administrator.send(path, **{field: "x"})
        assert answer.status_code == 400
        assert f"(“{field}” in the address) knows no “x”." in answer.text
        assert "Open the page without it" not in answer.text  # there is none at this address


@pytest.mark.parametrize(
    ("address", "sentence", "back"),
    [
        ("/supervision/picture?cohort=x", "such as 2026-08", "/supervision/picture"),
        ("/supervision/picture.csv?cohort=x", "such as 2026-08", "/supervision/picture"),
        ("/records?more=x", "Begin again at the first page.", "/records"),
        ("/records/statement?id=x", "That is no number of a statement", "/records"),
    ],
)
def test_other_words_of_an_address_lead_back_too(
    as_lead: Actor, as_administrator: Actor, address: str, sentence: str, back: str
) -> None:
    who = as_administrator if address.startswith("/records") else as_lead
    answer = who.get(address)
    assert answer.status_code == 400 and sentence in answer.text
    assert way_back(answer.text) == back
