"""Who sees what: each class in each state for each of the two, and nobody else anything."""

import itertools
import uuid
from typing import get_args

import pytest
from sqlalchemy import delete

from app.database import Database
from app.organisations.models import MembershipRole, Role, Supervision
from app.welcome.access import Side, in_files, shown
from course.welcome_form.model import Field, FieldClass, Part
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair

PARTS = (Part("answer", "Answer", "text"),)
PLACES = [
    *("", "/sections/a", "/sections/b", "/sections/review-3", "/needs", "/meeting", "/proposals"),
    *("/actions", "/sign", "/versions", "/versions/1", "/download", "/download/file?kind=data"),
    *("/share", "/withdraw", "/pass-on", "/reviews/3", "/readers", "/history"),
    "/take-back",
    "/actions/00000000-0000-0000-0000-000000000007",
    "/scans/00000000-0000-0000-0000-000000000007",
]
POSTS = [
    *("/sections/b", "/sections/b/field", "/sections/b/remove", "/share", "/withdraw"),
    *("/needs", "/needs/field", "/proposals", "/no-action", "/sign", "/meeting/pen"),
    *("/meeting/held", "/reviews/move", "/readers", "/withhold", "/pass-on", "/sign-on-paper"),
    "/take-back",
]


def field(class_: FieldClass, by: str, section: str = "c") -> Field:
    return Field(f"{section}.x", "X", by, class_, True, PARTS)  # type: ignore[arg-type]


@pytest.mark.parametrize("class_", get_args(FieldClass))
@pytest.mark.parametrize("by", ["img", "sup", "both"])
@pytest.mark.parametrize(("shared", "withheld"), list(itertools.product([False, True], repeat=2)))
def test_each_class_in_each_state(
    class_: FieldClass, by: str, shared: bool, withheld: bool
) -> None:
    ours = field(class_, by)
    assert shown(ours, Side.IMG, shared=shared, withheld=withheld)
    assert shown(ours, Side.SUP, shared=shared, withheld=withheld) is (shared and not withheld)
    set_up = field(class_, by, "a")
    always = by != "img"
    assert shown(set_up, Side.SUP, shared=shared, withheld=withheld) is (
        always or (shared and not withheld)
    )
    assert in_files(ours) is (class_ != "NX")
    assert in_files(ours, ticked=True)


def test_before_sharing_the_supervisor_sees_section_a_and_nothing_else(pair: Pair) -> None:
    pair.save(pair.doctor, "a", **{"a.nhs_before:-:answer": "observed"})
    pair.save(pair.doctor, "c", **{"c.else:-:answer": "SECRET"})
    page = pair.supervisor.get(f"{pair.path}/sections/a")
    assert page.status_code == 200
    assert "a.nhs_before" not in page.text
    assert "has not shared the form" in pair.supervisor.get(pair.path).text
    open_ = {"", "/sections/a", "/needs", "/share", "/withdraw", "/pass-on", "/history"}
    open_.add("/take-back")
    for place in PLACES:
        answer = pair.supervisor.get(pair.path + place)
        assert (answer.status_code == 200) is (place in open_), place
        assert "SECRET" not in answer.text
    fields = {"c.else:-:version": "0", "c.else:-:answer": "mine"}
    assert pair.supervisor.send(f"{pair.path}/sections/c", **fields).status_code == 404


def test_nobody_writes_what_is_the_others(pair: Pair) -> None:
    pair.share()
    fields = {"b.hope:-:version": "0", "b.hope:-:answer": "PUT THERE"}
    pair.supervisor.send(f"{pair.path}/sections/b", **fields)
    assert "PUT THERE" not in pair.doctor.get(f"{pair.path}/sections/b").text
    fields = {"h.escalate:-:version": "0", "h.escalate:-:answer": "PUT THERE"}
    pair.doctor.send(f"{pair.path}/sections/h", **fields)
    assert "PUT THERE" not in pair.supervisor.get(f"{pair.path}/sections/h").text
    assert pair.supervisor.send(f"{pair.path}/share").status_code == 403
    assert pair.supervisor.send(f"{pair.path}/withdraw").status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [("other-learner", 404), ("other-supervisor", 404), ("administrator", 403)],
)
def test_nobody_else_finds_the_form(
    pair: Pair, sign_in: SignIn, trust: Trust, who: str, status: int
) -> None:
    pair.share()
    other = sign_in(trust.email(who))
    token = other.token()
    for place in PLACES:
        assert other.get(pair.path + place).status_code == status, place
    for place in POSTS:
        answer = other.post(pair.path + place, data={"csrf_token": token, "do": "safety"})
        assert answer.status_code in {status, 400}, place
        assert pair.path not in answer.text


