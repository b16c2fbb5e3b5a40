"""What the server answers to an LMS's page: a course in its look of today, or why not."""

import datetime as dt
import re
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.database import Database, now
from app.dispatch import tickets
from app.dispatch.models import DispatchLicence
from app.dispatch.tickets import Ticket
from app.organisations.models import LocalAnswer, Organisation
from app.services import KEY
from course.model import Course
from tests.app.actors import Actor
from tests.app.dispatch.conftest import CONTACT, LMS, MakeLicence, Shelf
from tests.app.dispatch.launches import NONCE, issued_before, launch, launch_of, token_of
from tests.app.trust import Trust


def test_a_launch_leads_to_the_course_for_that_page_alone(
    client: Actor, browser_of: FlaskClient, visit: str
) -> None:
    page = browser_of.get(visit + "index.html")
    assert page.status_code == 200
    assert "Sample: first" in page.text and "Alder Valley Trust" in page.text
    policy = page.headers["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors 'self' {LMS}")
    assert "unsafe" not in policy
    # A window that the LMS's page opened must be able to speak to it.
    assert page.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    told = launch_of(browser_of.get(visit + "course-data.js").text)
    assert (told["parent"], told["nonce"]) == (LMS, NONCE)
    assert re.fullmatch(r"[A-Za-z0-9_-]{12}", told["seat"])


def test_no_answer_sets_a_cookie(client: Actor, browser_of: FlaskClient, token: str) -> None:
    launched = launch(client, token)
    visit = launched.headers["Location"].removesuffix("index.html")
    answers = [
        launched,
        launch(client, token, origin="https://lms.birch.example"),
        browser_of.get(visit + "index.html"),
        browser_of.get(visit + "course-data.js"),
        browser_of.get(visit + "images/wards.svg"),
    ]
    assert [answer.status_code for answer in answers] == [303, 403, 200, 200, 200]
    for answer in answers:
        assert "Set-Cookie" not in answer.headers


def test_every_file_that_the_page_names_is_there(
    client: Actor, browser_of: FlaskClient, visit: str
) -> None:
    page = browser_of.get(visit + "index.html").text
    names = set(re.findall(r'(?:src|href)="([^"#:]+)"', page))
    assert {"course-data.js", "player-relay.js", "package.css", "images/wards.svg"} <= names
    for name in names:
        answer = browser_of.get(visit + name, follow_redirects=True, buffered=True)
        assert answer.status_code == 200, name
    shared = browser_of.get(visit + "player-relay.js")
    assert shared.status_code == 302 and shared.headers["Location"].startswith("/assets/")


def test_what_is_not_of_the_course_is_not_there(
    client: Actor, browser_of: FlaskClient, visit: str
) -> None:
    for name in ("about.txt", "imsmanifest.xml", "../../../healthz", "nowhere.html", "first-shift"):
        assert browser_of.get(visit + name).status_code == 404, name


def test_corrections_arrive_without_another_import(
    app: Flask, client: Actor, browser_of: FlaskClient, visit: str
) -> None:
    course: Course = app.extensions[KEY].shelf.course
    module = msgspec.structs.replace(course.modules[0], title="Sample, corrected")
    corrected = msgspec.structs.replace(course, modules=(module,))
    app.extensions[KEY] = msgspec.structs.replace(app.extensions[KEY], shelf=Shelf(corrected))
    assert "Sample, corrected" in browser_of.get(visit + "index.html").text


def test_several_modules_come_as_one_course(
    client: Actor, browser_of: FlaskClient, database: Database, make_licence: MakeLicence
) -> None:
    token = token_of(database, make_licence(modules=("sample", "reading")))
    visit = launch(client, token).headers["Location"].removesuffix("index.html")
    assert "shell-relay.js" in browser_of.get(visit + "index.html").text
    assert "FS_LAUNCH" in browser_of.get(visit + "course-data.js").text
    assert "player-part.js" in browser_of.get(visit + "reading/index.html").text
    assert "FS_LAUNCH" not in browser_of.get(visit + "reading/course-data.js").text


