"""Two people write at once: nothing is overwritten unseen, and what they changed apart is put together."""

import html
import re

import pytest

from app.welcome.answers import Kept
from app.welcome.saving import merge
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.welcome.conftest import Pair


def write(who: Actor, pair: Pair, version: int, text: str) -> int:
    fields = {"e.alone:-:version": str(version), "e.alone:-:answer": text}
    return who.send(f"{pair.path}/sections/e", **fields).status_code


@BOTH
def test_both_edit_one_text_and_are_shown_the_choice(pair: Pair) -> None:
    pair.share()
    assert write(pair.supervisor, pair, 0, "Sedation") == 303
    assert write(pair.doctor, pair, 1, "Sedation, lumbar puncture") == 303
    fields = {"e.alone:-:version": "1", "e.alone:-:answer": "Nothing at night"}
    answer = pair.supervisor.send(f"{pair.path}/sections/e", **fields)
    assert answer.status_code == 409
    for text in ("Nothing at night", "Sedation, lumbar puncture", ">Sedation<"):
        assert text in answer.text
    assert "Sedation, lumbar puncture" in pair.doctor.get(f"{pair.path}/sections/e").text
    lost = pair.supervisor.get(f"{pair.path}/history").text
    assert "Nothing at night" in lost
    assert "Sedation, lumbar puncture" not in lost
    assert "Nothing at night" not in pair.doctor.get(f"{pair.path}/history").text
    forms = re.findall(r"<form.*?</form>", answer.text, re.DOTALL)
    both = next(form for form in forms if "Put both" in form)
    sent = {
        name: html.unescape(value)
        for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', both)
        if name != "csrf_token"
    }
    assert pair.supervisor.send(f"{pair.path}/sections/e", **sent).status_code == 303
    page = pair.doctor.get(f"{pair.path}/sections/e").text
    assert "Sedation, lumbar puncture\nNothing at night" in page


def test_the_script_is_told_of_a_clash_and_overwrites_nothing(pair: Pair) -> None:
    pair.share()
    write(pair.supervisor, pair, 0, "Sedation")
    fields = {"e.alone:-:version": "0", "e.alone:-:answer": "Lumbar puncture"}
    answer = pair.doctor.send(f"{pair.path}/sections/e/field", **fields)
    assert answer.status_code == 409
    assert "Sedation" in pair.doctor.get(f"{pair.path}/sections/e").text


def test_each_changes_another_part_of_a_row_and_both_stay(pair: Pair) -> None:
    pair.share()
    row = "11111111-1111-4111-8111-111111111111"
    head = f"e.skills:{row}"
    pair.doctor.send(
        f"{pair.path}/sections/e",
        **{f"{head}:version": "0", f"{head}:skill": "Chest drain", f"{head}:confidence": "1"},
    )
    pair.supervisor.send(
        f"{pair.path}/sections/e",
        **{f"{head}:version": "1", f"{head}:skill": "Chest drain", f"{head}:needed": "yes"},
    )
    answer = pair.doctor.send(
        f"{pair.path}/sections/e",
        **{f"{head}:version": "1", f"{head}:skill": "Chest drain", f"{head}:confidence": "2"},
    )
    assert answer.status_code == 303
    page = pair.supervisor.get(f"{pair.path}/sections/e").text
    assert re.search(r'<option value="yes" selected', page)
    assert "2 of 0 to 4" in page


def test_a_row_that_was_changed_is_not_removed_unseen(pair: Pair) -> None:
    pair.share()
    row = "11111111-1111-4111-8111-111111111111"
    head = f"e.skills:{row}"
    for version, name in ((0, "Chest drain"), (1, "Chest drain, small")):
        fields = {f"{head}:version": str(version), f"{head}:skill": name}
        pair.doctor.send(f"{pair.path}/sections/e", **fields)
    sent = {"field": "e.skills", "row": row}
    gone = pair.supervisor.send(f"{pair.path}/sections/e/remove", version="1", **sent)
    assert gone.status_code == 409
    assert "Chest drain, small" in pair.doctor.get(f"{pair.path}/sections/e").text
    assert (
        pair.supervisor.send(f"{pair.path}/sections/e/remove", version="2", **sent).status_code
        == 303
    )
    assert "Chest drain" not in pair.doctor.get(f"{pair.path}/sections/e").text


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "both"),
    [
        ({}, {"a": "1"}, {"b": "2"}, {"a": "1", "b": "2"}),
        ({"a": "0"}, {"a": "1"}, {"a": "0"}, {"a": "1"}),
        ({"a": "0"}, {"a": "0"}, {"a": "2"}, {"a": "2"}),
        ({"a": "0"}, {}, {"a": "0", "b": "2"}, {"b": "2"}),
        ({"a": "0"}, {"a": "1"}, {"a": "1"}, {"a": "1"}),
        ({"a": "0"}, {"a": "1"}, {"a": "2"}, None),
        ({"a": "0"}, {}, {"a": "2"}, None),
    ],
)
def test_parts_are_merged_unless_both_changed_one(
    before: dict[str, str],
    mine: dict[str, str],
    theirs: dict[str, str],
    both: dict[str, str] | None,
) -> None:
    made = merge(Kept(before), Kept(mine), Kept(theirs))
    assert (made and dict(made.value)) == both
