"""People from a file: read whatever made it, checked row by row, and done exactly as it was shown."""

import csv
import datetime as dt
import io
import re
import uuid

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from app.accounts.models import Person
from app.audit.models import AuditLine
from app.database import Database, now
from app.importing.errors import UnreadableFileError
from app.importing.keeping import forget_old
from app.importing.models import ImportWaiting
from app.importing.reading import MAX_ROWS, decode, read
from app.organisations.groups import place_of
from app.organisations.models import (
    Invitation,
    Membership,
    MembershipRole,
    Role,
    Supervision,
)
from tests.app.actors import Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.databases import BOTH
from tests.app.learning.walking import parts_of
from tests.app.trust import Trust
from tests.support.html import words_of as spaced


def words_of(page: str) -> str:
    """Return what a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", spaced(page)).split())


HEAD = "name,email,roles,supervisor,site,cohort,first day\n"
PLACE = re.compile(r'name="digest" value="([0-9a-f]{64})"')


def sent(actor: Actor, content: str | bytes, name: str = "people.csv") -> str:
    """Send a file that has no mistakes; return the address of its check."""
    data = content.encode() if isinstance(content, str) else content
    answer = actor.send("/people/import", file=(io.BytesIO(data), name))
    assert answer.status_code == 303, words_of(answer.text)
    return answer.headers["Location"]


def done(actor: Actor, place: str) -> str:
    """Press “Do it”; return the words of the page that follows."""
    found = PLACE.search(actor.get(place).text)
    assert found
    answer = actor.send(place, digest=found[1])
    assert answer.status_code == 303
    return words_of(actor.get(place).text)


def mistakes(actor: Actor, content: str) -> str:
    """Send a file with mistakes; return the words of the page that names them."""
    answer = actor.send("/people/import", file=(io.BytesIO(content.encode()), "people.csv"))
    assert answer.status_code == 400
    return words_of(answer.text)


def count(database: Database, table: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def group(actor: Actor, kind: str, name: str) -> None:
    assert actor.send(f"/people/groups/{kind}/new", name=name).status_code == 303


@BOTH
def test_a_file_is_checked_and_then_done_as_it_was_shown(
    app: Flask, as_administrator: Actor, trust: Trust, database: Database
) -> None:
    group(as_administrator, "site", "Northgate Hospital")
    group(as_administrator, "cohort", "August")
    group(as_administrator, "cohort", "Acute medicine")
    content = (
        "Name;E-mail address;Role(s);Supervisor;Site;Cohorts;First day;Pay grade\n"
        f"Dr Amara Silva;amara@alder.example;;{trust.email('supervisor')};northgate hospital;"
        "August, Acute medicine;02/12/2026;7\n"
        f"Dr Ngozi Eze;{trust.email('learner').upper()};doctor;"
        f"{trust.email('other-supervisor')};;August;;\n"
        f"Dr Farhan Siddiqui;{trust.email('other-learner')};;;;;;\n"
    )
    place = sent(as_administrator, content)
    shown = words_of(as_administrator.get(place).text)
    assert "1 new: is invited" in shown and "1 changed" in shown and "1 unchanged" in shown
    others = len(trust.members) - 2
    assert f"{others} people who are not in the file stay as they are" in shown
    assert "Supervisor Dr Owen Pryce instead of Dr Helen Marsh; cohort August" in shown
    assert (
        "Doctor (learner); supervisor Dr Helen Marsh; site Northgate Hospital; cohort Acute medicine"
        " and August; first day 2 December 2026"
    ) in shown
    assert "Pay grade" in shown
    assert count(database, Invitation) == 0
    lines = count(database, AuditLine)
    assert "1 invited 1 changed 1 unchanged" in done(as_administrator, place)
    with database.read() as session:
        learner = trust.members["learner"]
        by = session.scalars(select(Supervision.supervisor_id).filter_by(learner_id=learner))
        assert by.all() == [trust.members["other-supervisor"]]
        assert len(place_of(session, learner).cohort_ids) == 1
    assert count(database, AuditLine) == lines + 5
    links = as_administrator.send(f"{place}/links")
    (row,) = csv.DictReader(io.StringIO(links.get_data(as_text=True).lstrip("\ufeff")))
    assert row["email"] == "amara@alder.example"
    assert as_administrator.send(f"{place}/links").status_code == 409
    new = new_actor(app)
    path = row["link"].removeprefix("http://localhost")
    assert new.send(path, password="nine green lanterns").status_code == 302
    with database.read() as session:
        member = session.scalars(
            select(Membership).join(Person).where(Person.email == "amara@alder.example")
        ).one()
        where = place_of(session, member.id)
        assert len(where.cohort_ids) == 2 and where.site_id is not None
        assert where.first_day == dt.date(2026, 12, 2)
        assert member.roles == {Role.LEARNER}
    assert "1 unchanged" in words_of(
        as_administrator.get(sent(as_administrator, content.split("Dr Ngozi")[0])).text
    )


def test_what_would_be_another_is_named_with_what_was_there(
    as_administrator: Actor, trust: Trust
) -> None:
    for name in ("Northgate", "Southgate"):
        group(as_administrator, "site", name)
    who, by = trust.email("learner"), trust.email("supervisor")
    row = "X,{},{},{},{},,{}\n"
    first = row.format(who, "", "", "Northgate", "01/12/2026")
    done(as_administrator, sent(as_administrator, HEAD + first))
    both = f"{by}; {trust.email('other-supervisor')}"
    content = HEAD + row.format(who, "doctor; editor", both, "Southgate", "02/12/2026")
    shown = words_of(as_administrator.get(sent(as_administrator, content)).text)
    assert (
        "Roles: Doctor (learner), Editor; also supervisor Dr Owen Pryce; site Southgate instead of"
        " Northgate; first day 2 December 2026 instead of 1 December 2026; Stays “Dr Ngozi Eze”"
    ) in shown


def test_an_open_invitation_names_what_would_be_another(
    as_administrator: Actor, trust: Trust
) -> None:
    row = HEAD + "{},a@x.example,,{},,,\n"
    done(as_administrator, sent(as_administrator, row.format("A", trust.email("supervisor"))))
    changed = row.format("Dr A", trust.email("other-supervisor"))
    shown = words_of(as_administrator.get(sent(as_administrator, changed)).text)
    assert "Name Dr A; supervisor Dr Owen Pryce instead of Dr Helen Marsh" in shown
    shown = words_of(
        as_administrator.get(sent(as_administrator, HEAD + "A,a@x.example,editor,,,,\n")).text
    )
    assert "Roles: Editor; no longer supervisor Dr Helen Marsh" in shown


def test_pressing_twice_does_it_once(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    place = sent(as_administrator, HEAD + "Dr Amara Silva,a@alder.example,,,,,\n")
    found = PLACE.search(as_administrator.get(place).text)
    assert found
    for _ in range(2):
        assert as_administrator.send(place, digest=found[1]).status_code == 303
    assert count(database, Invitation) == 1


@BOTH
def test_nothing_is_done_when_people_have_changed_since(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    place = sent(as_administrator, HEAD + f"X,{trust.email('learner')},editor,,,,\n")
    found = PLACE.search(as_administrator.get(place).text)
    assert found
    as_administrator.send(f"/people/{trust.members['learner']}", roles=["editor", "supervisor"])
    assert as_administrator.send(place, digest=found[1]).status_code == 303
    assert "Nothing was done" in as_administrator.get(place).text
    with database.read() as session:
        member = session.get_one(Membership, trust.members["learner"])
        assert member.roles == {Role.EDITOR, Role.SUPERVISOR}


BAD_ROWS = {
    "no name": (",a@x.example,,,,,", "name", "The name is missing."),
    "no address": ("X,,,,,,", "email", "The e-mail address is missing."),
    "bad address": ("X,nobody,,,,,", "email", "“nobody” is no e-mail address."),
    "role": ("X,a@x.example,wizard,,,,", "roles", "“wizard” is no role."),
    "day": ("X,a@x.example,,,,,31/02/2026", "first day", "“31/02/2026” is no day that can be read"),
    "site": ("X,a@x.example,,,Nowhere,,", "site", "There is no site “Nowhere” that is open."),
    "cohort": ("X,a@x.example,,,,May,", "cohort", "There is no cohort “May” that is open."),
    "stranger": ("X,a@x.example,,b@x.example,,,", "supervisor", "Nobody of your organisation"),
    "no supervisor": (
        "X,a@x.example,,learner@alder.example,,,",
        "supervisor",
        "learner@alder.example is no supervisor.",
    ),
    "own": (
        "X,supervisor@alder.example,learner; supervisor,supervisor@alder.example,,,",
        "supervisor",
        "Nobody supervises themselves.",
    ),
    "no doctor": (
        "X,a@x.example,editor,supervisor@alder.example,,,",
        "supervisor",
        "Only a doctor",
    ),
    "foreign": (
        "X,a@x.example,,supervisor@birch.example,,,",
        "supervisor",
        "Nobody of your organisation",
    ),
    "doctors": (
        "X,supervisor@alder.example,editor,,,,",
        "roles",
        "Dr Helen Marsh supervises 1 doctor",
    ),
    "last": ("X,administrator@alder.example,editor,,,,", "roles", "Nobody would be left"),
}


@pytest.mark.parametrize("what", BAD_ROWS)
def test_a_bad_row_is_named_with_its_column_and_nothing_is_done(
    as_administrator: Actor, trust: Trust, other_trust: Trust, database: Database, what: str
) -> None:
    line, column, sentence = BAD_ROWS[what]
    found = mistakes(as_administrator, f"{HEAD}Dr Good,good@x.example,,,,,\n\n{line}\n")
    assert "There is one mistake" in found
    assert f"Row 4 Column {column} What is wrong {sentence}" in found
    assert count(database, ImportWaiting) == count(database, Invitation) == 0


def test_all_mistakes_of_a_row_are_named_at_once(as_administrator: Actor) -> None:
    row = ",nobody,wizard,b@x.example,Nowhere,May,31/02/2026"
    found = mistakes(as_administrator, f"{HEAD}{row}\n")
    assert "There are 7 mistakes" in found
    for column in ("name", "email", "roles", "supervisor", "site", "cohort", "first day"):
        assert f"Row 2 Column {column} What is wrong" in found, column


def test_a_row_that_stands_twice_is_checked_all_the_same(as_administrator: Actor) -> None:
    content = HEAD + "A,a@x.example,,,,,\nB,a@x.example,,,Nowhere,,\n"
    found = mistakes(as_administrator, content)
    assert "stands in row 2" in found and "There is no site “Nowhere”" in found


@pytest.mark.parametrize(
    "rows",
    [
        "X,supervisor@alder.example,editr,,,,\n",
        "X,administrator@alder.example,editor; administrater,,,,\n",
        "X,lead@alder.example,doctr,supervisor@alder.example,,,\n",
        "X,lead@alder.example,supervisr,,,,\nY,y@x.example,,lead@alder.example,,,\n",
    ],
)
def test_nothing_is_said_of_what_follows_from_a_role_that_cannot_be_read(
    as_administrator: Actor, trust: Trust, rows: str
) -> None:
    found = mistakes(as_administrator, HEAD + rows)
    assert "There is one mistake" in found and "is no role." in found


def test_a_day_that_lies_too_far_away_is_not_called_unreadable(as_administrator: Actor) -> None:
    found = mistakes(as_administrator, HEAD + "A,a@x.example,,,,,01/12/1926\n")
    assert "“01/12/1926” lies too far away. How to mend it Enter a day from 1950 to 2099." in found


def test_a_person_twice_in_a_file_is_named(as_administrator: Actor) -> None:
    content = HEAD + "A,a@x.example,,,,,\nB,A@x.example,,,,,\n"
    assert "The same e-mail address stands in row 2." in mistakes(as_administrator, content)


def test_a_new_supervisor_in_the_same_file_has_to_accept_first(as_administrator: Actor) -> None:
    content = HEAD + "S,s@x.example,supervisor,,,,\nB,b@x.example,,s@x.example,,,\n"
    assert "has not accepted yet" in mistakes(as_administrator, content)


def test_what_was_pasted_is_not_lost(as_administrator: Actor) -> None:
    pasted = "name\temail\nDr Zoë Ångström\tnobody\n"
    answer = as_administrator.send("/people/import", pasted=pasted)
    assert answer.status_code == 400 and "Dr Zoë Ångström\tnobody" in answer.text
    answer = as_administrator.send("/people/import", pasted="who\twhat\nA\tB\n")
    assert answer.status_code == 400 and "who\twhat" in answer.text
    assert (
        as_administrator.send(
            "/people/import", pasted=pasted.replace("nobody", "z@x.example")
        ).status_code
        == 303
    )


NAMES = "name,email\r\nDr Zoë Åström,zoe@x.example\r\n"


@pytest.mark.parametrize(
    "content",
    [
        NAMES.encode(),
        b"\xef\xbb\xbf" + NAMES.encode(),
        NAMES.encode("utf-16"),
        NAMES.encode("utf-16-le"),
        NAMES.encode("utf-16-be"),
        NAMES.encode("cp1252"),
        NAMES.replace(",", ";").encode("cp1252"),
        b"sep=;\r\n" + NAMES.replace(",", ";").encode(),
        NAMES.replace(",", "\t").encode("utf-16"),
        NAMES.replace("\r\n", "\n\n").encode(),
    ],
)
def test_what_spreadsheets_write_is_read(content: bytes) -> None:
    (row,) = read(decode(content).text).rows
    assert row.cells == {"name": "Dr Zoë Åström", "email": "zoe@x.example"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 and so on", "workbook"),
        (b"\xff\xfen\x00a", "damaged"),
        (b"name,email\n\x81\x8d,a@b.example\n", "encoding that is not known"),
        (b"name,email\nA\x00,a@b.example\n", "no text"),
        (b'name,email\n"A,a@b.example\n', "Row 2 cannot be read"),
        (b"name,e-mail,email\nA,a@b.example,\n", "is there twice"),
        (b"name,email\n\n", "nobody in this file"),
        (b"name,email\n" + b"A,a@b.example\n" * (MAX_ROWS + 1), "more than 5,000"),
        (b"x" * 900_001, "too large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        read(decode(content).text)


def test_cells_like_formulas_are_text_and_calculate_nowhere(
    as_administrator: Actor, trust: Trust
) -> None:
    place = sent(as_administrator, HEAD + '"=HYPERLINK(""x"")",a@x.example,,,,,\n')
    done(as_administrator, place)
    assert "'=HYPERLINK" in as_administrator.send(f"{place}/links").text
    assert "=HYPERLINK(&#34;x&#34;)" in as_administrator.get("/people").text


def test_the_list_of_people_can_be_sent_again(as_administrator: Actor, trust: Trust) -> None:
    listed = as_administrator.send("/people/csv").data
    shown = words_of(as_administrator.get(sent(as_administrator, listed)).text)
    assert f"{len(trust.members)} unchanged" in shown and "There is nothing to do" in shown


def test_whoever_left_or_did_not_answer_is_invited_again(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    as_administrator.send(f"/people/{trust.members['learner']}/leaving", when="now")
    as_administrator.send("/people/add", name="B", email="b@x.example", roles=["learner"])
    with database.write() as session:
        session.scalars(select(Invitation)).one().expires = now() - dt.timedelta(days=1)
    rows = f"A,{trust.email('learner')},,,,,\nB,b@x.example,editor,,,,\n"
    place = sent(as_administrator, HEAD + rows)
    assert "2 invited again" in words_of(as_administrator.get(place).text)
    assert "2 invited" in done(as_administrator, place)
    assert count(database, Invitation) == 2


def test_nobody_else_sees_a_file_and_it_goes_after_an_hour(
    app: Flask,
    as_administrator: Actor,
    sign_in: SignIn,
    trust: Trust,
    other_trust: Trust,
    database: Database,
) -> None:
    place = sent(as_administrator, HEAD + "Secret Name,a@x.example,,,,,\n")
    with database.read() as session:
        assert b"Secret Name" not in session.scalars(select(ImportWaiting.kept)).one()
    stranger = sign_in(other_trust.email("administrator"))
    assert stranger.get(place).status_code == 404
    assert stranger.send(place, digest="x").status_code == 404
    assert stranger.send(f"{place}/links").status_code == 404
    assert as_administrator.get(f"/people/import/{uuid.uuid4()}").status_code == 404
    forget_old(parts_of(app), now() + dt.timedelta(minutes=61))
    assert as_administrator.get(place).status_code == 404


@BOTH
def test_a_failure_in_the_middle_does_nothing(
    as_administrator: Actor, trust: Trust, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = f"X,{trust.email('learner')},editor,,,,\nB,b@x.example,,,,,\n"
    place = sent(as_administrator, HEAD + rows)
    found = PLACE.search(as_administrator.get(place).text)
    assert found
    monkeypatch.setattr("app.importing.routes.invitation_sent", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        as_administrator.send(place, digest=found[1])
    assert count(database, Invitation) == 0
    with database.read() as session:
        key = trust.members["learner"]
        roles = session.scalars(select(MembershipRole.role).filter_by(membership_id=key))
        assert roles.all() == [Role.LEARNER]


def test_a_thousand_rows_take_few_queries(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    seen: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *said: seen.append(said[2]))
    rows = "".join(f"P {n},p{n}@x.example,,{trust.email('supervisor')},,,\n" for n in range(1000))
    assert "1,000 new" in words_of(as_administrator.get(sent(as_administrator, HEAD + rows)).text)
    assert len(seen) < 90


def test_a_deactivated_administrator_is_none_who_is_left(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    lead = trust.members["lead"]
    with database.write() as session:
        session.add(MembershipRole(membership_id=lead, role=Role.ORGANISATION_ADMINISTRATOR))
    as_administrator.send(f"/people/{lead}/deactivate")
    told = mistakes(
        as_administrator,
        f"{HEAD}Marcus Bell,{trust.email('administrator')},Supervisor,,,,\n"
        f"Dr Amira Salih,{trust.email('lead')},Administrator; IMG lead; LMS administrator,,,,\n",
    )
    assert "Nobody would be left who administers the organisation." in told


def test_one_endless_line_is_told_and_no_error(as_administrator: Actor) -> None:
    data = b"name,email," + b"x" * 200_000
    answer = as_administrator.send("/people/import", file=(io.BytesIO(data), "people.csv"))
    assert answer.status_code == 400


def test_the_page_names_every_role_that_a_file_may_give(as_administrator: Actor) -> None:
    page = as_administrator.get("/people/import").text
    assert all(role.label in page for role in Role)
