"""A launch from end to end: data, token, statements, end. Ids are those of the requirements of cmi5."""

import json
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.launching import tokens
from app.launching.told import Told
from app.launching.vocabulary import CMI5, Extension, Verb
from tests.app.actors import Actor
from tests.app.launching.conftest import Begin, Launch
from tests.app.launching.course_zips import FIRST, SECOND, tincan_zip

Read = Callable[[], list[Told]]


def test_the_address_holds_each_value_once_encoded_beside_the_units_own(launch: Launch) -> None:
    """8.1.0.0-4 to 8.1.5.0-3: the launch address."""
    unit = launch()
    assert unit.address.partition("?")[2].startswith("page=1&")
    assert unit.query.keys() == {
        *("page", "endpoint", "fetch", "actor", "registration", "activityId")
    }
    assert unit.query["endpoint"] == "http://localhost/xapi/"
    assert unit.query["activityId"] != FIRST
    assert unit.actor["objectType"] == "Agent"
    assert unit.actor["account"]["homePage"] == "https://firstshift.example"


def test_the_same_unit_has_the_same_id_in_every_registration(launch: Launch, begin: Begin) -> None:
    """8.1.5.0-4."""
    ids = [launch().query["activityId"], launch().query["activityId"]]
    ids.append(launch(trial=begin()).query["activityId"])
    assert len(set(ids)) == 1
    assert launch(SECOND).query["activityId"] not in ids


def test_the_launch_data_are_those_of_the_course_structure(launch: Launch) -> None:
    """10.1.0.0-1 to 10.2.7.1-1."""
    unit = launch().open()
    session = unit.data["contextTemplate"]["extensions"][Extension.SESSION]
    assert unit.data == {
        "contextTemplate": {
            "contextActivities": {"grouping": [{"id": FIRST}]},
            "extensions": {Extension.SESSION: session},
        },
        "launchMode": "Normal",
        "launchMethod": "AnyWindow",
        "moveOn": "CompletedAndPassed",
        "masteryScore": 0.8,
        "launchParameters": "a=1",
        "entitlementKey": {"courseStructure": "key"},
        "returnURL": unit.data["returnURL"],
    }
    assert unit.data["returnURL"].startswith("http://localhost/packages/preview/")
    other = launch(SECOND, "Review").open()
    assert other.data["launchMode"] == "Review"
    assert not {"masteryScore", "launchParameters", "entitlementKey"} & other.data.keys()
    assert other.data["contextTemplate"]["extensions"][Extension.SESSION] != session


def test_launched_is_told_before_the_unit_runs(launch: Launch, told: Read) -> None:
    """9.3.1.0-1, 9.6.2.3-2, 9.6.3.1-3, 9.6.3.2-1 to 9.6.3.7-1."""
    unit = launch()
    (launched,) = told()
    assert launched.verb == Verb.LAUNCHED
    assert launched.about == unit.query["activityId"]
    assert launched.categories == {CMI5}
    assert launched.groupings == {FIRST}
    session = launched.extensions.pop(Extension.SESSION)
    assert uuid.UUID(session)
    assert launched.extensions == {
        Extension.LAUNCH_MODE: "Normal",
        Extension.LAUNCH_URL: unit.address.partition("&")[0],
        Extension.MOVE_ON: "CompletedAndPassed",
        Extension.MASTERY_SCORE: 0.8,
        Extension.LAUNCH_PARAMETERS: "a=1",
    }


def test_the_token_comes_once(launch: Launch) -> None:
    """8.2.1.0-3, 8.2.1.0-4, 8.2.2.0-3, 8.2.3.0-1."""
    unit = launch()
    assert unit.call("GET", "statements").status_code == 401
    assert unit.fetch().keys() == {"auth-token"}
    assert unit.call("GET", "statements").status_code == 200
    assert unit.fetch()["error-code"] == "1"
    assert unit.call("GET", "statements").status_code == 200, "the first token still holds"


