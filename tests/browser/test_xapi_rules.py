"""The parts of the xAPI trackers by themselves: statements, contexts, agents, the queue, what is kept."""

import json
import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from playwright.sync_api import Page

from course.marking import an_answer
from course.player_data import player_data
from lrs import Authority
from packager.xapi_data import xapi_data
from tests.browser.lms.record_store import HOME_PAGE, empty_store
from tests.browser.lms.server import Play
from tests.browser.test_player_rules import imported
from tests.packager.sample_course import sample_course

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"


def test_ids_are_uuids_of_version_4_and_differ(page: Page, play: Play) -> None:
    expression = "Array.from({length: 200}, () => it.uuid())"
    found = imported(page, play, "tracker/xapi/statements.js", expression, None)
    form = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    assert all(form.fullmatch(each) for each in found)
    assert len(set(found)) == 200


@pytest.mark.parametrize(
    ("percent", "whole", "score"),
    [
        (83.33, True, {"scaled": 0.8333, "raw": 83, "min": 0, "max": 100}),
        (79.99, True, {"scaled": 0.7999, "raw": 79, "min": 0, "max": 100}),
        (83.33, False, {"scaled": 0.8333, "raw": 83.33, "min": 0, "max": 100}),
        (100, True, {"scaled": 1, "raw": 100, "min": 0, "max": 100}),
    ],
)
def test_a_score_is_never_rounded_up_to_a_mark(
    page: Page, play: Play, percent: float, whole: bool, score: dict[str, float]
) -> None:
    expression = "it.scoreOf(...value)"
    found = imported(page, play, "tracker/xapi/statements.js", expression, [percent, whole])
    assert found == score


def test_a_template_is_added_to_and_never_overwritten(page: Page, play: Play) -> None:
    template = {
        "registration": "theirs",
        "language": "cy",
        "contextActivities": {"grouping": [{"id": "urn:a"}], "other": {"id": "urn:o"}},
        "extensions": {SESSION_ID: "s1"},
    }
    additions = {
        "registration": "ours",
        "revision": "1.0.0",
        "platform": None,
        "activities": {"grouping": [{"id": "urn:a", "x": 1}, {"id": "urn:b"}]},
        "extensions": {SESSION_ID: "s2", "urn:e": 1},
    }
    before = json.dumps(template)
    expression = "[it.enriched(...value), JSON.stringify(value[0])]"
    found, kept = imported(
        page, play, "tracker/xapi/statements.js", expression, [template, additions]
    )
    assert found == {
        "registration": "theirs",
        "language": "cy",
        "revision": "1.0.0",
        "platform": None,
        "contextActivities": {
            "grouping": [{"id": "urn:a"}, {"id": "urn:b"}],
            "other": {"id": "urn:o"},
        },
        "extensions": {SESSION_ID: "s1", "urn:e": 1},
    }
    assert json.loads(kept) == json.loads(before)


AGENTS = [
    (
        {"name": ["Ada"], "mbox": ["mailto:ada@lms.example"], "objectType": ["Agent"]},
        {"objectType": "Agent", "name": "Ada", "mbox": "mailto:ada@lms.example"},
    ),
    (
        {"mbox": "ada@lms.example"},
        {"objectType": "Agent", "mbox": "mailto:ada@lms.example"},
    ),
    (
        {"account": [{"accountServiceHomePage": "https://lms.example", "accountName": 7}]},
        {"objectType": "Agent", "account": {"homePage": "https://lms.example", "name": "7"}},
    ),
    (
        {"mbox": "mailto:a@b.example", "account": {"homePage": "https://l.example", "name": "a"}},
        {"objectType": "Agent", "account": {"homePage": "https://l.example", "name": "a"}},
    ),
    ({"openid": ["https://id.example/"]}, {"objectType": "Agent", "openid": "https://id.example/"}),
    ({"name": "Nobody"}, None),
    ("text", None),
]


def test_agents_of_old_and_new_systems_become_agents_with_one_identity(
    page: Page, play: Play
) -> None:
    given = [json.dumps(each) for each, _ in AGENTS] + ["{no json"]
    found = imported(page, play, "tracker/xapi/tincan-launch.js", "value.map(it.agentOf)", given)
    assert found == [each for _, each in AGENTS] + [None]


