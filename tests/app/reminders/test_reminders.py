"""Reminders: to whom they belong, once a period, with no more in them than is needed, and off by one press."""

import datetime as dt
import logging
import re
import threading

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.models import Person
from app.database import Database
from app.mail.letters import Letter
from app.mail.models import LetterWaiting
from app.mail.server import message
from app.organisations.models import Membership, MembershipRole, Role, Supervision
from app.reminders.models import ReminderChoice, ReminderSent
from app.reminders.sending import remind
from app.settings import Settings
from tests.app.actors import Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.conversations.talking import agree, begin
from tests.app.databases import BOTH
from tests.app.learning.walking import parts_of
from tests.app.reflection.test_sharing import copies, share
from tests.app.reflection.writing import save as save_entry
from tests.app.reminders.conftest import BASE, FRIDAY, MONDAY, Reminded, assign
from tests.app.trust import Trust

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
LEARNING, DOCTORS, STANDS = (
    "First Shift: what is due",
    "First Shift: your doctors this week",
    "First Shift: where your organisation stands",
)
PAGE = "/account/reminders"


@BOTH
def test_a_doctor_is_told_what_is_late_or_due_within_a_week_once(
    reminded: Reminded, trust: Trust, database: Database
) -> None:
    assign(database, trust, "learner", MONDAY.date() - 9 * DAY)
    assign(database, trust, "other-learner", MONDAY.date() + 6 * DAY)
    sent = reminded(MONDAY)
    late = sent[f"{trust.email('learner')} {LEARNING}"].get_content()
    assert "Dear Dr Ngozi Eze," in late and ": 9 days late" in late and f"{BASE}/learn" in late
    soon = sent[f"{trust.email('other-learner')} {LEARNING}"].get_content()
    assert "Due within a week:" in soon and "due 13 December" in soon
    for later in (MONDAY + dt.timedelta(hours=1), MONDAY + DAY, MONDAY + 2 * DAY):
        assert not [key for key in reminded(later) if LEARNING in key]
    assert f"{trust.email('learner')} {LEARNING}" in reminded(MONDAY + WEEK)


def test_nothing_is_written_where_there_is_nothing_to_say(
    reminded: Reminded, trust: Trust, database: Database
) -> None:
    assign(database, trust, "learner", MONDAY.date() + 8 * DAY)
    assert not [key for key in reminded(MONDAY) if LEARNING in key]
    assert reminded(FRIDAY) == {}
    with database.read() as session:
        kinds = session.scalars(select(ReminderSent.kind)).all()
    assert "learning" not in kinds  # so that it can still be said tomorrow


def test_only_their_own_supervisor_reads_a_doctors_name(
    reminded: Reminded, trust: Trust, database: Database
) -> None:
    assign(database, trust, "learner", FRIDAY.date() - 3 * DAY)
    assign(database, trust, "other-learner", FRIDAY.date() - 3 * DAY)
    sent = reminded(FRIDAY)
    assert list(sent) == [f"{trust.email('supervisor')} {DOCTORS}"]
    (letter,) = sent.values()
    assert "Dr Ngozi Eze: 3 days late with a module" in letter.get_content()
    assert "Siddiqui" not in letter.get_content()


def test_a_lead_who_supervises_nobody_reads_no_name(
    reminded: Reminded, trust: Trust, database: Database
) -> None:
    assign(database, trust, "learner", FRIDAY.date() - 3 * DAY)
    with database.write() as session:
        member = session.get_one(Membership, trust.members["other-supervisor"])
        member.role_rows.append(MembershipRole(role=Role.LEAD))
    assert f"{trust.email('other-supervisor')} {DOCTORS}" not in reminded(FRIDAY)


def test_an_administrator_reads_numbers_without_names_once_a_month(
    reminded: Reminded, trust: Trust, other_trust: Trust, database: Database
) -> None:
    assign(database, trust, "learner", MONDAY.date() - 3 * DAY)
    sent = reminded(MONDAY)
    text = sent[f"{trust.email('administrator')} {STANDS}"].get_content()
    assert "2 doctors:" in text and "2 not started" in text
    assert "1 doctor is late with something." in text and trust.name in text
    assert "Eze" not in text and "Siddiqui" not in text
    other = sent[f"{other_trust.email('administrator')} {STANDS}"].get_content()
    assert "Nobody is late" in other
    assert not [key for key in reminded(MONDAY + WEEK) if STANDS in key]


