"""The audit log: what is written, that it cannot be changed, and that a change would be seen."""

import datetime as dt
import re
import threading
import uuid
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from app.audit import log, reading
from app.audit.chain import PLATFORM, digest_of
from app.audit.models import AuditHead, AuditLine, AuditName
from app.audit.reading import ERASED, Wanted
from app.cli import cli
from app.database import Database, now
from app.organisations.models import Organisation, Role, Site
from app.viewer import Member
from app.wording import in_london
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.day_inputs import sent, shown
from tests.app.trust import Trust
from tests.support.html import words_of


def administrator(trust: Trust) -> Member:
    key = trust.members["administrator"]
    roles = frozenset({Role.ORGANISATION_ADMINISTRATOR})
    return Member(key, trust.organisation, key, roles)


def write(
    database: Database, trust: Trust, act: str = "settings.changed", words: str = "x"
) -> None:
    with database.write() as session:
        log.write(session, trust.organisation, act, by=administrator(trust), words=words)


def read(database: Database, chain: uuid.UUID) -> list[reading.Line]:
    """Return all lines of a chain, the first one first."""
    with database.read() as session:
        return list(reversed(reading.lines(session, chain, Wanted(), 1).rows))


def acts(database: Database, trust: Trust) -> list[tuple[str, str, str, str]]:
    return [
        (line.act, line.by, line.about, line.other) for line in read(database, trust.organisation)
    ]


def verify(environment: dict[str, str], *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["audit", "check", *arguments], env=environment)
    return result.exit_code, result.output


@BOTH
def test_lines_are_chained_and_neither_changed_nor_deleted(
    app: Flask, database: Database, trust: Trust, environment: dict[str, str]
) -> None:
    for number in range(3):
        write(database, trust, words=f"setting {number}")
    code, output = verify(environment, "--organisation", trust.name)
    assert code == 0 and "3 lines, all chained" in output
    for change in (
        update(AuditLine).values(words="another"),
        delete(AuditLine).where(AuditLine.seq == 2),
    ):
        with pytest.raises(DatabaseError, match="cannot be changed"), database.write() as session:
            session.execute(change)
    noted = output.split()[-1]
    write(database, trust)
    assert verify(environment, "--noted", noted)[0] == 0
    assert verify(environment, "--noted", "00" * 32)[0] == 1


@BOTH
def test_the_end_of_a_log_is_not_wound_back_and_no_line_replaced(
    database: Database, trust: Trust
) -> None:
    for _ in range(2):
        write(database, trust)
    for change in (
        delete(AuditHead),
        update(AuditHead).values(seq=1),
        update(AuditHead).values(seq=2),
    ):
        with pytest.raises(DatabaseError, match="wound back"), database.write() as session:
            session.execute(change)
    if database.url.startswith("sqlite"):
        line = (
            "SELECT chain, 1, at, act, by_name, about_name, other_name, object, 'another', digest"
        )
        replace = text(f"INSERT OR REPLACE INTO audit_line {line} FROM audit_line WHERE seq = 2")
        with pytest.raises(DatabaseError, match="cannot be changed"), database.write() as session:
            session.execute(replace)
        with pytest.raises(DatabaseError, match="wound back"), database.write() as session:
            session.execute(text("INSERT OR REPLACE INTO audit_head SELECT * FROM audit_head"))
    write(database, trust)
    assert len(read(database, trust.organisation)) == 3


@BOTH
@pytest.mark.parametrize("change", ["name", "owner", "salt", "exchanged"])
def test_a_name_that_was_changed_is_seen(
    app: Flask, database: Database, trust: Trust, environment: dict[str, str], change: str
) -> None:
    write(database, trust)
    with database.write() as session:
        about = log.member_of(trust.members["learner"])
        log.write(session, trust.organisation, "person.link", by=administrator(trust), about=about)
    assert verify(environment)[0] == 0
    with database.write() as session:
        learner = session.scalars(select(AuditName).where(AuditName.name == "Dr Ngozi Eze")).one()
        if change == "exchanged":
            me = session.scalars(select(AuditName).where(AuditName.name == "Marcus Bell")).one()
            me.name, learner.name = learner.name, me.name
        else:
            other = {"name": "Dr Helen Marsh", "owner": uuid.uuid4(), "salt": bytes(16)}
            setattr(learner, change, other[change])
    code, output = verify(environment, "--organisation", trust.name)
    first = 1 if change == "exchanged" else 2
    assert code == 1 and f"a name in line {first} is not as it was written" in output


