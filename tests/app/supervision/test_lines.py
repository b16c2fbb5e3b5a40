"""The lines by which the database sorts: made again whenever what they say changes, and never by guess."""

import datetime as dt
import random
import uuid

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.accounts.models import Person
from app.assignments.models import Assignment, AssignmentRule
from app.database import Database, now
from app.organisations.models import Membership, MembershipRole, Role
from app.supervision import finding, lines
from app.supervision.marks import mark_all
from app.supervision.models import LearnerStanding, StandingEdition, StandingMark
from app.supervision.reading import read_statements
from app.supervision.standing import STATES
from app.supervision.table import rows_for
from app.supervision.view import View
from app.tenancy import within
from app.viewer import Member
from course.vocabulary import Verb
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.learning.walking import SLUG, parts_of
from tests.app.supervision.people import add
from tests.app.supervision.telling import statement, store
from tests.app.trust import Trust

TODAY = dt.date(2026, 11, 25)


def read_lines(app: Flask) -> dict[uuid.UUID, tuple[int, dt.date, dt.datetime]]:
    """Do what a page does before it is shown, and return the lines."""
    with app.app_context():
        read_statements(parts_of(app))
    with parts_of(app).database.read() as session:
        assert session.scalars(select(StandingMark)).all() == []
        found = session.scalars(select(LearnerStanding)).all()
        return {each.membership_id: (each.rank, each.due_by, each.active) for each in found}


def made_anew(app: Flask) -> dict[uuid.UUID, tuple[int, dt.date, dt.datetime]]:
    """Return the lines as they are when all of them are made again."""
    with parts_of(app).database.write() as session:
        session.execute(delete(LearnerStanding))
        mark_all(session)
    return read_lines(app)


@BOTH
def test_a_page_makes_the_lines_of_its_own_organisation_and_the_background_those_of_all(
    app: Flask, trust: Trust, other_trust: Trust, database: Database
) -> None:
    for each in (trust, other_trust):
        told = statement(each, Verb.FAILED)
        told["context"] = told["context"] | {"registration": str(uuid.uuid4())}
        store(app, each.organisation, told)
    failed = STATES.index("not-passed")
    with app.app_context(), within(trust.organisation):
        read_statements(parts_of(app))
    with database.read() as session:
        ranks = {each.membership_id: each.rank for each in session.scalars(select(LearnerStanding))}
    assert ranks[trust.members["learner"]] == failed
    assert other_trust.members["learner"] not in ranks
    everybody = read_lines(app)
    assert everybody[other_trust.members["learner"]][0] == failed
    assert everybody[trust.members["learner"]][0] == failed
    assert made_anew(app) == everybody


@BOTH
def test_each_kind_of_change_makes_the_line_again(
    app: Flask, trust: Trust, database: Database
) -> None:
    learner = trust.members["learner"]
    begun = read_lines(app)
    assert set(begun) == {learner, trust.members["other-learner"]}
    assert begun[learner][:2] == (STATES.index("not-started"), lines.NO_DAY)

    store(app, trust.organisation, statement(trust, Verb.FAILED))
    assert read_lines(app)[learner][0] == STATES.index("not-passed")

    with database.write() as session:
        given = Assignment(
            organisation_id=trust.organisation, membership_id=learner, module=SLUG, due=TODAY
        )
        session.add(given)
    assert read_lines(app)[learner][1] == TODAY
    with database.write() as session:
        session.get_one(Assignment, given.id).withdrawn = True
    assert read_lines(app)[learner][1] == lines.NO_DAY

    with database.write() as session:
        rule = AssignmentRule(
            organisation_id=trust.organisation, role=Role.LEARNER, module=SLUG, days=14
        )
        session.add(rule)
    other = trust.members["other-learner"]
    assert read_lines(app)[other][1] < lines.NO_DAY
    with database.write() as session:
        session.delete(session.get_one(AssignmentRule, rule.id))
    assert read_lines(app)[other][1] == lines.NO_DAY

    joined = add(database, trust, "Dr Ines Valdaro")
    assert joined in read_lines(app)
    with database.write() as session:
        session.get_one(Membership, joined).ended = now()
    assert joined not in read_lines(app)

    with database.write() as session:
        session.delete(session.get_one(MembershipRole, (other, Role.LEARNER)))
    assert set(read_lines(app)) == {learner}
    assert read_lines(app) == made_anew(app)


def test_other_modules_make_all_lines_again(app: Flask, trust: Trust, database: Database) -> None:
    before = read_lines(app)
    with database.write() as session:
        session.get_one(StandingEdition, 1).modules = "what-was-served-before"
        session.execute(delete(LearnerStanding))
    assert read_lines(app) == before


