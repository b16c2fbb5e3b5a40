"""What another system told shows on the record of the doctor whom it is about, as theirs and not as ours."""

import json
import re
import uuid
from types import SimpleNamespace
from typing import Any, cast

import pytest
from flask import Flask

from app.database import Database, now
from app.elsewhere.told import SATISFIED
from app.organisations.models import Membership
from app.records.contract import Harvest, Recorded, RecordStore
from app.supervision.projection import catch_up, rebuild
from course.vocabulary import Extension, Verb, module_iri
from lrs import LRS, StatementQuery
from tests.app.accounts.test_held import held_about
from tests.app.actors import Actor
from tests.app.conftest import HOME_PAGE
from tests.app.databases import BOTH
from tests.app.elsewhere.telling import FIRE, LMS, account, came_by_lti, key_of, send, told
from tests.app.learning.walking import SLUG, parts_of
from tests.app.record_keys.test_keys import lrs_of
from tests.app.supervision.telling import statement, store
from tests.app.trust import Trust
from tests.support.html import words_of

NOT_OURS = "not by First Shift"
FINISHED = "https://totara.alder.example/verbs/finished"


def doctor_page(trust: Trust) -> str:
    return f"/supervision/{trust.members['learner']}"


def stored(lrs: LRS, trust: Trust) -> list[dict[str, Any]]:
    page = lrs.find(StatementQuery(organisation=str(trust.organisation)))
    return [json.loads(each) for each in page.statements]