def test_an_authorisation_without_a_scheme_gets_the_usual_one(page: Page, play: Play) -> None:
    given = ["Basic YTpi", "YTpi", "Bearer x"]
    found = imported(
        page, play, "tracker/xapi/tincan-launch.js", "value.map(it.authorizationOf)", given
    )
    assert found == ["Basic YTpi", "Basic YTpi", "Bearer x"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://lms.example/back?x=1", "https://lms.example/back?x=1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("nowhere", ""),
        (None, ""),
    ],
)
def test_only_an_address_of_the_web_leads_back(
    page: Page, play: Play, text: str | None, address: str
) -> None:
    found = imported(page, play, "tracker/xapi/launch-parameters.js", "it.webAddress(value)", text)
    assert found == address


# A queue before an LRS that answers from a list, then with 200. What it was sent is noted.
QUEUE = """(async () => {
  const sent = [], said = [], endpoint = {
    outlives: () => value.outlives ?? true,
    send: async (method, resource, { body }) => {
      sent.push(JSON.parse(body).map((each) => each.id));
      const status = value.answers.length ? value.answers.shift() : 200;
      return { status, text: "", etag: null };
    },
  };
  const kept = { read: () => value.kept ?? null, write: (it) => { kept.value = it; },
                 clear: () => { kept.value = null; } };
  const queue = new it.StatementQueue(endpoint, {
    kept, onSaving: (saved) => said.push(saved), onEnded: () => said.push("ended"),
    isClosed: async () => value.closed ?? false,
  });
  const statement = (id) => ({ id, object: {id: "urn:o"}, verb: {id: "urn:v"},
                               pad: "x".repeat(value.size ?? 0) });
  if (value.opening) queue.open(statement(value.opening));
  for (const id of value.ids) queue.add(statement(id));
  const done = [];
  for (let round = 0; round < (value.rounds ?? 1); round += 1) done.push(await queue.flush());
  if (value.last) done.push(await queue.leave(statement(value.last)));
  clearTimeout(queue.timer);
  return { sent, said, done, kept: kept.value?.map((each) => each.id) ?? [] };
})()"""


@pytest.fixture
def queue(page: Page, play: Play) -> Callable[..., dict[str, Any]]:
    """Give a function that runs a queue before an LRS with these answers."""

    def run(ids: str = "abc", **value: Any) -> dict[str, Any]:
        value = {"answers": [], **value, "ids": list(ids)}
        found: dict[str, Any] = imported(page, play, "tracker/xapi/queue.js", QUEUE, value)
        return found

    return run


def test_what_waits_goes_in_one_request(queue: Callable[..., dict[str, Any]]) -> None:
    found = queue()
    assert (found["sent"], found["done"], found["kept"]) == ([["a", "b", "c"]], [True], [])


@pytest.mark.parametrize("status", [0, 408, 429, 500, 503])
def test_what_did_not_arrive_is_sent_again_unchanged_and_in_order(
    queue: Callable[..., dict[str, Any]], status: int
) -> None:
    found = queue(answers=[status, status], rounds=3)
    assert found["sent"] == [["a", "b", "c"]] * 3
    assert found["done"] == [False, False, True]
    assert found["said"] == [False, False, True]


def test_what_waits_is_kept_for_a_page_that_is_lost(queue: Callable[..., dict[str, Any]]) -> None:
    assert queue(answers=[503])["kept"] == ["a", "b", "c"]
    kept = [{"id": "k", "object": {"id": "urn:o"}, "verb": {"id": "urn:v"}}]
    assert queue(kept=kept)["sent"] == [["k", "a", "b", "c"]]


def test_of_a_refused_batch_each_goes_by_itself_and_the_bad_one_is_left_out(
    queue: Callable[..., dict[str, Any]],
) -> None:
    found = queue(answers=[400, 200, 400, 200])
    assert found["sent"] == [["a", "b", "c"], ["a"], ["b"], ["c"]]
    assert (found["done"], found["kept"]) == ([True], [])


def test_a_statement_that_is_there_already_counts_as_stored(
    queue: Callable[..., dict[str, Any]],
) -> None:
    found = queue(answers=[409, 409, 200, 200], opening="o")
    assert found["sent"] == [["o", "a", "b", "c"], ["o"], ["a"], ["b"], ["c"]]
    assert (found["done"], found["said"]) == ([True], [True])


def test_an_outage_in_the_middle_of_a_parted_batch_repeats_only_what_is_left(
    queue: Callable[..., dict[str, Any]],
) -> None:
    found = queue(answers=[400, 200, 0], rounds=2)
    assert found["sent"] == [["a", "b", "c"], ["a"], ["b"], ["b", "c"]]


