"""A form from its beginning to the signatures of both, as the two go through it."""

import re

from flask import Flask

from tests.app.actors import Actor
from tests.app.learning.walking import open_all_topics
from tests.app.welcome.conftest import Pair


def test_both_find_the_form(pair: Pair) -> None:
    assert pair.path in pair.doctor.get("/welcome-meeting").text
    assert pair.path in pair.supervisor.get("/welcome-meeting").text
    assert pair.doctor.get(pair.path).status_code == 200


def test_all_optional_fields_blank_can_be_shared_met_and_signed_and_nothing_is_red(
    pair: Pair,
) -> None:
    pair.share()
    pair.ready()
    for who in (pair.doctor, pair.supervisor):
        for section in "abcdefgh":
            page = who.get(f"{pair.path}/sections/{section}").text
            assert "error" not in page
            assert "incomplete" not in page.lower()
    assert pair.sign(pair.doctor).status_code == 303
    assert "waiting" not in pair.supervisor.get(f"{pair.path}/sign").text
    assert pair.sign(pair.supervisor).status_code == 303
    assert "Signed" in pair.doctor.get(pair.path).text
    assert "Version 1" in pair.doctor.get(f"{pair.path}/versions").text


def test_every_page_of_the_form_can_be_opened_by_both(pair: Pair) -> None:
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)
    places = [
        *("", "/needs", "/meeting", "/proposals", "/actions", "/sign", "/versions", "/versions/1"),
        *("/download", "/download/file?kind=pdf", "/download/file?kind=word"),
        *("/download/file?kind=data", "/reviews/3", "/reviews/6", "/reviews/12"),
        *("/sections/review-3", "/sections/review-12", "/needs?months=3", "/sign?months=3"),
        *("/share", "/withdraw", "/pass-on"),
    ]
    for who in (pair.doctor, pair.supervisor):
        for place in places:
            answer = who.get(pair.path + place)
            assert answer.status_code == 200, (place, answer.text)
    assert pair.doctor.get("/welcome-meeting/blank.pdf").data.startswith(b"%PDF")


def test_what_is_typed_and_wrong_comes_back_with_one_sentence(pair: Pair) -> None:
    answer = pair.send(
        pair.doctor, "d", {"d.gap:-:answer": "many", "d.pmq:-:answer": "Six years, in Russian"}
    )
    assert answer.status_code == 400
    assert "Enter a whole number from 0 to 240." in answer.text
    assert 'value="many"' in answer.text
    assert "Six years, in Russian" in pair.doctor.get(f"{pair.path}/sections/d").text


def test_the_script_saves_one_field_and_learns_its_version(pair: Pair) -> None:
    path = f"{pair.path}/sections/b/field"
    field = {"b.hope:-:version": "0", "b.hope:-:answer": "A day without getting lost"}
    answer = pair.doctor.send(path, **field)
    assert answer.status_code == 200
    assert answer.json is not None
    assert list(answer.json["versions"].values()) == [1]
    assert re.fullmatch(r"Saved at \d\d:\d\d", answer.json["sentence"])
    long = {"b.hope:-:version": "1", "b.hope:-:answer": "x" * 601}
    answer = pair.doctor.send(path, **long)
    assert answer.status_code == 400
    assert "take 1 out" in answer.text


def test_a_doctor_without_a_supervisor_is_told_how_it_comes(sign_in: object, trust: object) -> None:
    actor: Actor = sign_in(trust.email("other-learner"))  # type: ignore[operator, attr-defined]
    assert "Nobody supervises you yet" in actor.get("/welcome-meeting").text


def test_a_topic_that_was_read_asks_its_owner_whether_the_action_is_done(
    pair: Pair, app: Flask
) -> None:
    pair.save(pair.doctor, "a", **{"a.nhs_before:-:answer": "observed"})
    pair.share()
    pair.doctor.send(f"{pair.path}/proposals", key="R02", answer="added")
    assert "Is it done?" not in pair.doctor.get(f"{pair.path}/actions").text
    open_all_topics(app, pair.doctor)
    assert "Is it done?" in pair.doctor.get(f"{pair.path}/actions").text
    assert "Is it done?" not in pair.supervisor.get(f"{pair.path}/actions").text


def test_a_review_that_does_not_exist_is_told_with_those_that_do(pair: Pair) -> None:
    for place in ("/needs", "/sign"):
        pair.share()
        answer = pair.doctor.get(f"{pair.path}{place}?months=4")
        assert answer.status_code == 400
        assert "knows no “4”. It takes 0, 3, 6 or 12." in answer.text
        assert f'<a href="{pair.path}{place}">Open the page without it</a>' in answer.text
