"""The pages of a trial: whose they are, what they serve, what they erase, what stays apart."""

import re
import uuid
from datetime import timedelta
from html import unescape

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select

from app.database import now
from app.errors import BadInput, NotFound
from app.launching import registrations, starting
from app.launching.facts import Enrolled
from app.launching.models import LaunchRefusal, LaunchRegistration, LaunchSession
from app.launching.vocabulary import Verb
from app.packages.models import PackageMade, PackageZip
from app.packages.orders import kept
from app.records.upkeep import send_and_read
from app.services import KEY, Services
from app.supervision.models import Progress
from app.viewer import Member
from packager import PackageOptions
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.launching.conftest import Begin, Launch
from tests.app.launching.course_zips import FIRST, SECOND, THIRD, cmi5_zip, zip_with
from tests.app.trust import Trust

MEMBER = Member(uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), frozenset())


def page_of(registration: uuid.UUID) -> str:
    return f"/packages/preview/{registration}"


def test_only_who_began_a_trial_sees_it(
    registration: uuid.UUID, sign_in: SignIn, as_lms_administrator: Actor, other_trust: Trust
) -> None:
    other = sign_in(other_trust.email("lms-administrator"))
    for path in ("", "/closed", "/statements", "/log", "/files/first/index.html"):
        assert as_lms_administrator.get(page_of(registration) + path).status_code == 200, path
        assert other.get(page_of(registration) + path).status_code == 404, path
    for path in ("/launch", "/waive", "/afresh", "/end"):
        answer = other.send(page_of(registration) + path, unit=FIRST, mode="Normal", reason="x")
        assert answer.status_code == 404, path
    assert "begun on" in as_lms_administrator.get("/packages/preview").text
    assert "begun on" not in other.get("/packages/preview").text


def test_files_come_with_their_type_and_a_policy_of_their_own(
    registration: uuid.UUID, as_lms_administrator: Actor
) -> None:
    files = f"{page_of(registration)}/files/"
    page = as_lms_administrator.get(files + "first/index.html?page=1&registration=x")
    assert page.mimetype == "text/html"
    policy = page.headers["Content-Security-Policy"]
    for part in ("script-src 'self'", "connect-src 'self'", "frame-ancestors 'self'"):
        assert part in policy
    assert "unsafe" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    script = as_lms_administrator.get(files + "script.js")
    assert (script.mimetype, script.text) == ("text/javascript", "1;")


@pytest.mark.parametrize(
    "name",
    [
        "odd.exe",
        "nothing.html",
        "first/",
        "../cmi5.xml",
        "first/../cmi5.xml",
        "..%2Fcmi5.xml",
        "first/..%2f..%2f..%2f..%2fetc/passwd",
        "%2Fetc%2Fpasswd",
        "first\\index.html",
        "x" * 5000,
    ],
)
def test_nothing_but_the_files_of_the_package_is_served(
    registration: uuid.UUID, as_lms_administrator: Actor, name: str
) -> None:
    address = f"{page_of(registration)}/files/{name}"
    assert as_lms_administrator.get(address, follow_redirects=True).status_code == 404


def test_the_page_says_where_each_unit_stands(
    registration: uuid.UUID, launch: Launch, as_lms_administrator: Actor
) -> None:
    def page() -> str:
        text = unescape(as_lms_administrator.get(page_of(registration)).text)
        return " ".join(text.split())

    assert "not complete: 0 of 3 units satisfied" in page()
    assert "Once it is completed and passed, pass mark 80 %" in page()
    assert "in Outer, Inner" in page()
    unit = launch().open()
    unit.say(Verb.INITIALIZED, Verb.FAILED)
    assert "Not passed with 50 %" in page()
    assert "“First” is not passed with 50 % after 1 minute." in page()
    unit.say(Verb.COMPLETED, Verb.TERMINATED)
    unit = launch().open()
    unit.say(Verb.INITIALIZED, Verb.PASSED, Verb.TERMINATED)
    assert "Completed, passed with 90 %" in page()
    assert "1 of 3 units satisfied" in page()
    for other in (SECOND, THIRD):
        answer = as_lms_administrator.send(
            f"{page_of(registration)}/waive", unit=other, reason="Administrative"
        )
        assert answer.status_code == 303
    assert "Your LMS would show this course as complete." in page()
    assert "The LMS counts “Course” as satisfied." in page()
    again = as_lms_administrator.send(
        f"{page_of(registration)}/waive", unit=SECOND, reason="Administrative"
    )
    assert again.status_code == 409


