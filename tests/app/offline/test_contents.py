"""What a phone is given to keep: all of a module, nothing of its assessment, and nothing is opened by it."""

from flask import Flask

from tests.app.actors import Actor
from tests.app.learning.walking import SLUG, module_of, statements


def test_everything_that_is_named_can_be_fetched_and_opens_nothing(
    app: Flask, as_learner: Actor
) -> None:
    contents = as_learner.get(f"/learn/{SLUG}/kept").get_json()
    assert {page["address"] for page in contents["pages"]} >= {
        f"/learn/{SLUG}",
        *(f"/learn/{SLUG}/{topic.slug}" for topic in module_of(app).topics),
    }
    for address in (*(page["copy"] for page in contents["pages"]), *contents["files"]):
        with as_learner.get(address) as answer:
            assert answer.status_code == 200, address
    assert any(file.endswith(".svg") and "/images/" in file for file in contents["files"])
    assert statements(app) == []


def test_a_copy_tells_by_itself_that_it_is_read_and_an_opened_topic_does_not(
    app: Flask, as_learner: Actor
) -> None:
    topic = module_of(app).topics[0].slug
    assert "data-unopened" in as_learner.get(f"/learn/{SLUG}/kept/{topic}").text
    assert "data-unopened" not in as_learner.get(f"/learn/{SLUG}/{topic}").text


def test_the_answers_to_the_assessment_stay_on_the_server(app: Flask, as_learner: Actor) -> None:
    given = as_learner.get(f"/learn/{SLUG}/practice.json").get_json()
    purposes = {question["purpose"] for question in given["questions"]}
    assert purposes == {"practice"}
    assert len(given["questions"]) == len(module_of(app).of_purpose("practice"))


def test_the_mark_changes_with_what_is_shown_first(as_learner: Actor) -> None:
    before = as_learner.get(f"/learn/{SLUG}/kept").get_json()
    assert f'data-mark="{before["mark"]}"' in as_learner.get(f"/learn/{SLUG}").text
    as_learner.send("/account/nation", nation="WAL")
    after = as_learner.get(f"/learn/{SLUG}/kept").get_json()
    assert after["mark"] != before["mark"]


def test_the_worker_serves_the_whole_site_and_runs_nothing_foreign(client: Actor) -> None:
    answer = client.get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "/offline" in answer.text.splitlines()[0]


def test_the_page_for_want_of_network_names_nobody(client: Actor, as_learner: Actor) -> None:
    assert client.get("/offline").status_code == 200
    assert as_learner.get("/offline").status_code == 200


def test_a_copy_says_of_which_moment_it_is(app: Flask, as_learner: Actor) -> None:
    topic = module_of(app).topics[0].slug
    said = "shows what you had done by"
    for copy in (f"/learn/{SLUG}/kept.html", f"/learn/{SLUG}/kept/{topic}"):
        page = as_learner.get(copy).text
        assert said in page and " data-kept-copy>" in page
    for fresh in (f"/learn/{SLUG}", f"/learn/{SLUG}/{topic}"):
        page = as_learner.get(fresh).text
        assert said not in page and "data-kept-copy" not in page


def test_the_first_page_and_a_topic_tell_what_is_newest(app: Flask, as_learner: Actor) -> None:
    mark = as_learner.get(f"/learn/{SLUG}/kept").get_json()["mark"]
    for path in ("/learn", f"/learn/{SLUG}/{module_of(app).topics[0].slug}"):
        assert f"{SLUG}={mark}" in as_learner.get(path).text


def test_the_numbers_for_getting_help_are_kept_too(as_learner: Actor) -> None:
    pages = as_learner.get(f"/learn/{SLUG}/kept").get_json()["pages"]
    assert {"address": "/help", "copy": "/help"} in pages
