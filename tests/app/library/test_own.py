"""A trust's own pages: added, changed, looked at again, withdrawn; never seen by another trust."""

import re

import pytest

from app.database import Database
from app.library.models import OwnResource
from app.organisations.models import MembershipRole, Role
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.trust import Trust

TITLE = "How we hand over in medicine"
GOOD: dict[str, str | list[str]] = {
    "title": TITLE,
    "address": "https://intranet.alder.example/handover",
    "place": "",
    "readers": ["doctors", "supervisors"],
    "summary": "Where, who leads, what must be on the list.",
    "tags": ["handover-sbar"],
    "version": "0",
}


def add(actor: Actor, **changed: object) -> str:
    """Add a page and return its address."""
    answer = actor.send("/library/own/new", **{**GOOD, **changed})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_an_administrator_and_a_lead_add_pages_and_nobody_else(
    as_administrator: Actor, as_lead: Actor, as_learner: Actor, as_supervisor: Actor
) -> None:
    assert as_administrator.get(add(as_administrator)).status_code == 200
    assert as_lead.get(add(as_lead, title="Another")).status_code == 200
    for actor in (as_learner, as_supervisor):
        assert actor.get("/library/own/new").status_code == 403
        assert actor.send("/library/own/new", **GOOD).status_code == 403
        assert "/library/own/new" not in actor.get("/library").text


def test_whoever_is_a_lead_and_nothing_else_begins_with_who_is_where(
    as_lead: Actor, database: Database, trust: Trust
) -> None:
    key = (trust.members["other-supervisor"], Role.SUPERVISOR)
    with database.write() as session:
        session.delete(session.get_one(MembershipRole, key))
    assert as_lead.get("/").location == "/supervision"


@BOTH
def test_it_is_shown_beside_ours_and_to_no_other_trust(
    as_administrator: Actor,
    as_learner: Actor,
    as_other_administrator: Actor,
    as_platform_administrator: Actor,
) -> None:
    address = add(as_administrator)
    page = as_learner.get("/library").text
    assert TITLE in page and "From Alder Valley Trust" in page
    assert "from Alder Valley Trust" in as_learner.get(address).text.replace("From", "from")
    assert TITLE in as_learner.get("/library?q=hand+over").text
    assert TITLE in as_learner.get("/search?q=must+list+leads").text
    for other in (as_other_administrator, as_platform_administrator):
        assert TITLE not in other.get("/library?for=all").text
        assert TITLE not in other.get("/search?q=hand+over").text
    for way in ("", "/change", "/withdraw"):
        assert as_other_administrator.get(f"{address}{way}").status_code == 404
    for way in ("/change", "/withdraw", "/confirm"):
        assert as_other_administrator.send(f"{address}{way}", **GOOD).status_code == 404
    key = address.rpartition("/")[2]
    assert as_other_administrator.get(f"/library/out-of-date/{key}").status_code == 404
    assert as_learner.get(f"/library/out-of-date/{key}").status_code == 200


REFUSED: dict[str, tuple[dict[str, str | list[str]], str]] = {
    "no title": ({"title": " "}, "Enter a title, as people here call it."),
    "not encrypted": (
        {"address": "http://intranet.example/x"},
        "This address is not encrypted. Enter one that begins with https://.",
    ),
    "no address": ({"address": "javascript:alert(1)"}, "Enter an address such as"),
    "with a password": (
        {"address": "https://me:secret@intranet.example/"},
        "Enter an address such",
    ),
    "nowhere": ({"address": ""}, "Enter a web address above, or say here where to find it."),
    "for nobody": ({"readers": []}, "Choose for whom it is."),
    "for whom there is not": ({"readers": ["patients"]}, "Choose for whom it is."),
    "no summary": ({"summary": ""}, "Say in a sentence or two what it is for."),
    "too much": ({"summary": "x" * 1001}, "That is too long: use 1000 characters at most."),
    "about everything": (
        {
            "tags": [
                *(
                    "gmp",
                    "bleeps",
                    "reflection",
                    "equality",
                    "wellbeing",
                    "belonging",
                    "safeguarding",
                )
            ]
        },
        "Choose 6 at most: what it is really about.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_makes_no_sense_is_said_at_the_field_and_nothing_is_lost(
    name: str, as_administrator: Actor
) -> None:
    changed, sentence = REFUSED[name]
    answer = as_administrator.send("/library/own/new", **{**GOOD, **changed})
    assert answer.status_code == 400
    assert answer.text.count(sentence) == 2
    kept = "Where, who leads" if "summary" not in changed else "How we hand over in medicine"
    assert kept in answer.text


def test_a_place_is_enough_and_markup_stays_text(
    as_administrator: Actor, as_learner: Actor
) -> None:
    address = add(
        as_administrator, address="", place="Room 2, green shelf", summary="<b>Bold</b> *text*"
    )
    page = as_learner.get(address).text
    assert "Room 2, green shelf" in page and "Leads out" not in page
    assert "&lt;b&gt;Bold&lt;/b&gt; *text*" in page


@BOTH
def test_of_two_who_change_it_the_later_sees_what_the_other_wrote(
    as_administrator: Actor, as_lead: Actor
) -> None:
    address = add(as_administrator)
    form = as_administrator.get(f"{address}/change").text
    version = re.search(r'name="version" value="(\d+)"', form)
    assert version and 'value="How we hand over in medicine"' in form
    shown = {**GOOD, "version": version[1]}
    first = as_lead.send(f"{address}/change", **{**shown, "title": "Handover, in short"})
    assert first.status_code == 303
    second = as_administrator.send(f"{address}/change", **{**shown, "summary": "My own words."})
    assert second.status_code == 409
    assert "Handover, in short" in second.text and "My own words." in second.text
    again = re.search(r'name="version" value="(\d+)"', second.text)
    assert again
    done = as_administrator.send(
        f"{address}/change", **{**GOOD, "version": again[1], "summary": "My own words."}
    )
    assert done.status_code == 303
    assert "My own words." in as_lead.get(address).text


def test_looking_again_keeps_the_day_and_who(
    as_administrator: Actor, as_lead: Actor, database: Database, trust: Trust
) -> None:
    address = add(as_administrator)
    assert as_lead.send(f"{address}/confirm").status_code == 303
    with database.read() as session:
        (row,) = session.query(OwnResource).all()
    assert row.checked_by == trust.members["other-supervisor"]
    assert row.made_by == trust.members["administrator"]


def test_what_is_withdrawn_is_shown_to_nobody(as_administrator: Actor, as_learner: Actor) -> None:
    address = add(as_administrator)
    assert (
        "Nobody in your organisation is shown it"
        in as_administrator.get(f"{address}/withdraw").text
    )
    assert as_administrator.send(f"{address}/withdraw").status_code == 303
    for actor in (as_administrator, as_learner):
        assert actor.get(address).status_code == 404
        assert TITLE not in actor.get("/library?for=all&theme=own").text
    assert as_administrator.send(f"{address}/change", **GOOD).status_code == 404
