"""Pages of the library and topics stand where they help: in the form, in the checklist, at a standard."""

import re

from app.database import Database
from tests.app.actors import Actor
from tests.app.induction.listing import begin
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair


def helpful(text: str) -> str:
    """Return what stands under “What may help”; empty where nothing does."""
    found = re.search(r"What may help</h2>(.*?)</ul>", text, re.DOTALL)
    return found[1] if found else ""


def test_a_section_of_the_form_names_what_its_questions_are_about(pair: Pair) -> None:
    asked = f"{pair.path}/sections/d"
    of_doctor = helpful(pair.doctor.get(asked).text)
    assert "/library/entries/gmc-wtukp" in of_doctor
    pair.share()
    of_supervisor = helpful(pair.supervisor.get(asked).text)
    assert "/library/entries/facilitating-reflection" in of_supervisor
    assert "gmc-wtukp" not in of_supervisor, "that page is for doctors"


def test_an_item_of_the_checklist_names_pages_for_who_looks_at_it_and_topics(
    database: Database, trust: Trust, as_learner: Actor, as_supervisor: Actor, as_lead: Actor
) -> None:
    doctor = begin(database, trust)

    def beside(who: Actor, key: str) -> str:
        return helpful(who.get(f"/inductions/{doctor}/items/{key}").text)

    assert "/library/entries/bradford-vts" in beside(as_supervisor, "P3-09")
    assert "/library/entries/recruitment-toolkit" in beside(as_lead, "P0-05")
    assert "/library/entries/recruitment-toolkit" not in beside(as_learner, "P0-05")
    own = beside(as_learner, "P3-09")
    assert "/library/entries/bradford-vts" in own
    assert "To read: " in own
    assert "/learn/culture/" in own


def test_a_standard_names_pages_for_leads(as_lead: Actor) -> None:
    address = as_lead.send("/readiness/begin").headers["Location"]
    assert "/library/entries/kehoe" in helpful(as_lead.get(f"{address}/standards/S16").text)
