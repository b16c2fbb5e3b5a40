"""The demonstration: who is in it, what they did, and that it stays apart."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.database import Database
from app.demo import people
from app.demo.start import demonstrate, demonstration_settings
from app.evidence.models import Certificate
from app.factory import create_app
from app.organisations.models import Organisation
from app.records.models import OutboxStatement
from app.services import KEY
from app.settings import Settings, read_settings
from app.supervision.models import Progress
from tests.app.actors import Actor
from tests.course.course_files import write_course


@pytest.fixture
def demo(tmp_path: Path) -> Settings:
    return demonstration_settings(
        read_settings(
            {
                "FIRSTSHIFT_INSTANCE": str(tmp_path),
                "FIRSTSHIFT_MODULES": str(write_course(tmp_path)),
                "FIRSTSHIFT_PUBLIC_ADDRESS": "https://learn.example",
                "FIRSTSHIFT_LRS_ENDPOINT": "https://lrs.example/xapi",
                "FIRSTSHIFT_LRS_KEY": "key",
                "FIRSTSHIFT_LRS_SECRET": "secret",
            }
        )
    )


def passwords(table: str) -> dict[str, str]:
    lines = (line.split() for line in table.splitlines())
    return {line[-2]: line[-1] for line in lines}


def test_it_touches_no_real_data_and_no_other_record_store(demo: Settings, tmp_path: Path) -> None:
    demonstrate(demo, "http://127.0.0.1:8000")
    files = {file.name for file in tmp_path.glob("*.sqlite")}
    assert files == {"demo.sqlite"}
    assert (demo.lrs_endpoint, demo.public_address) == ("", "")


def test_its_passwords_are_new_at_each_start_and_the_old_ones_end(demo: Settings) -> None:
    first = passwords(demonstrate(demo, "http://127.0.0.1:8000"))
    second = passwords(demonstrate(demo, "http://127.0.0.1:8000"))
    assert set(first) == {part.email for part in people.PARTS}
    assert not set(first.values()) & set(second.values())
    assert len(set(second.values())) == len(people.PARTS)
    app = create_app(demo)
    app.test_client_class = Actor
    for given, status in ((first, 400), (second, 302)):
        actor = app.test_client()
        assert isinstance(actor, Actor)
        email = people.PARTS[0].email
        assert actor.sign_in(email, given[email]).status_code == status
    app.extensions[KEY].database.close()
    app.extensions[KEY].embedded_lrs.close()


def test_it_is_in_england_and_its_people_have_chosen_nothing(demo: Settings) -> None:
    demonstrate(demo, "http://127.0.0.1:8000")
    database = Database(demo.database_url)
    with database.read() as session:
        assert session.scalars(select(Organisation.nation)).one() == "ENG"
        assert set(session.scalars(select(Person.nation))) == {None}
    database.close()


def test_its_learners_have_really_gone_as_far_as_is_said(demo: Settings) -> None:
    demonstrate(demo, "http://127.0.0.1:8000")
    database = Database(demo.database_url)
    with database.read() as session:
        rows = session.scalars(select(Progress)).all()
        waiting = session.scalars(select(OutboxStatement)).all()
    database.close()
    assert waiting == []
    reached = sorted(
        (row.completed is not None, row.passed is not None, row.failed is not None) for row in rows
    )
    learners = [part for part in people.PARTS if part.goes]
    assert len(rows) == len(learners)
    assert (True, True, False) in reached
    assert (True, False, True) in reached
    assert reached.count((False, False, False)) == 2


def test_a_doctor_has_a_journal_and_her_supervisor_one_entry_of_it(demo: Settings) -> None:
    first = passwords(demonstrate(demo, "http://127.0.0.1:8000"))
    app = create_app(demo)
    app.test_client_class = Actor
    seen = {}
    for who, path in (("adaeze", "/journal"), ("meera", "/journal/shared-with-me")):
        actor = app.test_client()
        assert isinstance(actor, Actor)
        email = f"{who}@{people.DOMAIN}"
        actor.sign_in(email, first[email])
        seen[who] = actor.get(path).text
    app.extensions[KEY].database.close()
    app.extensions[KEY].embedded_lrs.close()
    assert "Your 3 entries" in seen["adaeze"] and "Draft</strong>" in seen["adaeze"]
    assert seen["meera"].count("app-entries__link") == 1


def test_it_certifies_what_was_passed_with_keys_of_its_own(demo: Settings, tmp_path: Path) -> None:
    demonstrate(demo, "http://127.0.0.1:8000")
    database = Database(demo.database_url)
    with database.read() as session:
        certified = session.scalars(select(Certificate)).all()
        passed = session.scalars(select(Progress).where(Progress.passed.is_not(None))).all()
    database.close()
    assert certified and len(certified) == len(passed)
    assert (tmp_path / "demo-signing-keys").exists()
    assert not (tmp_path / "signing-keys").exists()