def test_a_name_holds_when_whoever_was_invited_has_joined(
    as_administrator: Actor, database: Database, trust: Trust, environment: dict[str, str]
) -> None:
    as_administrator.send("/people/add", name="Dr Ada Obi", email="a@b.example", roles=["editor"])
    with database.write() as session:
        row = session.scalars(select(AuditName).where(AuditName.name == "Dr Ada Obi")).one()
        assert row.invitation_id is not None
        log.joined(session, row.invitation_id, trust.members["learner"])
    assert verify(environment)[0] == 0


def test_a_line_on_an_invitation_says_as_what(
    as_administrator: Actor, as_platform_administrator: Actor, database: Database, trust: Trust
) -> None:
    fields = {"name": "A", "email": "a@b.example", "roles": ["editor", "supervisor"]}
    as_administrator.send("/people/add", **fields)
    place = as_administrator.send("/people/import", pasted="name\temail\nB\tb@b.example\n").headers[
        "Location"
    ]
    shown = re.search(r'name="digest" value="(\w+)"', as_administrator.get(place).text)
    assert shown
    as_administrator.send(place, digest=shown[1])
    made = {"organisation": "Elm", "name": "C", "email": "c@elm.example"}
    assert as_platform_administrator.send("/organisations/add", **made).status_code == 200
    with database.read() as session:
        elm = session.scalars(select(Organisation.id).where(Organisation.name == "Elm")).one()
    invited = [
        line.words
        for chain in (trust.organisation, elm)
        for line in read(database, chain)
        if line.act == "Person invited"
    ]
    assert invited == [
        "As Supervisor, Editor",
        "As Doctor (learner)",
        "As Administrator of the organisation",
    ]


def test_lines_that_were_written_before_hold_and_are_read_with_who_is_whose(
    as_administrator: Actor, database: Database, trust: Trust, environment: dict[str, str]
) -> None:
    with database.write() as session:
        one, two = (log.member_of(trust.members[who]) for who in ("supervisor", "other-supervisor"))
        args = (session, trust.organisation)
        log.write(*args, "supervision.handed_over", by=None, about=one, other=two, words="1 doctor")
        log.write(*args, "person.invited", by=None, about=one)
    page = words_of(as_administrator.get("/audit").text)
    assert "Dr Helen Marsh hands over to Dr Owen Pryce" in page
    assert "No line holds a day or a place of work" in page
    csv = as_administrator.send("/audit/csv").text
    assert "Dr Helen Marsh,hands over to,Dr Owen Pryce" in csv
    assert verify(environment)[0] == 0