def test_the_page_with_a_module_in_its_frame_is_the_same_page(
    registration: uuid.UUID, as_lms_administrator: Actor
) -> None:
    page = as_lms_administrator.get(page_of(registration)).text
    sent = as_lms_administrator.send(f"{page_of(registration)}/launch", unit=THIRD, mode="Review")
    address, _, place = sent.headers["Location"].partition("#")
    framed = as_lms_administrator.get(address).text
    for text in (page, framed):
        assert "<title>Try it: Course, cmi5 – First Shift</title>" in text
        assert "kept apart from your doctors’ records" in " ".join(text.split())
        assert f'id="{place}"' in text
    for name in ("Launch", "Start again as a new learner", "Save the log", "End the trial"):
        assert f">{name}<" in page and f">{name}<" in framed
    assert "Where each module stands" in page and "Where each module stands" not in framed
    assert "<iframe" not in page and "disabled>Close it, as a tab is closed<" in page
    assert 'title="Third, as your LMS would show it"' in framed
    assert f'href="{page_of(registration)}" role="button"' in framed
    chosen = re.findall(r'<option value="([^"]+)" selected', framed)
    assert {THIRD, "Review"} <= set(chosen)


def test_who_starts_again_is_a_new_learner_with_the_same_package(
    registration: uuid.UUID, launch: Launch, as_lms_administrator: Actor
) -> None:
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    answer = as_lms_administrator.send(f"{page_of(registration)}/afresh")
    new = answer.headers["Location"]
    assert answer.status_code == 303 and str(registration) not in new
    assert as_lms_administrator.get(page_of(registration)).status_code == 404
    page = as_lms_administrator.get(new).text
    assert "Nothing has been told yet." in page and "is ready" not in page
    assert as_lms_administrator.get(f"{new}/files/script.js").text == "1;"
    assert unit.send(unit.defined(Verb.COMPLETED)).status_code == 401


@BOTH
def test_the_end_of_a_trial_erases_all_that_it_wrote(
    registration: uuid.UUID,
    launch: Launch,
    enrolled: Enrolled,
    parts: Services,
    as_lms_administrator: Actor,
) -> None:
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    unit.send(unit.defined(Verb.INITIALIZED))
    assert as_lms_administrator.send(f"{page_of(registration)}/end").status_code == 303
    assert as_lms_administrator.get(page_of(registration)).status_code == 404
    assert unit.send(unit.defined(Verb.COMPLETED)).status_code == 401
    assert parts.embedded_lrs is not None
    assert parts.embedded_lrs.since(str(enrolled.space), 0) == ()
    assert parts.embedded_lrs.credentials.list(str(enrolled.space)) == ()
    with parts.database.read() as session:
        for table in (LaunchRegistration, LaunchSession, LaunchRefusal):
            assert session.scalars(select(table)).all() == []


def test_a_trial_ends_by_itself_after_a_day_and_others_stay(
    begin: Begin, parts: Services, as_lms_administrator: Actor
) -> None:
    old, new = begin(), begin()
    with parts.database.write() as session:
        session.get_one(LaunchRegistration, old).made = now() - timedelta(hours=25)
    send_and_read(parts, now)
    assert as_lms_administrator.get(page_of(old)).status_code == 404
    assert as_lms_administrator.get(page_of(new)).status_code == 200