def test_a_fetch_that_comes_late_or_is_forged_gets_no_token(
    launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = launch()
    good = unit.query["fetch"]
    unit.query["fetch"] = good[:-1] + ("0" if good[-1] != "0" else "1")
    assert unit.fetch()["error-code"] == "2"
    unit.query["fetch"] = good
    monkeypatch.setattr(tokens, "TO_FETCH", timedelta(seconds=-1))
    assert unit.fetch()["error-code"] == "1"
    monkeypatch.undo()
    launch()
    assert unit.fetch()["error-code"] == "1", "another launch has closed the session"


def test_the_fetch_address_may_be_asked_from_any_origin_but_not_read(
    app: Flask, launch: Launch
) -> None:
    """8.2.1.0-2: POST only; a browser asks first from another origin."""
    address = launch().query["fetch"]
    client = app.test_client(use_cookies=False)
    asked = client.options(address, headers={"Origin": "https://content.example"})
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert client.get(address).status_code == 405
    got = client.post(address)
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert got.headers["Cache-Control"] == "no-store"


def test_a_whole_session_is_taken_and_its_token_dies_with_it(
    launch: Launch, told: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """7.1.1.0-1, 7.1.2.0-1, 8.1.2.0-2, 8.2.1.0-6, 9.3.8.0-4."""
    monkeypatch.setattr("app.launching.sessions.GRACE", timedelta(0))
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    assert (
        unit.send(unit.allowed("https://a.example/tried", "https://a.example/x")).status_code == 200
    )
    assert unit.state("PUT", "bookmark", data=b"3").status_code == 204
    unit.say(Verb.COMPLETED, Verb.PASSED)
    last = unit.defined(Verb.TERMINATED)
    assert unit.send(last).status_code == 200
    assert [each.verb.rpartition("/")[2] for each in told()] == [
        *("launched", "initialized", "tried", "completed", "passed", "terminated")
    ]
    assert unit.send(last).status_code == 401
    again = launch().open()
    assert again.state("GET", "bookmark").data == b"3", "states last as long as the registration"


def test_what_was_under_way_at_the_end_may_still_arrive(launch: Launch) -> None:
    """9.3.8.0-4: the LMS waits a specified time."""
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    late = unit.allowed("https://a.example/tried", "https://a.example/x")
    last = unit.defined(Verb.TERMINATED)
    later = unit.allowed("https://a.example/tried", "https://a.example/x")
    assert [unit.send(each).status_code for each in (last, last, late, later)] == [
        *(200, 200, 200, 403)
    ]


def test_another_launch_abandons_the_open_session(launch: Launch, told: Read) -> None:
    """9.3.6.0-1, 9.3.6.0-2, 9.5.4.2-1, 9.3.0.0-10."""
    left = launch().open()
    left.say(Verb.INITIALIZED)
    session = left.data["contextTemplate"]["extensions"][Extension.SESSION]
    other = launch(SECOND).open()
    assert left.send(left.defined(Verb.COMPLETED)).status_code == 401
    assert left.state("PUT", "bookmark", data=b"x").status_code == 401
    other.say(Verb.INITIALIZED, Verb.TERMINATED)
    launch()
    (abandoned,) = (each for each in told() if each.verb == Verb.ABANDONED)
    assert abandoned.session == session
    assert abandoned.about == left.query["activityId"]
    assert abandoned.result["duration"].startswith("PT")


def test_preferences_are_read_and_written_by_the_unit(launch: Launch) -> None:
    """11.0.0.0-1, 11.0.0.0-5, 11.1.0.0-1."""
    unit = launch().open()
    query = {"agent": unit.query["actor"], "profileId": "cmi5LearnerPreferences"}
    assert unit.call("GET", "agents/profile", query_string=query).status_code == 404
    new = {"If-None-Match": "*"}
    bads: tuple[object, ...] = (
        [],
        {"languagePreference": "en-GB"},
        {"languagePreference": "en GB", "audioPreference": "on"},
        {"languagePreference": "en-GB", "audioPreference": "loud"},
    )
    for bad in bads:
        answer = unit.call("PUT", "agents/profile", query_string=query, json=bad, headers=new)
        assert (answer.status_code, answer.text[:7]) == (400, "cmi5 11"), bad
    good = {"languagePreference": "en-GB,cy", "audioPreference": "off"}
    answer = unit.call("PUT", "agents/profile", query_string=query, json=good, headers=new)
    assert answer.status_code == 204
    assert unit.call("GET", "agents/profile", query_string=query).get_json() == good
    theirs = query | {"agent": json.dumps({"mbox": "mailto:ada@example.com"})}
    assert unit.call("GET", "agents/profile", query_string=theirs).status_code == 403


def test_a_tin_can_activity_is_launched_with_its_token_in_the_address(
    launch: Launch, begin: Begin, as_lms_administrator: Actor
) -> None:
    trial = begin(tincan_zip())
    unit = launch(trial=trial)
    assert unit.query.keys() == {"endpoint", "auth", "actor", "registration", "activity_id"}
    assert unit.query["activity_id"] == FIRST
    unit.token = unit.query["auth"].removeprefix("Basic ")
    passed = {
        "actor": unit.actor,
        "verb": {"id": Verb.PASSED},
        "object": {"id": FIRST},
        "context": {"registration": unit.query["registration"]},
        "result": {"score": {"scaled": 0.9}},
    }
    assert unit.send(passed).status_code == 200
    elsewhere = passed | {"context": {"registration": str(uuid.uuid4())}}
    assert unit.send(elsewhere).status_code == 403
    page = as_lms_administrator.get(f"/packages/preview/{trial}").text
    assert "would show this course as complete" in page
    assert "is passed with 90 %" in page
    launch(trial=trial)
    assert unit.send(passed).status_code == 401