def test_texts_that_wait_are_counted_and_nothing_of_them_is_said(
    as_learner: Actor, as_supervisor: Actor, reminded: Reminded, trust: Trust
) -> None:
    share(as_learner, trust, save_entry(as_learner, "I held her hand.", title="A long night"))
    text = reminded(FRIDAY)[f"{trust.email('supervisor')} {DOCTORS}"].get_content()
    assert "1 journal text shared with you waits to be read." in text
    assert "night" not in text and "hand" not in text and "Ngozi" not in text
    (copy,) = copies(as_supervisor)
    record = begin(as_supervisor, f"/conversations/about/{copy.rpartition('/')[2]}")
    agree(as_supervisor, record)
    text = reminded(MONDAY + WEEK)[f"{trust.email('learner')} {LEARNING}"].get_content()
    assert (
        "1 record of a conversation waits for you to agree, in your journal." in text
        and "Marsh" not in text
    )
    as_supervisor.get(copy)
    assert reminded(FRIDAY + WEEK) == {}  # it was read


def test_nothing_goes_to_who_has_left_or_has_not_come_yet(
    reminded: Reminded, trust: Trust, database: Database
) -> None:
    for who in ("learner", "other-learner"):
        assign(database, trust, who, MONDAY.date() - DAY)
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).ended = MONDAY - DAY
        invited = session.get_one(Membership, trust.members["other-learner"]).person_id
        session.get_one(Person, invited).password_hash = ""
    assert not [key for key in reminded(MONDAY) if LEARNING in key]


@BOTH
def test_another_day_is_chosen_and_off_is_one_press(
    as_learner: Actor, reminded: Reminded, trust: Trust, database: Database
) -> None:
    assign(database, trust, "learner", MONDAY.date() - DAY)
    page = as_learner.get(PAGE).text
    assert "Every Monday" in page and "Your doctors" not in page
    key = f"{trust.email('learner')} {LEARNING}"
    assert as_learner.send(PAGE, learning="2").status_code == 303
    assert key not in reminded(MONDAY) and key in reminded(MONDAY + 2 * DAY)
    as_learner.send(PAGE, learning="3")  # the day after: it came yesterday
    assert key not in reminded(MONDAY + 3 * DAY)
    as_learner.send(PAGE, learning="sometimes", supervising="1")  # none that the page offers
    assert key in reminded(MONDAY + 10 * DAY)
    as_learner.send(PAGE, learning="never")
    assert key not in reminded(MONDAY + 17 * DAY)
    with database.read() as session:
        assert session.scalars(select(ReminderChoice.kind)).all() == ["learning"]


def test_a_link_in_the_mail_stops_its_kind_without_a_sign_in(
    app: Flask, client: Actor, reminded: Reminded, trust: Trust, database: Database
) -> None:
    assign(database, trust, "learner", MONDAY.date() - DAY)
    key = f"{trust.email('learner')} {LEARNING}"
    letter = reminded(MONDAY)[key]
    link = re.fullmatch(rf"<{BASE}(/reminders/off/[\w-]+)>", letter["List-Unsubscribe"])
    assert link and f"{BASE}{link[1]}" in letter.get_content()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert str(trust.members["learner"]) not in link[1]
    assert "Stop these mails?" in client.get(link[1]).text  # looked at: nothing stops
    assert key in reminded(MONDAY + WEEK)
    one_click = {"List-Unsubscribe": "One-Click"}
    assert new_actor(app).post(link[1], data=one_click).status_code == 200
    assert new_actor(app).post(link[1], data=one_click).status_code == 200  # and again
    assert key not in reminded(MONDAY + 2 * WEEK)
    with database.read() as session:
        row = session.scalars(select(ReminderChoice)).one()
        assert (row.membership_id, row.weekday) == (trust.members["learner"], None)


