"""An administrator looks for statements of their organisation."""

import datetime as dt
import uuid
from typing import Any

import pytest
from flask import Flask

from app.database import now
from app.wording import LONDON
from course.vocabulary import Verb, module_iri, question_iri
from tests.app.actors import Actor
from tests.app.conftest import HOME_PAGE, SignIn
from tests.app.statements.asking import ids, lines, next_page
from tests.app.supervision.telling import statement, store
from tests.app.trust import Trust
from tests.support.html import words_of

OTHER_WAY = "7a1c0b9e-2d57-4a53-9f63-6f2f1b1f0c11"
LMS_PERSON = {"account": {"homePage": "https://lms.example.org", "name": "a yusuf"}}
MAILBOX = {"mbox": "mailto:a.yusuf@alder.example", "name": "Amina Yusuf"}
THING = "https://lms.example.org/things/7"


def named(title: str, iri: str = THING) -> dict[str, Any]:
    return {"id": iri, "definition": {"name": {"de": "Ding", "en-GB": title}}}


@pytest.fixture
def four(app: Flask, trust: Trust) -> dict[str, str]:
    """Store four statements, and give their numbers by name."""
    passed = statement(trust)
    answered = statement(
        trust,
        Verb.ANSWERED,
        object=named("Which <b>line</b>?", question_iri("culture", "q1")),
        result={"success": False, "score": {"scaled": 0}, "response": "the secret answer"},
    )
    answered["context"] = passed["context"] | {
        "contextActivities": {"grouping": [{"id": module_iri("culture")}]},
    }
    elsewhere = statement(
        trust,
        "https://verbs.example/launched",
        actor=LMS_PERSON,
        object=named("A thing"),
        result={"duration": "PT1H5M"},
    )
    elsewhere["verb"]["display"] = {"de": "startete", "en-US": "launched"}
    elsewhere["context"] = {"registration": OTHER_WAY, "instructor": MAILBOX}
    del elsewhere["timestamp"]
    bare = {
        "id": str(uuid.uuid4()),
        "actor": MAILBOX,
        "verb": {"id": "https://verbs.example/#waved-at"},
        "object": {"objectType": "Agent", **LMS_PERSON},
        "timestamp": "2026-07-01T23:30:00Z",
    }
    store(app, trust.organisation, passed, answered, elsewhere, bare)
    told = {"passed": passed, "answered": answered, "elsewhere": elsewhere, "bare": bare}
    return {name: str(each["id"]) for name, each in told.items()}


def test_each_statement_is_one_sentence_with_uk_time(
    as_administrator: Actor, four: dict[str, str]
) -> None:
    page = as_administrator.get("/records").text
    assert lines(page) == [
        "Amina Yusuf waved-at a yusuf",
        "a yusuf launched “A thing”, in 1 hour 5 minutes",
        "Dr Ngozi Eze answered “Which <b>line</b>?”",
        "Dr Ngozi Eze passed “Welcome: UK and NHS culture” with 84 %, in 48 minutes",
    ]
    assert "2 July 2026, 00:30" in page and "12 March 2026, 10:00" in page
    assert "<b>line" not in page


