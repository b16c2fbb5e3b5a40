"""How a person is called, and how that is said: their own words, seen by their supervisors."""

from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust


def test_a_name_is_shown_to_its_person_and_their_supervisor_and_to_no_other(
    as_learner: Actor, as_supervisor: Actor, sign_in: SignIn, trust: Trust
) -> None:
    fields = {"preferred_name": "  Ada ", "said": "AY-dah EH-zeh"}
    assert as_learner.send("/account/name", **fields).status_code == 302
    account = as_learner.get("/account").text
    assert "Called Ada, said “AY-dah EH-zeh”" in account
    assert "Your account: </span>Ada</a>" in account
    assert "Called Ada, said “AY-dah EH-zeh”" in as_supervisor.get("/supervision").text
    doctor = as_supervisor.get(f"/supervision/{trust.members['learner']}").text
    assert "Called Ada, said “AY-dah EH-zeh”." in doctor
    other = sign_in(trust.email("other-supervisor"))
    assert "Ada" not in other.get("/supervision").text
    as_learner.send("/account/name", preferred_name="", said="")
    assert "Not told" in as_learner.get("/account").text
    assert "Dr Ngozi Eze</a>" in as_learner.get("/account").text


def test_a_name_that_is_too_long_is_refused_and_kept_in_the_field(as_learner: Actor) -> None:
    long = "A" * 61
    answer = as_learner.send("/account/name", preferred_name=long, said="ah")
    assert answer.status_code == 400
    assert 'href="#preferred_name"' in answer.text
    assert long in answer.text


def test_what_is_written_in_a_name_is_no_markup(as_learner: Actor, as_supervisor: Actor) -> None:
    as_learner.send("/account/name", preferred_name="<b>Ada</b>", said="")
    assert "<b>Ada" not in as_supervisor.get("/supervision").text
