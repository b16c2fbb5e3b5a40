"""Passing a form on: the new supervisor sees what was ticked, the former one nothing any more."""

import pytest

from app.database import Database
from app.organisations.models import Supervision
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair


@pytest.fixture
def successor(database: Database, sign_in: SignIn, trust: Trust) -> Actor:
    """Let another supervisor supervise the doctor too."""
    with database.write() as session:
        session.add(
            Supervision(
                organisation_id=trust.organisation,
                supervisor_id=trust.members["other-supervisor"],
                learner_id=trust.members["learner"],
            )
        )
    return sign_in(trust.email("other-supervisor"))


def pass_on(pair: Pair, trust: Trust, *sections: str) -> str:
    answer = pair.doctor.send(
        f"{pair.path}/pass-on",
        supervisor=str(trust.members["other-supervisor"]),
        sections=list(sections),
    )
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_only_what_was_ticked_is_found_by_the_new_supervisor(
    pair: Pair, successor: Actor, trust: Trust
) -> None:
    pair.save(pair.doctor, "d", **{"d.pmq:-:answer": "PASSED ON"})
    pair.save(pair.doctor, "c", **{"c.else:-:answer": "KEPT BACK"})
    pair.share()
    pair.ready()
    pair.save(pair.supervisor, "f", **{"f.obs:-:answer": "KEPT BACK TOO"})
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)
    new = pass_on(pair, trust, "a", "d", "e", "f", "actions")
    assert "PASSED ON" in successor.get(f"{new}/sections/d").text
    assert "Lumbar puncture" in successor.get(f"{new}/sections/e").text
    assert "Give handover twice" in successor.get(f"{new}/actions").text
    for section in "abcdefgh":
        assert "KEPT BACK" not in successor.get(f"{new}/sections/{section}").text
    assert "Version" not in successor.get(f"{new}/versions").text
    assert successor.get(pair.path).status_code == 404
    assert pair.supervisor.get(pair.path).status_code == 404
    assert pair.supervisor.get(new).status_code == 404
    assert "KEPT BACK" in pair.doctor.get(f"{pair.path}/sections/c").text
    answer = pair.doctor.send(
        f"{pair.path}/sections/b", **{"b.hope:-:version": "0", "b.hope:-:answer": "late"}
    )
    assert answer.status_code == 409


def test_nothing_ticked_is_a_form_that_is_not_shared(
    pair: Pair, successor: Actor, trust: Trust
) -> None:
    pair.save(pair.doctor, "d", **{"d.pmq:-:answer": "KEPT BACK"})
    pair.share()
    new = pass_on(pair, trust)
    assert successor.get(f"{new}/sections/d").status_code == 404
    assert "KEPT BACK" not in pair.doctor.get(f"{new}/sections/d").text


def test_only_to_a_supervisor_of_ones_own_and_only_by_the_doctor(pair: Pair, trust: Trust) -> None:
    pair.share()
    sent = {"supervisor": str(trust.members["other-supervisor"]), "sections": ["a"]}
    assert pair.doctor.send(f"{pair.path}/pass-on", **sent).status_code == 404
    assert pair.supervisor.send(f"{pair.path}/pass-on", **sent).status_code == 403


def test_nobody_begins_or_passes_on_with_a_supervisor_who_is_deactivated(
    pair: Pair, successor: Actor, as_administrator: Actor, trust: Trust
) -> None:
    pair.share()
    other = str(trust.members["other-supervisor"])
    assert as_administrator.send(f"/people/{other}/deactivate").status_code == 303
    for path, sent in (
        (f"{pair.path}/pass-on", {"supervisor": other, "sections": ["a"]}),
        ("/welcome-meeting/start", {"supervisor": other}),
    ):
        answer = pair.doctor.send(path, **sent)
        assert answer.status_code == 409
        assert "is deactivated" in answer.text