def test_a_mark_that_comes_while_lines_are_made_stays(
    app: Flask, trust: Trust, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_lines(app)
    make = lines.make
    late = StandingMark(membership_id=trust.members["learner"])

    def make_and_be_overtaken(session: object, *rest: object) -> None:
        make(session, *rest)  # type: ignore[arg-type]
        session.add(late)  # type: ignore[attr-defined]

    monkeypatch.setattr(lines, "make", make_and_be_overtaken)
    with database.write() as session:
        session.add(StandingMark(membership_id=trust.members["learner"]))
    lines.bring_up_to_date(database, parts_of(app).shelf.course.for_audience("learners"), 1)
    with database.read() as session:
        assert [each.id for each in session.scalars(select(StandingMark))] == [late.id]


@BOTH
def test_the_order_is_that_of_the_rows_themselves(
    app: Flask, trust: Trust, database: Database
) -> None:
    """Thirty doctors in every mixture: the database's order is the one that their rows give in Python."""
    chance = random.Random(7)
    members = [trust.members["learner"]]
    for number in range(30):
        made = dt.datetime(2026, 9, 1, tzinfo=dt.UTC) + dt.timedelta(hours=chance.randrange(1500))
        member = add(
            database,
            trust,
            f"Dr Doctor {chance.choice('AEÉz')}{number}",
            made=made,
            supervisors=[trust.members["supervisor"]],
        )
        members.append(member)
        if chance.random() < 0.6:
            told = statement(
                trust,
                chance.choice([Verb.PASSED, Verb.FAILED, Verb.EXPERIENCED]),
                timestamp=f"2026-11-{chance.randrange(1, 25):02}T10:00:00Z",
            )
            told["actor"]["account"]["name"] = str(member)
            told["context"] = told["context"] | {"registration": str(uuid.uuid4())}
            store(app, trust.organisation, told)
        if chance.random() < 0.5:
            with database.write() as session:
                due = TODAY + dt.timedelta(days=chance.randrange(-20, 20))
                session.add(
                    Assignment(
                        organisation_id=trust.organisation,
                        membership_id=member,
                        module=SLUG,
                        due=due,
                    )
                )
    read_lines(app)
    asker = Member(
        trust.members["supervisor"], trust.organisation, uuid.uuid4(), frozenset({Role.SUPERVISOR})
    )
    with database.read() as session:
        rows = rows_for(session, members, parts_of(app).shelf.course.for_audience("learners"))

        def late(key: uuid.UUID) -> int:
            due = rows[key].due_by
            return max(0, (TODAY - due).days) if due else 0

        by_need = sorted(
            members,
            key=lambda key: (-late(key), STATES.index(rows[key].state), rows[key].active, key.hex),
        )
        assert list(finding.page(session, asker, View(), TODAY, most=None)) == by_need
        pages = [finding.page(session, asker, View(page=page), TODAY, 7) for page in range(1, 6)]
        assert [key for page in pages for key in page] == by_need
        numbers = finding.numbers(session, asker, TODAY)
        assert numbers.all == len(members)
        assert numbers.late == sum(late(key) > 0 for key in members)
        assert numbers.latest == (by_need[0], late(by_need[0]))
        only_late = finding.page(session, asker, View(late=True), TODAY, most=None)
        assert list(only_late) == by_need[: numbers.late]
        without = finding.page(session, asker, View(without=SLUG), TODAY, most=None)
        assert set(without) == {key for key in members if rows[key].state != "passed"}
        assert finding.found(session, asker, View(without=SLUG), TODAY) == len(without)


def test_a_name_is_found_by_its_parts_whatever_their_case(
    as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    for name in ("Dr Ana 100% Alves", "Dr Zoë Quill"):
        add(database, trust, name, supervisors=[trust.members["supervisor"]])
    page = as_supervisor.get("/supervision?name=alv+ANA").text
    assert "Dr Ana 100% Alves" in page
    assert "Zoë" not in page
    assert "Dr Ana 100% Alves" in as_supervisor.get("/supervision?name=100%25").text
    assert "Nobody is like that now" in as_supervisor.get("/supervision?name=_na").text


def test_a_page_that_is_not_there_leads_back(as_supervisor: Actor) -> None:
    assert as_supervisor.get("/supervision?page=2").status_code == 404
    for wrong in ("0", "-1", "x", "1e3", "99999999"):
        assert as_supervisor.get(f"/supervision?page={wrong}").status_code == 400


def test_the_table_is_shown_in_pages(
    as_supervisor: Actor, trust: Trust, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "PAGE", 2)
    monkeypatch.setattr(finding.page, "__defaults__", (2,))
    for number in range(4):
        add(database, trust, f"Dr Number {number}", supervisors=[trust.members["supervisor"]])
    first = as_supervisor.get("/supervision?order=name").text
    assert "5 doctors, page 1 of 3" in " ".join(first.split())
    assert "/supervision?order=name&amp;page=2" in first
    last = as_supervisor.get("/supervision?order=name&page=3").text
    assert "Dr Number 3" in last
    assert "Dr Number 2" not in last


def test_a_person_who_is_renamed_is_found_by_the_new_name(
    as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    with database.write() as session:
        person = session.get_one(Membership, trust.members["learner"]).person_id
        session.get_one(Person, person).name = "Dr Ngozi Obi"
    assert "Dr Ngozi Obi" in as_supervisor.get("/supervision?name=obi").text
