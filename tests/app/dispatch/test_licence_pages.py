"""What the pages of a licence propose, say and advise, in each of its states."""

import datetime as dt
import re
import uuid

import pytest
from sqlalchemy import select

from app.database import Database, now
from app.dispatch.models import DispatchLicence, DispatchSeat
from app.wording import day
from packager.dispatch_formats import DISPATCH_FORMATS
from packager.presets import PRESETS
from packager.steps import steps_for
from tests.app.actors import Actor
from tests.app.dispatch.conftest import CONTACT, FIELDS, LMS, MakeLicence
from tests.support.html import words_of

TODAY = now().date()


def page_of(actor: Actor, path: object) -> str:
    return words_of(actor.get(f"/packages/dispatch/{path}").text)


@pytest.mark.parametrize("lms", PRESETS)
def test_each_system_is_proposed_choices_that_can_be_dispatched(
    as_lms_administrator: Actor, lms: str
) -> None:
    preset = PRESETS[lms]
    page = page_of(as_lms_administrator, f"new?module=sample&lms={lms}")
    assert f"Make a dispatch package for {preset.label}" in page
    assert all(reason in page for reason in preset.reasons)
    options = preset.options()
    for name, value in (("format", options.format), ("status", options.status_mapping)):
        assert re.search(rf'name="{name}" type="radio" value="{value}" checked', page), name
    failed = "yes" if options.report_failed else "no"
    assert re.search(rf'name="failed" type="radio" value="{failed}" checked', page)


def test_modules_and_system_are_asked_for_first(as_lms_administrator: Actor) -> None:
    page = page_of(as_lms_administrator, "new")
    assert "Which modules?" in page and "There is a problem" not in page
    assert page.count("does not begin with https://") == 1
    answer = as_lms_administrator.get("/packages/dispatch/new?lms=moodle")
    assert answer.status_code == 400
    assert "Choose at least one module." in answer.text
    proposed = page_of(as_lms_administrator, "new?module=sample&lms=moodle")
    assert "does not begin with https://" not in proposed


def test_the_rules_are_open_only_where_one_of_them_is_wrong(as_lms_administrator: Actor) -> None:
    wrong = as_lms_administrator.send("/packages/dispatch/new", **{**FIELDS, "origins": ""})
    assert '<details class="nhsuk-details">' in wrong.text
    wrong = as_lms_administrator.send("/packages/dispatch/new", **{**FIELDS, "pass_mark": "0"})
    assert '<details class="nhsuk-details" open>' in wrong.text


def test_what_the_choices_do_is_shown_before_the_terms_are_written(
    as_lms_administrator: Actor, database: Database
) -> None:
    def looked_at(**choices: object) -> str:
        fields = {**FIELDS, "origins": "", "contact": "", "look": "yes", **choices}
        answer = as_lms_administrator.send("/packages/dispatch/new", **fields)
        assert answer.status_code == 200
        return words_of(answer.text)

    page = looked_at(attempts="7", window="frame")
    assert "There is a problem" not in page
    outcome = page.partition('id="outcome"')[2]
    assert "Learners have 7 tries" in outcome
    assert "Let it open in the current window: a new one may be blocked." in outcome
    assert "its page there holds the link" in looked_at()
    wrong = looked_at(attempts="many").partition('id="outcome"')[2]
    assert "Enter the tries as a whole number" in wrong and "Enter the address" not in wrong
    assert "The pass mark is 90 of 100." in wrong
    with database.read() as session:
        assert session.scalars(select(DispatchLicence)).all() == []


def test_the_rules_that_were_chosen_are_kept_and_told(
    as_lms_administrator: Actor, database: Database
) -> None:
    answer = as_lms_administrator.send("/packages/dispatch/new", **FIELDS)
    page = words_of(as_lms_administrator.get(answer.headers["Location"]).text)
    with database.read() as session:
        licence = uuid.UUID(answer.headers["Location"].rpartition("/")[2])
        options = session.get_one(DispatchLicence, licence).options
    assert (options["lms"], options["completion"]) == ("totara", "both")
    assert (options["pass_mark"], options["attempts"]) == (90, 3)
    assert (options["report_failed"], options["window"]) == (False, "own")
    assert "The pass mark is 90 of 100." in page
    assert "Learners have 3 tries at the assessment." in page
    assert "everything has been read and answered, and the assessment passed" in page


def test_a_new_licence_says_what_comes_next_and_what_to_do_in_the_lms(
    as_lms_administrator: Actor,
) -> None:
    answer = as_lms_administrator.send("/packages/dispatch/new", **FIELDS)
    page = words_of(as_lms_administrator.get(answer.headers["Location"]).text)
    assert "Next: download it, and import it into your LMS." in page
    assert "What to do in Totara" in page
    assert "Have your web filter let http://localhost through" in page
    options = PRESETS["totara"].options(
        format="scorm2004-4", completion="both", status_mapping="completed-only", window="own"
    )
    for step in steps_for(PRESETS["totara"], DISPATCH_FORMATS["scorm2004-4"], options, 1):
        assert page.count(step) == 1
    assert "Totara, as SCORM 2004 4th Edition" in page
    assert "https://moodle.alder.example<br>https://content.alder.example" in page
    assert "Whoever opens the course for the first time takes a seat" in page
    again = as_lms_administrator.get(answer.headers["Location"]).text
    assert "Next: download it" not in again


def test_each_state_is_said_in_words_with_what_can_be_done(
    as_lms_administrator: Actor, database: Database, make_licence: MakeLicence
) -> None:
    licence = make_licence(seats=2)

    def change(**values: object) -> str:
        with database.write() as session:
            found = session.get_one(DispatchLicence, licence)
            for name, value in values.items():
                setattr(found, name, value)
        return page_of(as_lms_administrator, licence)

    last = TODAY + dt.timedelta(days=30)
    page = change(expires=last)
    assert f"Learners can open the course until the end of {day(last)}." in page
    assert "0 of 2" in page and CONTACT in page and LMS in page
    with database.write() as session:
        for seat in ("a" * 12, "b" * 12):
            session.add(DispatchSeat(licence_id=licence, seat=seat))
    page = change()
    assert "Full</strong>" in page and "Enter a higher number below" in page
    assert "Open</strong>" in change(seats=3)
    past = TODAY - dt.timedelta(days=3)
    page = change(expires=past, seats=2)
    assert "Ended</strong>" in page and f"since the end of {day(past)}" in page
    page = change(modules=["gone"])
    assert "This server does not serve gone at the moment" in page
    assert "Download the zip" not in page
    page = change(revoked=now())
    assert "Revoked</strong>" in page and "What to do in" not in page
    assert "Full</strong>" not in page_of(as_lms_administrator, "")
