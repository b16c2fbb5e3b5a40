"""A doctor's first page: short enough to read between two shifts, and no link less."""

import re

from tests.app.actors import Actor

HELP = "/organisation/overlay/answers/help"
PEOPLE = "/organisation/overlay/answers/people"


def test_the_trusts_numbers_are_folded_at_its_foot_and_the_first_stands_at_its_head(
    as_administrator: Actor, as_learner: Actor
) -> None:
    as_administrator.send(HELP, crash_number="4455", switchboard_number="0 1234")
    as_administrator.send(PEOPLE, wellbeing_lead="Dr A. Bell")
    page = as_learner.get("/learn").text
    folded = re.findall(r"<details(?![^>]* open).*?</details>", page, re.DOTALL)
    in_view = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    assert in_view.count("4455") == 1
    for text in ("4455", "0 1234", "Dr A. Bell"):
        assert any(text in part for part in folded), text
    for way in ("/help#help", "/help#people"):
        assert f'href="{way}"' in in_view
