"""Prompts of the modules, and the way from a topic into the journal."""

from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.reflection.writing import HIDDEN, carried, send
from tests.app.trust import Trust

TOPIC = "/learn/culture/looking-after-yourself"
QUESTION = "self-text-three-sentences"
STEM = "Write three sentences for it"


def form_of(page: str) -> str:
    """Return the form of the topic's question that is answered by writing."""
    start = page.index(f"/questions/{QUESTION}#")
    return page[page.rindex("<form", 0, start) : page.index("</form>", start)]


def test_the_modules_bring_prompts(as_learner: Actor) -> None:
    listed = as_learner.get("/journal/new").text
    assert f"/journal/new/free?module=culture&amp;question={QUESTION}" in listed
    page = as_learner.get(f"/journal/new/free?module=culture&question={QUESTION}").text
    assert STEM in page and "What you write is not kept." not in page
    for module, question in (("culture", "self-a-rank-pay"), ("culture", "x"), ("x", QUESTION)):
        strange = as_learner.get(f"/journal/new/free?module={module}&question={question}")
        assert strange.status_code == 404


def test_what_is_written_in_a_topic_is_taken_along(as_learner: Actor) -> None:
    form = form_of(as_learner.get(TOPIC).text)
    way = f"/journal/from-topic/culture/{QUESTION}"
    assert f'formaction="{way}"' in form and "Write about this in your journal" in form
    page = as_learner.post(way, data={**dict(HIDDEN.findall(form)), "answer": "I sleep badly."})
    assert page.status_code == 200 and "I sleep badly." in page.text and STEM in page.text
    saved = send(as_learner, carried(page), text="I sleep badly.")
    shown = as_learner.get(saved.headers["Location"]).text
    assert "I sleep badly." in shown and STEM in shown


def test_what_is_taken_along_is_not_lost_with_the_sign_in(as_learner: Actor, trust: Trust) -> None:
    form = dict(HIDDEN.findall(form_of(as_learner.get(TOPIC).text)))
    as_learner.sign_out()
    way = f"/journal/from-topic/culture/{QUESTION}"
    answer = as_learner.post(way, data={**form, "answer": "I sleep badly."})
    wanted = f"/journal/unsaved/{form['form']}"
    assert answer.headers["Location"] == f"/sign-in?next={wanted}"
    as_learner.sign_in(trust.email("learner"))
    assert "I sleep badly." in as_learner.get(wanted).text


def test_a_supervisor_has_a_journal_too(sign_in: SignIn, trust: Trust) -> None:
    supervisor = sign_in(trust.email("supervisor"))
    assert (
        send(supervisor, carried(supervisor.get("/journal/new/three")), what="x").status_code == 303
    )
    assert 'href="/journal"' in supervisor.get("/account").text
    assert 'href="/journal"' not in sign_in(trust.email("administrator")).get("/account").text