@BOTH
def test_a_course_of_the_lms_stands_apart_for_the_doctor_and_their_supervisor(
    app: Flask, as_administrator: Actor, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    made = told({"mbox": f"mailto:{trust.email('learner').upper()}"})
    send(app, key_of(as_administrator), made)
    for reader, page in ((as_learner, "/record"), (as_supervisor, doctor_page(trust))):
        words = words_of(reader.get(page).text)
        assert "Done elsewhere" in words
        assert "Fire safety level 1<" in words and "85 %, 12 March 2026" in words
        assert (
            f"Recorded by the key “Totara” of Alder Valley Trust, {NOT_OURS}. Not signed." in words
        )
        opened = words_of(reader.get(f"{page}/elsewhere/{made['id']}").text)
        assert "Passed, 85 %, on 12 March 2026, 10:00." in opened and FIRE in opened
        assert "Recorded by the key “Totara” of Alder Valley Trust, received on" in opened
        assert NOT_OURS in opened and "The statement as JSON" in opened


def test_where_it_comes_from_is_said_once_for_each_source(
    app: Flask, as_administrator: Actor, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    mine = {"mbox": f"mailto:{trust.email('learner')}"}
    totara = key_of(as_administrator)
    send(app, totara, told(mine), told(mine, timestamp="2026-03-10T10:00:00Z"))
    send(app, key_of(as_administrator, "ESR"), told(mine, timestamp="2026-03-11T10:00:00Z"))
    for reader, page in ((as_learner, "/record"), (as_supervisor, doctor_page(trust))):
        words = words_of(reader.get(page).text).partition("Done elsewhere")[2]
        assert words.count("Fire safety level 1<") == 3
        assert words.count("Recorded by the key “Totara”") == 1
        assert words.count("Recorded by the key “ESR”") == 1
        # Beside its source each stands, whichever was told in between.
        first, _, second = words.partition("Recorded by the key “ESR”")
        assert [day in first for day in ("12 March", "11 March", "10 March")] == [True, False, True]
        assert "11 March" in second


def test_an_account_of_this_server_is_its_own_person(
    app: Flask, as_administrator: Actor, as_learner: Actor, trust: Trust
) -> None:
    send(app, key_of(as_administrator), told(account(str(trust.members["learner"]), HOME_PAGE)))
    assert "Fire safety level 1" in as_learner.get("/record").text


@BOTH
def test_who_came_by_lti_is_known_by_their_number_there(
    app: Flask, database: Database, as_administrator: Actor, as_learner: Actor, trust: Trust
) -> None:
    came_by_lti(database, trust, f"{LMS}/", "4711", "learner")
    send(app, key_of(as_administrator), told(account("4711")))
    assert "Fire safety level 1" in as_learner.get("/record").text
    # The same number, by another registration, is somebody else.
    came_by_lti(database, trust, LMS, "4711", "other-learner")
    assert "Fire safety level 1" not in as_learner.get("/record").text


@pytest.mark.parametrize("who", ["mailbox", "account"])
def test_nobody_of_another_trust_is_matched(
    app: Flask,
    as_administrator: Actor,
    sign_in: Any,
    trust: Trust,
    other_trust: Trust,
    who: str,
) -> None:
    """Though the record store takes the statement: what a key writes lies in its own organisation."""
    actor = (
        {"mbox": f"mailto:{other_trust.email('learner')}"}
        if who == "mailbox"
        else account(str(other_trust.members["learner"]), HOME_PAGE)
    )
    send(app, key_of(as_administrator), told(actor))
    stranger = sign_in(other_trust.email("learner"))
    supervisor = sign_in(other_trust.email("supervisor"))
    assert "Fire safety" not in stranger.get("/record").text
    assert "Fire safety" not in supervisor.get(doctor_page(other_trust)).text


def test_an_address_that_nobody_has_signed_in_with_is_nobodys(
    app: Flask, database: Database, as_administrator: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).person.password_hash = ""
    send(app, key_of(as_administrator), told({"mbox": f"mailto:{trust.email('learner')}"}))
    assert "Fire safety" not in as_supervisor.get(doctor_page(trust)).text


def test_an_authority_that_a_statement_claims_is_set_by_us(
    app: Flask, as_administrator: Actor, as_learner: Actor, trust: Trust
) -> None:
    claimed = account("internal", HOME_PAGE)
    mine = account(str(trust.members["learner"]), HOME_PAGE)
    send(
        app, key_of(as_administrator), told(mine, authority=claimed, stored="2020-01-01T00:00:00Z")
    )
    (kept,) = stored(lrs_of(app), trust)
    assert kept["authority"]["account"]["name"] != "internal"
    assert not kept["stored"].startswith("2020")
    assert "Recorded by the key “Totara”" in words_of(as_learner.get("/record").text)


def voiding_of(ours: dict[str, Any]) -> dict[str, Any]:
    """Return a statement by which another system would void one of ours."""
    return {
        "id": str(uuid.uuid4()),
        "actor": account("records"),
        "verb": {"id": Verb.VOIDED},
        "object": {"objectType": "StatementRef", "id": ours["id"]},
    }


def test_a_key_that_writes_voids_nothing_of_ours_and_one_that_may_do_all_does(
    app: Flask, as_administrator: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    ours = statement(trust)
    store(app, trust.organisation, ours)
    void = voiding_of(ours)
    said = send(app, key_of(as_administrator), void, expected=403)
    assert "may not void statements" in said
    assert "84 %" in as_supervisor.get(doctor_page(trust)).text
    send(app, key_of(as_administrator, "Operator", "all"), void)
    assert "84 %" not in as_supervisor.get(doctor_page(trust)).text


def test_a_key_voids_nothing_in_another_trust(
    app: Flask, sign_in: Any, as_supervisor: Actor, trust: Trust, other_trust: Trust
) -> None:
    ours = statement(trust)
    store(app, trust.organisation, ours)
    void = voiding_of(ours)
    send(app, key_of(sign_in(other_trust.email("administrator")), "Operator", "all"), void)
    assert "84 %" in as_supervisor.get(doctor_page(trust)).text


@BOTH
def test_what_is_voided_is_gone_whichever_came_first(
    app: Flask, as_administrator: Actor, as_learner: Actor, trust: Trust
) -> None:
    mine = {"mbox": f"mailto:{trust.email('learner')}"}
    key = key_of(as_administrator, "Operator", "all")
    for order in (1, -1):
        made = told(mine)
        void = {
            "id": str(uuid.uuid4()),
            "actor": account("records"),
            "verb": {"id": Verb.VOIDED},
            "object": {"objectType": "StatementRef", "id": made["id"]},
        }
        for each in (made, void)[::order]:
            send(app, key, each)
        assert "Fire safety" not in as_learner.get("/record").text
        assert as_learner.get(f"/record/elsewhere/{made['id']}").status_code == 404


def test_our_module_told_by_another_system_counts_for_no_certificate(
    app: Flask, as_administrator: Actor, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    ours = {"id": "https://totara.alder.example/au/1"}
    around = {"contextActivities": {"grouping": [{"id": module_iri(SLUG)}]}}
    made = told({"mbox": f"mailto:{trust.email('learner')}"}, object=ours, context=around)
    send(app, key_of(as_administrator), made)
    page = words_of(as_learner.get("/record").text)
    assert "Modules of First Shift, told by other systems" in page
    assert ">Welcome: UK and NHS culture</a>" in page
    assert "You have passed 0 of" in page and "There is none yet." in page
    passed = statement(trust)
    store(app, trust.organisation, passed)
    beside = as_supervisor.get(f"{doctor_page(trust)}/statements/{passed['id']}").text
    assert "Told by other systems about this module" in words_of(beside)


@pytest.mark.parametrize(
    "changes",
    [
        {"verb": Verb.EXPERIENCED, "result": {}},
        {"verb": Verb.ANSWERED},
        {
            "object": {
                "id": f"{FIRE}#q",
                "definition": {"type": "http://adlnet.gov/expapi/activities/cmi.interaction"},
            }
        },
        {"object": {"objectType": "Agent", "mbox": "mailto:x@alder.example"}},
        {"object": {"id": f"{module_iri(SLUG)}/assessment"}},
    ],
    ids=["opened", "answered", "interaction", "about a person", "a part of a module of ours"],
)
def test_what_ends_nothing_is_not_listed(
    app: Flask, as_administrator: Actor, as_learner: Actor, trust: Trust, changes: dict[str, Any]
) -> None:
    send(
        app, key_of(as_administrator), told({"mbox": f"mailto:{trust.email('learner')}"}, **changes)
    )
    assert "Done elsewhere" not in as_learner.get("/record").text


@pytest.mark.parametrize(
    ("verb", "result", "colour", "ended", "facts"),
    [
        (Verb.PASSED, {}, "green", "Passed", "12 March"),
        (SATISFIED, {}, "green", "Satisfied", "12 March"),
        ("http://adlnet.gov/expapi/verbs/attended", {}, "white", "Attended", "12 March"),
        (Verb.PASSED, {"success": False}, "orange", "Not passed", "12 March"),
        (Verb.COMPLETED, {"success": True}, "green", "Completed and passed", "12 March"),
        (Verb.COMPLETED, {"success": False}, "orange", "Completed, not passed", "12 March"),
        (
            Verb.FAILED,
            {"score": {"raw": 9, "max": 20}},
            "orange",
            "Not passed",
            "9 of 20, 12 March",
        ),
        (Verb.COMPLETED, {"score": {"raw": 9}}, "white", "Completed", "9 points, 12 March"),
        (FINISHED, {"success": False}, "orange", "Not passed", "12 March"),
        (FINISHED, {"completion": True}, "white", "Finished", "12 March"),
    ],
)
def test_how_it_ended_in_words(
    app: Flask,
    as_administrator: Actor,
    as_learner: Actor,
    trust: Trust,
    verb: str,
    result: dict[str, Any],
    colour: str,
    ended: str,
    facts: str,
) -> None:
    mine = {"mbox": f"mailto:{trust.email('learner')}"}
    send(app, key_of(as_administrator), told(mine, verb, result=result))
    tag = f'<strong class="nhsuk-tag nhsuk-tag--{colour}">{ended}</strong>'
    page = re.sub(
        r">\s+|\s+<", lambda each: each[0].strip(), words_of(as_learner.get("/record").text)
    )
    assert f"{tag}{facts}" in page


@BOTH
@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_moment_at_the_edge_of_the_calendar_breaks_no_page(
    app: Flask,
    as_administrator: Actor,
    as_learner: Actor,
    as_supervisor: Actor,
    trust: Trust,
    moment: str,
) -> None:
    key = key_of(as_administrator)
    made = told({"mbox": f"mailto:{trust.email('learner')}"}, timestamp=moment)
    ours = statement(trust, timestamp=moment.removesuffix("Z"))
    send(app, key, made, ours)
    records = f"/records/statements/{made['id']}"
    for reader, page in (
        (as_learner, "/record"),
        (as_learner, f"/record/elsewhere/{made['id']}"),
        (as_learner, "/account/data"),
        (as_supervisor, "/supervision"),
        (as_supervisor, "/supervision/table.csv"),
        (as_supervisor, doctor_page(trust)),
        (as_supervisor, f"{doctor_page(trust)}/elsewhere/{made['id']}"),
        (as_administrator, "/records"),
        (as_administrator, records),
        (as_administrator, f"{records}/void"),
        (as_administrator, "/statements-from-elsewhere"),
    ):
        assert reader.get(page).status_code == 200, page
    assert "Fire safety level 1" in held_about(as_learner)["page"]


def test_an_answer_that_a_result_holds_is_shown_to_nobody(
    app: Flask, as_administrator: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    made = told(
        {"mbox": f"mailto:{trust.email('learner')}"}, result={"success": True, "response": "heron"}
    )
    send(app, key_of(as_administrator), made)
    page = as_supervisor.get(f"{doctor_page(trust)}/elsewhere/{made['id']}").text
    assert "holds what was answered" in page and "heron" not in page


def test_details_of_a_result_that_nobody_here_knows_are_shown_to_nobody(
    app: Flask, as_administrator: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    made = told(
        {"mbox": f"mailto:{trust.email('learner')}"},
        result={"success": True, "extensions": {f"{LMS}/answers": ["heron"]}},
    )
    send(app, key_of(as_administrator), made)
    page = as_supervisor.get(f"{doctor_page(trust)}/elsewhere/{made['id']}").text
    assert "holds what was answered, or may do" in page and "heron" not in page


@BOTH
@pytest.mark.parametrize("place", ["activity", "account", "module", "revision"])
def test_a_null_character_of_another_record_store_holds_nothing_back(
    app: Flask, database: Database, as_learner: Actor, trust: Trust, place: str
) -> None:
    """Our own store lets none in where an address stands; PostgreSQL keeps none at all."""
    ours = statement(trust)
    bad = {
        "activity": lambda: told(account("4711"), object={"id": f"{FIRE}\0"}),
        "account": lambda: told(account("47\x0011")),
        "module": lambda: ours | {"object": {"id": f"{module_iri(SLUG)}/a\0b"}},
        "revision": lambda: ours | {"context": ours["context"] | {"revision": "1\0"}},
    }[place]()
    good = told({"mbox": f"mailto:{trust.email('learner')}"})
    harvest = Harvest(
        tuple(
            Recorded(trust.organisation, now(), json.dumps(each).encode()) for each in (bad, good)
        ),
        "2",
        False,
    )
    records = SimpleNamespace(name="another", read_since=lambda *_: harvest)
    catch_up(database, cast(RecordStore, records), HOME_PAGE, now())
    assert "Fire safety level 1" in as_learner.get("/record").text


def test_a_rebuild_gives_the_same(
    app: Flask, as_administrator: Actor, as_learner: Actor, trust: Trust
) -> None:
    send(app, key_of(as_administrator), told({"mbox": f"mailto:{trust.email('learner')}"}))
    before = as_learner.get("/record").text.partition("Done elsewhere")[2]
    parts = parts_of(app)
    rebuild(parts.database, parts.records, parts.home_page, now())
    assert as_learner.get("/record").text.partition("Done elsewhere")[2] == before
    assert "Fire safety" in before


def test_an_organisation_that_a_statement_names_moves_it_nowhere(
    app: Flask, as_administrator: Actor, sign_in: Any, trust: Trust, other_trust: Trust
) -> None:
    claimed = {"extensions": {Extension.ORGANISATION: str(other_trust.organisation)}}
    mine = {"mbox": f"mailto:{other_trust.email('learner')}"}
    send(app, key_of(as_administrator), told(mine, context=claimed))
    assert "Fire safety" not in sign_in(other_trust.email("learner")).get("/record").text