@pytest.mark.parametrize("token", ["x", "A" * 120, "é", "A" * 500])
def test_a_link_that_is_none_of_ours_stops_nothing(client: Actor, token: str) -> None:
    assert client.post(f"/reminders/off/{token}").status_code == 404
    assert client.get(f"/reminders/off/{token}").status_code == 404


@BOTH
def test_two_processes_at_once_write_once(app: Flask, trust: Trust, database: Database) -> None:
    assign(database, trust, "learner", MONDAY.date() - DAY)
    together = threading.Barrier(2)
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with app.app_context():
                together.wait(10)
                remind(parts_of(app), MONDAY, BASE)
        except BaseException as error:  # told in the test's own thread
            failed.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    with database.read() as session:
        person = session.get_one(Membership, trust.members["learner"]).person_id
        wanted = select(func.count()).where(LetterWaiting.person_id == person)
        assert session.scalar(wanted) == 1


def test_what_was_written_and_the_mail_stand_or_fall_together(
    app: Flask, trust: Trust, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assign(database, trust, "learner", MONDAY.date() - DAY)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("app.reminders.sending.write", broken)
    with app.app_context(), pytest.raises(RuntimeError):
        remind(parts_of(app), MONDAY, BASE)
    with database.read() as session:
        assert session.scalars(select(ReminderSent)).all() == []


def test_a_dry_run_writes_nothing_and_no_log_names_anybody(
    app: Flask, trust: Trust, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assign(database, trust, "learner", MONDAY.date() - DAY)
    with app.app_context():
        outcomes = remind(parts_of(app), MONDAY, BASE, dry=True)
    assert outcomes["learning", "written"] == 1
    with database.read() as session:
        assert session.scalars(select(LetterWaiting)).all() == []
        assert session.scalars(select(ReminderSent)).all() == []
    assert "alder.example" not in caplog.text and "Eze" not in caplog.text


def test_all_of_them_stop_with_one_press(
    as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    as_supervisor.send(PAGE, do="none", learning="0", supervising="4")
    assert as_supervisor.get(PAGE).text.count("selected>Never") == 4
    with database.read() as session:
        rows = session.scalars(select(ReminderChoice)).all()
    kinds = ("learning", "supervising", "meeting", "induction")
    assert {(row.kind, row.weekday) for row in rows} == {(kind, None) for kind in kinds}


def test_nobodys_choice_is_changed_by_another(
    as_learner: Actor, sign_in: SignIn, trust: Trust, database: Database
) -> None:
    as_learner.send(PAGE, learning="never")
    page = sign_in(trust.email("lms-administrator")).get(PAGE).text
    assert "What newcomers wait for" in page and "What is due for you" not in page
    assert "selected>Never" not in page
    with database.read() as session:
        members = session.scalars(select(ReminderChoice.membership_id)).all()
    assert members == [trust.members["learner"]]


def test_supervision_that_has_ended_is_not_told(
    reminded: Reminded, trust: Trust, database: Database
) -> None:
    assign(database, trust, "learner", FRIDAY.date() - DAY)
    with database.write() as session:
        session.delete(session.scalars(select(Supervision)).one())
    assert reminded(FRIDAY) == {}


def test_other_letters_have_no_way_to_stop_them(settings: Settings) -> None:
    made = message(settings, Letter("a@alder.example", "Your password", "Text"))
    assert made["List-Unsubscribe"] is None


def test_a_later_day_of_the_same_week_brings_no_second_mail(
    as_learner: Actor, reminded: Reminded, trust: Trust, database: Database
) -> None:
    assign(database, trust, "learner", MONDAY.date() - DAY)
    key = f"{trust.email('learner')} {LEARNING}"
    assert key in reminded(MONDAY)
    as_learner.send(PAGE, learning="5")
    assert key not in reminded(MONDAY + 5 * DAY)
    assert key in reminded(MONDAY + 12 * DAY)


def test_who_is_deactivated_is_sent_nothing(
    reminded: Reminded, trust: Trust, database: Database, as_administrator: Actor
) -> None:
    assign(database, trust, "learner", MONDAY.date() - 9 * DAY)
    as_administrator.send(f"/people/{trust.members['supervisor']}/deactivate")
    assert not [key for key in reminded(FRIDAY) if DOCTORS in key]