def test_a_list_shows_no_answer(as_administrator: Actor, four: dict[str, str]) -> None:
    for path in ("/records", "/records/registrations/3f0c2a52-58a9-4c5e-9a0c-6f5f9a1d7d10"):
        page = as_administrator.get(path).text
        assert "answered" in page
        assert "the secret answer" not in page and "with 0 %" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"person": "learner"}, ["answered", "passed"]),
        ({"verb": Verb.PASSED}, ["passed"]),
        ({"verb": "https://verbs.example/launched"}, ["elsewhere"]),
        ({"verb_iri": "https://verbs.example/#waved-at"}, ["bare"]),
        ({"module": "culture"}, ["answered", "passed"]),
        ({"activity": module_iri("culture")}, ["passed"]),
        (
            {"activity": module_iri("culture"), "related_activities": "y"},
            ["answered", "passed"],
        ),
        ({"agent": "https://lms.example.org a yusuf"}, ["bare", "elsewhere"]),
        ({"agent": "a.yusuf@alder.example"}, ["bare"]),
        ({"agent": "mailto:a.yusuf@ALDER.example", "related_agents": "y"}, ["bare", "elsewhere"]),
        ({"registration": OTHER_WAY.upper()}, ["elsewhere"]),
        ({"order": "oldest"}, ["passed", "answered", "elsewhere", "bare"]),
        ({"person": "learner", "verb": Verb.ANSWERED, "module": "culture"}, ["answered"]),
        ({"person": "other-learner"}, []),
        ({"since": 0}, ["bare", "elsewhere", "answered", "passed"]),
        ({"since": 1}, []),
        ({"until": 0}, ["bare", "elsewhere", "answered", "passed"]),
        ({"until": -1}, []),
    ],
)
def test_filters_all_hold(
    as_administrator: Actor,
    trust: Trust,
    four: dict[str, str],
    query: dict[str, Any],
    found: list[str],
) -> None:
    asked = dict(query)
    if "person" in asked:
        asked["person"] = str(trust.members[asked["person"]])
    today = now().astimezone(LONDON).date()
    for day in {"since", "until"} & asked.keys():
        asked[day] = (today + dt.timedelta(days=asked[day])).isoformat()
    page = as_administrator.get("/records", query_string=asked)
    assert page.status_code == 200
    assert ids(page.text) == [four[name] for name in found]
    if not found:
        assert "No statement is like that." in page.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"agent": "nobody"}, "Enter an e-mail address"),
        ({"agent": "x y"}, "Enter an e-mail address"),
        ({"verb_iri": "passed"}, "Enter the whole address"),
        ({"activity": "no iri"}, "Enter the whole address"),
        ({"verb": Verb.PASSED, "verb_iri": Verb.FAILED}, "not both"),
        ({"module": "culture", "activity": THING}, "not both"),
        ({"registration": "seven"}, "a UUID"),
        ({"since": "yesterday"}, "“Stored from” is no day of the calendar."),
        ({"until": "0001-01-01"}, "The year of “Stored until” must be from 1950 to 2099."),
        ({"since": "2026-03-12", "until": "2026-03-11"}, "The last day is before the first."),
        ({"person": str(uuid.UUID(int=7))}, "Choose from the list “Who” on the page."),
        ({"order": "sideways"}, "knows no “sideways”. It takes newest or oldest."),
    ],
)
def test_a_mistake_is_named_and_nothing_is_shown(
    as_administrator: Actor, four: dict[str, str], query: dict[str, str], words: str
) -> None:
    page = as_administrator.get("/records", query_string=query)
    assert page.status_code == 400
    assert words in page.text and ids(page.text) == []


def test_a_person_and_somebody_else_at_once_are_a_mistake(
    as_administrator: Actor, trust: Trust
) -> None:
    query = {"person": str(trust.members["learner"]), "agent": "a@alder.example"}
    page = as_administrator.get("/records", query_string=query)
    assert page.status_code == 400 and "not both" in page.text


def test_pages_follow_each_other_with_their_filter(
    app: Flask, as_administrator: Actor, trust: Trust
) -> None:
    told = [statement(trust) for _ in range(45)]
    store(app, trust.organisation, *told, statement(trust, Verb.FAILED))
    path, seen = f"/records?verb={Verb.PASSED}", []
    while path:
        page = as_administrator.get(path).text
        seen.append(ids(page))
        path = next_page(page)
    assert [len(each) for each in seen] == [20, 20, 5]
    assert [one for each in seen for one in each] == [each["id"] for each in reversed(told)]
    assert f'value="{Verb.PASSED}" selected' in page and "Back to the first page" in page


def test_a_next_page_is_for_those_who_got_it(
    app: Flask, as_administrator: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust
) -> None:
    store(app, trust.organisation, *(statement(trust) for _ in range(21)))
    path = next_page(as_administrator.get("/records").text)
    stranger = sign_in(other_trust.email("administrator"))
    for actor, address in (
        (stranger, path),
        (as_administrator, f"{path}x"),
        (as_administrator, "/records?more=W10"),
    ):
        assert actor.get(address).status_code == 400


