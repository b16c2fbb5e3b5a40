"""The two ratings: hidden until both have finished, never guessed, and what follows from them."""

import re

from tests.app.actors import Actor
from tests.app.welcome.conftest import Pair


def rate(who: Actor, pair: Pair, do: str = "save", **ratings: str) -> int:
    fields = {name.replace("__", ":"): value for name, value in ratings.items()}
    return who.send(f"{pair.path}/needs", do=do, **fields).status_code


def test_neither_sees_the_other_before_both_have_finished(pair: Pair) -> None:
    pair.share()
    assert rate(pair.doctor, pair, "finish", img__n09="0", img__n20="1") == 303
    page = pair.supervisor.get(f"{pair.path}/needs").text
    assert "selected" not in page.split("seen:n09")[0].split("needed:n09")[1].split("</select>")[0]
    data = pair.supervisor.get(f"{pair.path}/download/file?kind=data").json
    assert data is not None
    assert data["needs"] == []
    assert "R50" not in pair.doctor.get(f"{pair.path}/proposals").text
    assert rate(pair.supervisor, pair, needed__n09="3") == 303
    assert "side by side" not in pair.doctor.get(f"{pair.path}/needs").text
    assert rate(pair.supervisor, pair, "finish", needed__n09="3", needed__n04="4") == 303
    for who in (pair.doctor, pair.supervisor):
        page = who.get(f"{pair.path}/needs").text
        assert "Needs, side by side" in page
        assert "Before working alone" in page
        assert "Spot a patient" not in page  # of n04 one rating is missing
        assert "Refer by phone" not in page


def test_numbers_that_were_compared_stay_and_what_was_seen_may_follow(pair: Pair) -> None:
    pair.share()
    rate(pair.doctor, pair, "finish", img__n20="3")
    rate(pair.supervisor, pair, "finish", needed__n20="3")
    assert rate(pair.doctor, pair, img__n20="1") == 409
    assert "Side by side" not in pair.supervisor.get(f"{pair.path}/needs?add=seen").text
    assert 'name="seen:n20"' in pair.supervisor.get(f"{pair.path}/needs?add=seen").text
    assert "side by side" in pair.doctor.get(f"{pair.path}/needs?add=seen").text
    assert rate(pair.supervisor, pair, seen__n20="1") == 400  # without an example
    assert (
        rate(pair.supervisor, pair, seen__n20="1", example__n20="The call took ten minutes") == 303
    )
    page = pair.doctor.get(f"{pair.path}/needs").text
    assert "Talk first: you see this differently" in page
    assert "The call took ten minutes" in page


def test_nobody_gives_the_others_rating_and_nothing_is_no_rating(pair: Pair) -> None:
    pair.share()
    assert rate(pair.doctor, pair, needed__n20="1") == 404
    assert rate(pair.supervisor, pair, img__n20="1") == 404
    assert rate(pair.doctor, pair, "finish", img__n20="") == 400
    assert rate(pair.doctor, pair, img__n20="7") == 400


def test_a_suggestion_for_the_list_is_the_supervisors_to_take(pair: Pair) -> None:
    pair.share()
    rate(pair.doctor, pair, "finish", img__n09="0")
    rate(pair.supervisor, pair, "finish", needed__n09="3")
    key = "R51/n09"
    assert pair.doctor.send(f"{pair.path}/proposals", key=key, answer="alone").status_code == 403
    assert (
        pair.supervisor.send(f"{pair.path}/proposals", key=key, answer="alone").status_code == 303
    )
    assert (
        "Use the electronic prescribing system" in pair.doctor.get(f"{pair.path}/sections/e").text
    )


def test_a_proposal_is_put_away_until_an_answer_behind_it_changes(pair: Pair) -> None:
    pair.save(pair.doctor, "d", **{"d.gap:-:answer": "14"})
    assert "Nothing is shared now" in pair.doctor.get(f"{pair.path}/proposals").text
    pair.share()
    assert "Longer shadowing" in pair.supervisor.get(f"{pair.path}/proposals").text
    pair.supervisor.send(f"{pair.path}/proposals", key="R26", answer="no")
    assert "Not needed: 1" in pair.doctor.get(f"{pair.path}/proposals").text
    pair.save(pair.doctor, "d", **{"d.gap:-:answer": "20"})
    assert "Not needed: 1" not in pair.doctor.get(f"{pair.path}/proposals").text
    for _ in range(2):  # sent twice, it is added once
        pair.doctor.send(f"{pair.path}/proposals", key="R26", answer="added")
    assert pair.doctor.get(f"{pair.path}/actions").text.count('class="app-action"') == 1


def test_what_is_private_is_proposed_to_the_doctor_alone_and_titled_neutrally(pair: Pair) -> None:
    pair.save(pair.doctor, "g", **{"g.visa:-:answer": "help", "g.faith:-:answer": "help"})
    pair.share()
    assert "never your supervisor" in pair.doctor.get(f"{pair.path}/proposals").text
    assert "R46" not in pair.supervisor.get(f"{pair.path}/proposals").text
    answer = pair.supervisor.send(f"{pair.path}/proposals", key="R46", answer="added")
    assert answer.status_code == 404
    pair.doctor.send(f"{pair.path}/proposals", key="R46", answer="added")
    page = pair.supervisor.get(f"{pair.path}/actions").text
    assert "Talk with HR" in page
    assert "visa" not in page.lower()
    assert "Talk with HR" not in pair.supervisor.get(f"{pair.path}/download/file?kind=data").text


def test_proposals_stand_in_groups_of_which_the_first_or_the_one_answered_is_open(
    pair: Pair,
) -> None:
    pair.save(pair.doctor, "d", **{"d.gap:-:answer": "14"})
    pair.share()
    rate(pair.doctor, pair, "finish", img__n09="0", img__n20="0", img__n22="0")
    rate(pair.supervisor, pair, "finish", needed__n09="3", needed__n20="3", needed__n22="3")
    page = pair.supervisor.get(f"{pair.path}/proposals").text
    groups = re.findall(r"<details[^>]*?( open)?>\s*<summary[^>]*><span[^>]*>([^<]+)<", page)
    assert [words for _, words in groups if ": " in words] == [
        "Prescribing: 2 proposals, 2 about patients at risk",
        "Team: 3 proposals, 2 about patients at risk",
        "Steps at work: 2 proposals",
    ]
    assert [bool(is_open) for is_open, words in groups if ": " in words] == [True, False, False]
    assert "Longer shadowing" in page  # folded, and there without any script
    answer = pair.supervisor.send(
        f"{pair.path}/proposals", key="R50/n22", answer="later", group="team"
    )
    page = pair.supervisor.get(answer.headers["Location"]).text
    assert re.search(r"<details[^>]* open>\s*<summary[^>]*><span[^>]*>Team: 2 proposals", page)
    assert not re.search(r"<details[^>]* open>\s*<summary[^>]*><span[^>]*>Prescribing", page)
    assert "Prescribing: 2" in pair.supervisor.get(f"{pair.path}/proposals?group=none").text