def test_the_words_name_no_place_and_no_day(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    as_administrator.send("/people/groups/site/new", name="Northgate")
    with database.read() as session:
        site = session.scalars(select(Site.id)).one()
    member = trust.members["learner"]
    place = {"site": str(site), "first_day": "2026-11-02"}
    assert as_administrator.send(f"/people/{member}/place", **place).status_code == 303
    later = {"when": "later", "last_day": "2099-01-31"}
    assert as_administrator.send(f"/people/{member}/leaving", **later).status_code == 303
    lines = read(database, trust.organisation)
    placed = [line for line in lines if line.about == "Dr Ngozi Eze"]
    assert [line.act for line in placed] == [
        "Site, cohorts or first day changed",
        "Last day set or taken back",
    ]
    assert [line.words for line in placed] == ["", "Last day set"]


TAMPERING: dict[str, tuple[Any, str]] = {
    "words": (update(AuditLine).where(AuditLine.seq == 2).values(words="another"), "line 2 is not"),
    "who": (update(AuditLine).where(AuditLine.seq == 3).values(by=None), "line 3 is not"),
    "taken out": (delete(AuditLine).where(AuditLine.seq == 2), "line 2 is missing"),
    "cut off": (delete(AuditLine).where(AuditLine.seq == 4), "after line 3 there were more"),
    "head": (update(AuditHead).values(seq=5), "after line 4 there were more"),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_the_check_names_the_first_bad_line(
    database: Database, trust: Trust, other_trust: Trust, environment: dict[str, str], how: str
) -> None:
    """Whoever runs the database can take its triggers away; the chain still tells."""
    for _ in range(4):
        write(database, trust)
    write(database, other_trust)
    change, words = TAMPERING[how]
    if how == "head":
        change = change.where(AuditHead.chain == trust.organisation)
    else:
        change = change.where(AuditLine.chain == trust.organisation)
    with database.write() as session:
        for act in ("update", "delete"):
            session.execute(text(f"DROP TRIGGER audit_line_no_{act}"))
        session.execute(change)
    code, output = verify(environment)
    assert code == 1 and f"{trust.name}: {words}" in output
    assert f"{other_trust.name}: 1 line, all chained" in output


def test_a_line_that_was_written_anew_with_its_digest_makes_the_next_one_wrong(
    database: Database, trust: Trust, environment: dict[str, str]
) -> None:
    for _ in range(3):
        write(database, trust)
    with database.write() as session:
        session.execute(text("DROP TRIGGER audit_line_no_update"))
        first, second, _ = session.scalars(select(AuditLine).order_by(AuditLine.seq)).all()
        second.words = "another"
        second.digest = digest_of(second, first.digest)
    code, output = verify(environment, "--organisation", trust.name)
    assert code == 1 and "line 3 is not as it was written" in output


@BOTH
def test_two_who_write_at_once_do_not_fork_the_chain(
    app: Flask, database: Database, trust: Trust, environment: dict[str, str]
) -> None:
    together = threading.Barrier(4)

    def some() -> None:
        together.wait()
        for _ in range(5):
            write(database, trust)

    threads = [threading.Thread(target=some) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [line.seq for line in read(database, trust.organisation)] == list(range(1, 21))
    assert verify(environment)[0] == 0


def test_a_line_goes_with_its_act(database: Database, trust: Trust) -> None:
    def fail() -> None:
        with database.write() as session:
            log.write(session, trust.organisation, "settings.changed", by=administrator(trust))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert read(database, trust.organisation) == []


def test_what_administrators_do_is_written_down(
    as_administrator: Actor, sign_in: SignIn, trust: Trust, database: Database
) -> None:
    member = trust.members["learner"]
    as_administrator.send(
        f"/people/{member}",
        roles=["learner", "editor"],
        supervisors=[str(trust.members["other-supervisor"])],
    )
    as_administrator.send(f"/people/{member}/link")
    as_administrator.send("/organisation", nation="SCO", welcome="Bring your own mug")
    as_administrator.send("/records/keys/new", label="Totara", scopes=["state"])
    as_administrator.send(
        "/people/add", name="Dr Amara Silva", email="a@b.example", roles=["editor"]
    )
    as_administrator.send(f"/people/{member}/leaving", when="now")
    me, learner = "Marcus Bell", "Dr Ngozi Eze"
    assert acts(database, trust) == [
        ("Roles changed", me, learner, ""),
        ("Supervisor given", me, learner, "Dr Owen Pryce"),
        ("Supervisor taken away", me, learner, "Dr Helen Marsh"),
        ("Sign-in link made", me, learner, ""),
        ("Settings changed", me, "", ""),
        ("Settings changed", me, "", ""),
        ("Key to the records made", me, "", ""),
        ("Person invited", me, "Dr Amara Silva", ""),
        ("Membership ended", me, learner, ""),
    ]
    page = words_of(as_administrator.get("/audit").text)
    assert "Doctor (learner) → Doctor (learner), Editor" in page and "mug" not in page
    assert "Dr Ngozi Eze is now supervised by Dr Owen Pryce" in page
    assert "Dr Ngozi Eze is no longer supervised by Dr Helen Marsh" in page
    filtered = as_administrator.get("/audit?act=person.link&name=NGOZI").text
    assert "One line, as filtered" in filtered
    cells = re.findall(r"</span>([^<]+)</td>", filtered)
    assert cells[1:3] == ["Sign-in link made", "Dr Ngozi Eze"]  # after who did it
    assert "No line is like that" in as_administrator.get("/audit?name=nobody").text


@BOTH
def test_a_name_goes_with_its_person_and_the_chain_holds(
    as_administrator: Actor, trust: Trust, database: Database, environment: dict[str, str]
) -> None:
    member = trust.members["other-learner"]
    as_administrator.send(f"/people/{member}", roles=["learner", "editor"])
    request = as_administrator.send(f"/people/erasure/for/{member}").headers["Location"]
    done = as_administrator.send(f"{request}/carry-out", password=PASSWORD)
    assert done.status_code == 303, words_of(done.text)
    page = as_administrator.get("/audit").text
    assert "Farhan" not in page and ERASED in page
    with database.read() as session:
        assert not session.scalars(select(AuditName).where(AuditName.name.contains("Farhan"))).all()
    assert verify(environment)[0] == 0


def test_the_name_of_an_invitation_goes_when_it_is_taken_back(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    as_administrator.send(
        "/people/add", name="Dr Amara Silva", email="a@b.example", roles=["editor"]
    )
    people = as_administrator.get("/people").text
    invitation = people.split("/people/invitations/")[1].split('"')[0]
    as_administrator.send(f"/people/invitations/{invitation}/withdraw")
    assert [line[2] for line in acts(database, trust)] == [ERASED, ERASED]


def test_one_trust_does_not_see_anothers_log(
    as_administrator: Actor,
    as_platform_administrator: Actor,
    trust: Trust,
    other_trust: Trust,
    database: Database,
) -> None:
    write(database, other_trust, words="their colour")
    with database.write() as session:
        log.write(session, None, "organisation.made", by=None, words="the platform’s own")
    page = as_administrator.get("/audit").text
    assert "their colour" not in page and "platform’s own" not in page
    assert as_administrator.get("/platform/audit").status_code == 403
    platform = as_platform_administrator.get("/platform/audit").text
    assert "platform’s own" in platform and "their colour" not in platform


def test_the_log_is_downloaded_and_that_is_written_down(
    as_administrator: Actor, trust: Trust, database: Database, environment: dict[str, str]
) -> None:
    write(database, trust, words="=1+1")
    answer = as_administrator.send("/audit/csv", name="marcus")
    assert answer.mimetype == "text/csv" and "'=1+1" in answer.text
    assert acts(database, trust)[-1][0] == "Audit log downloaded"
    command = ["audit", "export", "--organisation", trust.name]
    exported = CliRunner().invoke(cli, command, env=environment)
    assert exported.exit_code == 0 and "Marcus Bell" in exported.output


def test_days_are_asked_in_three_inputs_and_told_on_as_one_word(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    write(database, trust)
    today = in_london(now()).date()
    asked = {**sent("first_day", today), **sent("last_day", today)}
    page = as_administrator.get("/audit", query_string=asked)
    kept = as_administrator.get(f"/audit?first_day={today}&last_day={today}")
    for answer in (page, kept):
        assert answer.status_code == 200 and "as filtered" in answer.text
        assert shown(answer.text, "first_day") == tuple(sent("first_day", today).values())
        for name in ("first_day", "last_day"):
            assert f'type="hidden" name="{name}" value="{today}"' in answer.text
    tomorrow = sent("first_day", today + dt.timedelta(days=1))
    assert "No line is like that." in as_administrator.get("/audit", query_string=tomorrow).text


def test_filters_that_make_no_sense_are_named(as_administrator: Actor) -> None:
    answer = as_administrator.get("/audit?first_day=2026-12-02&last_day=2026-12-01")
    assert answer.status_code == 400 and "“To” must not be before “From”." in answer.text
    answer = as_administrator.get("/audit?first_day=yesterday")
    assert answer.status_code == 400 and "“From” is no day of the calendar." in answer.text


def test_acts_on_the_command_line_stand_in_the_platforms_log(
    environment: dict[str, str], database: Database, trust: Trust
) -> None:
    CliRunner().invoke(cli, ["people", "link", trust.email("learner")], env=environment)
    (line,) = read(database, PLATFORM)
    assert (line.act, line.by, line.about) == (
        "Sign-in link made",
        reading.SERVER,
        "Dr Ngozi Eze",
    )