def test_another_trust_sees_none_of_it(
    sign_in: SignIn, four: dict[str, str], other_trust: Trust
) -> None:
    stranger = sign_in(other_trust.email("administrator"))
    page = stranger.get("/records").text
    assert ids(page) == [] and "There is none yet." in page and "Ngozi" in page
    for number in four.values():
        assert stranger.get(f"/records/statements/{number}").status_code == 404
    story = stranger.get(f"/records/registrations/{OTHER_WAY}")
    assert story.status_code == 404
    assert "Your organisation has no statement of this registration." in story.text


@pytest.mark.parametrize("who", ["learner", "supervisor", "lms-administrator"])
def test_others_of_the_trust_are_refused(sign_in: SignIn, trust: Trust, who: str) -> None:
    actor = sign_in(trust.email(who))
    assert actor.get("/records").status_code == 403
    assert 'href="/records"' not in actor.get("/account").text


def test_a_statement_is_found_by_its_number(as_administrator: Actor, four: dict[str, str]) -> None:
    number = four["passed"]
    answer = as_administrator.get("/records/statement", query_string={"id": f" {number} "})
    assert answer.headers["Location"] == f"/records/statements/{number}"
    wrong = as_administrator.get("/records/statement?id=seven")
    assert wrong.status_code == 400 and "no number of a statement" in wrong.text


def test_names_and_verbs_of_others_run_nothing_and_fit_in_a_line(
    app: Flask, as_administrator: Actor, trust: Trust
) -> None:
    script = "<script>alert(1)</script>"
    told = statement(
        trust,
        "https://verbs.example/v",
        actor={"mbox": "mailto:x@example.org", "name": f"{script}\u202e\u0000 {'x' * 500}"},
        object=named(f"</a>{script}"),
    )
    told["verb"]["display"] = {"en": f"\"'{script}"}
    store(app, trust.organisation, told)
    page = as_administrator.get("/records").text
    (line,) = lines(page)
    assert "<script>alert" not in page and "\u202e" not in page and len(line) < 300
    assert f"\"'{script} “</a>{script}”" in line
    opened = as_administrator.get(f"/records/statements/{told['id']}").text
    assert "<script>alert" not in opened


def test_a_story_has_the_oldest_first(as_administrator: Actor, four: dict[str, str]) -> None:
    page = words_of(as_administrator.get(f"/records/registrations/{OTHER_WAY}").text)
    assert "a yusuf launched “A thing”, in 1 hour 5 minutes." in page
    path = "/records/registrations/3f0c2a52-58a9-4c5e-9a0c-6f5f9a1d7d10"
    story = as_administrator.get(path).text
    assert story.index(four["passed"]) < story.index(four["answered"])


def test_a_long_story_goes_on(app: Flask, as_administrator: Actor, trust: Trust) -> None:
    told = [statement(trust) for _ in range(101)]
    store(app, trust.organisation, *told)
    first = as_administrator.get(f"/records/registrations/{told[0]['context']['registration']}")
    rest = as_administrator.get(next_page(first.text)).text
    shown = [each["id"] for each in told if each["id"] in first.text]
    assert shown == [each["id"] for each in told[:100]]
    assert told[100]["id"] in rest and told[99]["id"] not in rest and next_page(rest) == ""
    assert "Back to the beginning" in rest


def test_the_account_of_this_server_names_a_person_whatever_the_statement_says(
    app: Flask, as_administrator: Actor, trust: Trust, other_trust: Trust
) -> None:
    strange = str(other_trust.members["learner"])
    for account in (str(trust.members["learner"]), strange):
        actor = {"account": {"homePage": HOME_PAGE, "name": account}, "name": "Somebody Else"}
        store(app, trust.organisation, statement(trust, actor=actor))
    theirs, own = lines(as_administrator.get("/records").text)
    assert own.startswith("Dr Ngozi Eze passed")
    assert theirs.startswith(f"Somebody unknown here ({strange[:8]}) passed")
