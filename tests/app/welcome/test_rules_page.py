"""The page on which a trust changes its rules: checked with lines, compared, taken, taken back."""

from app.settings import ROOT
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair

OURS = (ROOT / "modules" / "needs_rules.yaml").read_text(encoding="utf-8")
PATH = "/welcome-meeting/rules"


def test_a_changed_file_is_checked_shown_and_taken(
    pair: Pair, as_administrator: Actor, sign_in: SignIn, other_trust: Trust
) -> None:
    pair.save(pair.doctor, "d", **{"d.gap:-:answer": "14"})
    pair.share()
    text = OURS.replace("step: Longer shadowing;", "step: Three weeks beside the registrar;")
    assert text != OURS
    answer = as_administrator.send(PATH, text=text)
    assert "Changed: R26, Three weeks beside the registrar" in answer.text
    assert "Three weeks" not in pair.doctor.get(f"{pair.path}/proposals").text
    assert as_administrator.send(PATH, text=text, do="take").status_code == 303
    assert "Three weeks" in pair.doctor.get(f"{pair.path}/proposals").text
    assert as_administrator.get(f"{PATH}/file").text == text
    assert as_administrator.get(f"{PATH}/file?which=course").text == OURS
    other = sign_in(other_trust.email("administrator"))
    assert other.get(f"{PATH}/file").text == OURS
    as_administrator.send(f"{PATH}/back")
    assert "Three weeks" not in pair.doctor.get(f"{pair.path}/proposals").text


def test_a_mistake_is_told_with_its_line_and_the_text_stays(as_administrator: Actor) -> None:
    text = OURS.replace("includes: paper-records", "includes: papyrus")
    answer = as_administrator.send(PATH, text=text, do="take")
    assert answer.status_code == 400
    assert "has no option &#39;papyrus&#39;" in answer.text
    assert "needs_rules.yaml:" in answer.text
    assert "includes: papyrus" in answer.text
    assert "papyrus" not in as_administrator.get(f"{PATH}/file").text


def test_no_rule_of_a_trust_may_tell_the_supervisor_what_is_private(
    as_administrator: Actor,
) -> None:
    text = OURS.replace("shown: img", "shown: both")
    answer = as_administrator.send(PATH, text=text, do="take")
    assert answer.status_code == 400
    assert "which only the doctor may be told of" in answer.text


def test_doctors_and_supervisors_do_not_change_the_rules(pair: Pair) -> None:
    assert pair.doctor.get(PATH).status_code == 403
    assert pair.supervisor.send(PATH, text=OURS, do="take").status_code == 403