@pytest.mark.parametrize(
    ("answers", "closed", "opening"),
    [
        ([401], False, "o"),
        ([403, 403], True, "o"),
        ([403, 403], False, "o"),
        ([400, 400], False, "o"),
    ],
)
def test_a_closed_session_is_noticed_and_nothing_follows(
    queue: Callable[..., dict[str, Any]], answers: list[int], closed: bool, opening: str
) -> None:
    found = queue(answers=answers, closed=closed, opening=opening, last="z")
    assert found["said"] == ["ended"]
    assert len(found["sent"]) == len(answers)
    assert found["done"] == [False, False]


def test_one_that_is_forbidden_alone_is_left_out_and_three_in_a_row_end_it(
    queue: Callable[..., dict[str, Any]],
) -> None:
    assert queue(answers=[403, 200, 403, 200])["said"] == [True]
    assert queue("abcd", answers=[403, 200, 403, 403, 403])["said"] == ["ended"]


def test_a_request_is_never_so_long_that_it_dies_with_the_page(
    queue: Callable[..., dict[str, Any]],
) -> None:
    found = queue("abcdefg", size=9_000)
    assert found["sent"] == [["a", "b", "c"], ["d", "e", "f"], ["g"]]
    assert queue("ab", size=40_000)["sent"] == [["a"], ["b"]]


def test_the_last_statement_goes_behind_the_rest(queue: Callable[..., dict[str, Any]]) -> None:
    found = queue(answers=[503], last="z")
    assert found["sent"] == [["a", "b", "c"], ["a", "b", "c", "z"]]
    assert found["done"] == [False, True]


def test_on_the_way_out_results_go_before_answers_where_not_all_fits(
    page: Page, play: Play
) -> None:
    statements = [{"id": n, "result": {"response": "x" * 900}} for n in range(10)]
    statements.insert(5, {"id": "passed", "result": {"success": True}})
    statements.append({"id": "terminated"})
    expression = "it.fitting(value, 5000).map((each) => each.id)"
    found = imported(page, play, "tracker/xapi/queue.js", expression, statements)
    assert found == [0, 1, 2, 3, 4, "passed", "terminated"]


def test_where_the_browser_keeps_nothing_nothing_breaks(page: Page, play: Play) -> None:
    expression = """(() => {
        for (const name of ["localStorage", "sessionStorage"])
          Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
        const kept = new it.Kept("localStorage", "x");
        kept.clear();
        return [kept.write({a: 1}), kept.read()];
    })()"""
    assert imported(page, play, "tracker/xapi/kept.js", expression, None) == [False, None]


TOLD = """(async () => {
  const { Voice } = await import("/player/tracker/xapi/voice.js");
  const voice = new Voice(value.data, it.cmi5Surroundings(value.launch, value.data));
  const recorded = value.questions.map((question) => ({
    module: "sample", question, response: value.responses[question.id] ?? null,
    correct: true, scaled: 1, latencyMs: 1234, nth: 2,
  }));
  return [
    voice.initialized(), voice.experienced("sample", "first", 10),
    ...recorded.map((each) => voice.answered(each, value.progress, Date.now())),
    voice.tried({module: "sample", percent: 81.25, passed: true, nth: 1, spentMs: 5000, at: Date.now()}),
    voice.judged({percent: 81.25, passed: true, spentMs: 5000, at: Date.now()}),
    voice.judged({percent: 12.5, passed: false, spentMs: 5000, at: Date.now()}),
    voice.completed(90_000), voice.terminated(90_000),
  ];
})()"""


@pytest.mark.parametrize(("mastery", "progress"), [(None, None), (0.8, 0), (0, 100), (0.1234, 7)])
def test_every_statement_is_one_that_a_strict_store_takes(
    page: Page, play: Play, tmp_path: Path, mastery: float | None, progress: int | None
) -> None:
    module = sample_course(tmp_path / "again").modules[0]
    value = {
        "data": xapi_data([module]),
        "progress": progress,
        "questions": player_data(module, Markup)["questions"],
        "responses": {each.id: list(an_answer(each)) for each in module.questions},
        "launch": {
            "template": {"extensions": {SESSION_ID: "s1"}},
            "registration": "3f2f4f40-3a6e-4b9c-9a55-0c8f4b1c8f10",
            "masteryScore": mastery,
            "activityId": "https://lms.example/au",
            "actor": {"account": {"homePage": "https://lms.example", "name": "a"}},
        },
    }
    said = imported(page, play, "tracker/xapi/cmi5-context.js", TOLD, value)
    lrs = empty_store(tmp_path / "lrs.db")
    ids = lrs.store(json.dumps(said).encode(), Authority.internal(str(uuid.uuid4()), HOME_PAGE))
    lrs.close()
    assert ids == tuple(each["id"] for each in said)
    assert len(said) == 7 + len(module.questions)