def test_the_same_roles_of_another_trust_do_not_find_it(
    pair: Pair, sign_in: SignIn, other_trust: Trust
) -> None:
    pair.share()
    for who in ("learner", "supervisor"):
        other = sign_in(other_trust.email(who))
        for place in PLACES:
            assert other.get(pair.path + place).status_code == 404, place


def test_a_supervisor_who_no_longer_supervises_loses_it_at_once(
    pair: Pair, database: Database, trust: Trust
) -> None:
    pair.share()
    assert pair.supervisor.get(f"{pair.path}/sections/b").status_code == 200
    with database.write() as session:
        session.execute(
            delete(Supervision).where(Supervision.learner_id == trust.members["learner"])
        )
    for place in PLACES:
        assert pair.supervisor.get(pair.path + place).status_code == 404, place
    assert pair.doctor.get(f"{pair.path}/sections/b").status_code == 200


def test_lead_and_administrator_see_states_and_dates_and_no_word(
    pair: Pair, as_administrator: Actor, database: Database, sign_in: SignIn, trust: Trust
) -> None:
    pair.save(pair.doctor, "c", **{"c.observe:-:answer": "SECRET"})
    pair.share()
    pair.ready()
    with database.write() as session:
        lead = trust.members["lms-administrator"]
        session.add(MembershipRole(membership_id=lead, role=Role.LEAD))
    for actor in (as_administrator, sign_in(trust.email("lms-administrator"))):
        page = actor.get("/welcome-meeting/states").text
        assert "Dr Ngozi Eze" in page
        assert "Shared on" in page
        assert "SECRET" not in page
        assert "Give handover twice" not in page
        assert actor.get(pair.path).status_code == 403
    doctor = f"/supervision/{trust.members['learner']}"
    assert "Lumbar puncture" in pair.supervisor.get(doctor).text
    pair.doctor.send(f"{pair.path}/withdraw")
    assert "Lumbar puncture" not in pair.supervisor.get(doctor).text
    pair.share()
    page = pair.supervisor.get("/supervision").text
    assert "Form shared" in page


def test_an_answer_that_was_taken_back_is_the_doctors_alone(pair: Pair) -> None:
    pair.save(pair.doctor, "b", **{"b.proud:-:answer": "SECRET"})
    pair.share()
    assert "SECRET" in pair.supervisor.get(f"{pair.path}/sections/b").text
    row = pair.path.rsplit("/", 1)[1]
    pair.doctor.send(f"{pair.path}/withhold", field="b.proud", row=row, so="yes")
    for place in ("/sections/b", "/sign", "/download/file?kind=data"):
        assert "SECRET" not in pair.supervisor.get(pair.path + place).text
    assert "SECRET" in pair.doctor.get(f"{pair.path}/sections/b").text
    pair.doctor.send(f"{pair.path}/withhold", field="b.proud", row=row, so="")
    assert "SECRET" in pair.supervisor.get(f"{pair.path}/sections/b").text


def test_what_is_kept_shows_no_word_to_whoever_holds_the_database(
    pair: Pair, database: Database
) -> None:
    pair.save(pair.doctor, "c", **{"c.else:-:answer": "SECRET WORDS"})
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    with database.engine.connect() as connection:
        for table in ("welcome_answer", "welcome_action", "welcome_version", "welcome_former"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert b"SECRET WORDS" not in repr(rows).encode()
            assert b"handover" not in repr(rows).encode()


def test_a_row_taken_back_and_then_removed_does_not_come_back_in_what_was_signed(
    pair: Pair,
) -> None:
    key = uuid.uuid4()
    row = f"c.langs:{key}"
    pair.send(pair.doctor, "c", {f"{row}:language": "Yoruba", f"{row}:level": "fluent"})
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)
    assert "Yoruba" in pair.supervisor.get(f"{pair.path}/versions/1").text
    pair.doctor.send(f"{pair.path}/withhold", field="c.langs", row=str(key), so="yes")
    pair.doctor.send(f"{pair.path}/sections/c/remove", field="c.langs", row=str(key), version="1")
    assert "Yoruba" not in pair.doctor.get(f"{pair.path}/sections/c").text
    assert str(key) not in pair.doctor.get(f"{pair.path}/sections/c").text
    for page in ("versions", "versions/1"):
        assert "Yoruba" not in pair.supervisor.get(f"{pair.path}/{page}").text


def test_a_lead_who_supervised_the_doctor_before_opens_their_page(
    pair: Pair, trust: Trust, database: Database
) -> None:
    supervisor = trust.members["supervisor"]
    with database.write() as session:
        session.add(MembershipRole(membership_id=supervisor, role=Role.LEAD))
        session.execute(delete(Supervision).where(Supervision.supervisor_id == supervisor))
    page = pair.supervisor.get(f"/supervision/{trust.members['learner']}")
    assert page.status_code == 200