def test_a_ticket_opens_its_own_licence_until_it_is_old(
    app: Flask,
    client: Actor,
    browser_of: FlaskClient,
    database: Database,
    make_licence: MakeLicence,
    visit: str,
) -> None:
    other = token_of(database, make_licence())
    part = visit.strip("/").split("/")[-1]
    forged = tickets.issue("another key", Ticket(other, LMS, NONCE, None))
    old = issued_before(app, Ticket(other, LMS, NONCE, None), tickets.SECONDS + 60)
    young = issued_before(app, Ticket(other, LMS, NONCE, None), tickets.SECONDS - 60)
    answer = browser_of.get(f"/dispatch/{other}/visit/{old}/index.html")
    assert answer.status_code == 410
    assert "twelve hours" in answer.text and "Sample" not in answer.text
    for wrong in (part, forged, "x", part[:-1]):
        answer = browser_of.get(f"/dispatch/{other}/visit/{wrong}/index.html")
        assert answer.status_code == 404, wrong
        assert CONTACT not in answer.text and "Sample" not in answer.text
        assert LMS not in answer.headers["Content-Security-Policy"]
    assert browser_of.get(f"/dispatch/{other}/visit/{young}/index.html").status_code == 200


def test_a_revoked_licence_ends_launches_and_lets_visits_end(
    client: Actor, browser_of: FlaskClient, database: Database, make_licence: MakeLicence
) -> None:
    licence = make_licence()
    token = token_of(database, licence)
    visit = launch(client, token).headers["Location"]
    with database.write() as session:
        session.get_one(DispatchLicence, licence).revoked = now()
    refused = launch(client, token)
    assert refused.status_code == 410
    assert "has been ended" in refused.text
    assert browser_of.get(visit).status_code == 200


@pytest.mark.parametrize(
    ("columns", "origin", "status", "words"),
    [
        ({"revoked": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, LMS, 410, "has been ended"),
        ({"expires": dt.date(2026, 1, 31)}, LMS, 410, "31 January 2026"),
        ({"modules": ["gone"]}, LMS, 410, "not offering it now"),
    ],
)
def test_a_refusal_says_what_happened_what_is_safe_and_whom_to_ask(
    client: Actor,
    database: Database,
    make_licence: MakeLicence,
    columns: dict[str, Any],
    origin: str,
    status: int,
    words: str,
) -> None:
    licence = make_licence()
    with database.write() as session:
        for name, value in columns.items():
            setattr(session.get_one(DispatchLicence, licence), name, value)
    answer = launch(client, token_of(database, licence), origin=origin)
    assert answer.status_code == status
    for part in (words, "Alder Valley Trust", CONTACT, "kept in your learning system"):
        assert part in answer.text, part
    assert f"frame-ancestors 'self' {LMS}" in answer.headers["Content-Security-Policy"]
    assert f'data-parent="{LMS}"' in answer.text and f'data-nonce="{NONCE}"' in answer.text


@pytest.mark.parametrize("origin", ["https://lms.birch.example", "null", None, '"><script>'])
def test_a_stranger_learns_nothing_of_the_licence(
    client: Actor, token: str, origin: str | None
) -> None:
    answer = launch(client, token, origin=origin)
    assert answer.status_code == 403
    assert "cannot be opened from here" in answer.text
    for secret in ("Alder", CONTACT, LMS, "<script"):
        assert secret not in answer.text


def test_an_unknown_licence_is_a_page_too(client: Actor) -> None:
    assert launch(client, "nonsense").status_code == 404
    assert "There is no such module" in launch(client, "nonsense").text


@pytest.mark.parametrize("nonce", ["", "short", "g" * 32, NONCE + "0", NONCE.upper()])
def test_a_launch_without_a_number_takes_no_seat(client: Actor, token: str, nonce: str) -> None:
    assert launch(client, token, nonce=nonce).status_code == 400


def test_a_link_takes_no_seat(client: Actor, token: str) -> None:
    assert client.get(f"/dispatch/{token}/launch").status_code == 405


def test_the_course_bears_the_trusts_own_look_and_answers(
    client: Actor, browser_of: FlaskClient, database: Database, trust: Trust, visit: str
) -> None:
    with database.write() as session:
        session.get_one(Organisation, trust.organisation).accent = "#7c2855"
        session.add(
            LocalAnswer(
                organisation_id=trust.organisation,
                key="crash_number",
                text="2222, then say where",
                given=dt.date(2026, 11, 1),
            )
        )
    page = browser_of.get(visit + "index.html").text
    assert "2222, then say where" in page
    assert "overlay.css" in page
    assert "#7c2855" in browser_of.get(visit + "overlay.css").text