def test_a_person_tries_a_few_packages_at_a_time(begin: Begin, as_lms_administrator: Actor) -> None:
    begun = [begin() for _ in range(registrations.MOST + 1)]
    found = [as_lms_administrator.get(page_of(each)).status_code for each in begun]
    assert found == [404, *[200] * registrations.MOST]


def test_what_a_trial_tells_never_reaches_supervisors(
    launch: Launch, parts: Services, as_supervisor: Actor
) -> None:
    """Not even where a package says that its statements are about a member in a module of ours."""
    unit = launch(SECOND).open()
    unit.say(Verb.INITIALIZED)
    base = "https://w3id.org/first-shift"
    told = unit.allowed(Verb.COMPLETED, f"{base}/modules/culture")
    told["context"]["extensions"][f"{base}/extensions/organisation"] = str(uuid.uuid4())
    assert unit.send(told).status_code == 200
    unit.say(Verb.COMPLETED, Verb.TERMINATED)
    send_and_read(parts, now)
    with parts.database.read() as session:
        assert session.scalars(select(Progress)).all() == []
    assert "Nobody" not in as_supervisor.get("/supervision").text


def test_a_package_of_ones_own_organisation_is_tried_and_no_other(
    app: Flask,
    parts: Services,
    trust: Trust,
    other_trust: Trust,
    as_lms_administrator: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(starting, "LAUNCHABLE", {"scorm12": "SCORM 1.2"})

    def made_by(whose: Trust) -> uuid.UUID:
        with parts.database.write() as session:
            row = PackageMade(
                organisation_id=whose.organisation,
                modules={"culture": "1.0"},
                overlay="",
                format="scorm12",
                options=kept(PackageOptions(report_failed=False)),
                sha256="",
                size=1,
                made_by=whose.members["lms-administrator"],
            )
            session.add(row)
            session.add(
                PackageZip(
                    organisation_id=whose.organisation,
                    sha256="",
                    name="x.zip",
                    content_sha256="",
                    content=cmi5_zip(),
                )
            )
            session.flush()
            return row.id

    mine, theirs = made_by(trust), made_by(other_trust)
    listed = as_lms_administrator.get("/packages/preview").text
    assert str(mine) in listed
    assert str(theirs) not in listed
    begun = as_lms_administrator.send("/packages/preview", made=str(mine))
    assert begun.status_code == 303
    trial, made = begun.headers["Location"], f"/packages/made/{mine}"
    assert f'href="{made}"' in as_lms_administrator.get(trial).text
    again = as_lms_administrator.send(f"{trial}/afresh").headers["Location"]
    assert as_lms_administrator.get(trial).status_code == 404
    assert f'href="{made}"' in as_lms_administrator.get(again).text
    assert as_lms_administrator.send(f"{again}/end").headers["Location"] == made
    assert as_lms_administrator.send("/packages/preview", made=str(theirs)).status_code == 404
    assert as_lms_administrator.send("/packages/preview", made="x").status_code == 400


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"imsmanifest.xml": "<manifest/>"}, "neither"),
        ({"cmi5.xml": "<courseStructure/>"}, "namespace"),
        ({"tincan.xml": "no xml"}, "no well-formed XML"),
    ],
)
def test_what_cannot_be_launched_is_refused_with_a_sentence(
    begin: Begin, files: dict[str, str], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        begin(zip_with(files))


def test_without_a_record_store_of_its_own_nothing_is_begun(app: Flask) -> None:
    app.extensions[KEY] = msgspec.structs.replace(app.extensions[KEY], embedded_lrs=None)
    with pytest.raises(NotFound, match="record store of this server"):
        registrations.begin(app.extensions[KEY], MEMBER, cmi5_zip(), None, now())


def test_without_a_record_store_of_its_own_the_server_says_so(
    app: Flask, as_lms_administrator: Actor
) -> None:
    app.extensions[KEY] = msgspec.structs.replace(app.extensions[KEY], embedded_lrs=None)
    assert "cannot stand in for an LMS" in as_lms_administrator.get("/packages/preview").text
