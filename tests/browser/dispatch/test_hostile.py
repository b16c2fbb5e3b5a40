"""Pages that mean no good: around the course, inside the frame, and beside it."""

from typing import Any, Final

import pytest
from playwright.sync_api import Frame, Page

from tests.browser.dispatch.lms import Lms
from tests.browser.dispatch.served import Dispatch, inside, learner, thin
from tests.browser.lms.strict import SCORM12
from tests.support.browser import PageFaults

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PROTOCOL: Final = "first-shift-dispatch-1"
SETTLE_MS: Final = 400
"""Long enough for messages between two windows of one machine."""

SNAPSHOT: Final[dict[str, Any]] = {
    "location": "second",
    "suspendData": "x",
    "percent": 100,
    "standing": {
        "hasAssessment": True,
        "read": True,
        "passed": True,
        "tried": True,
        "exhausted": False,
    },
    "progress": 1,
    "topics": [],
}
ANSWER: Final[dict[str, Any]] = {
    "n": 900,
    "module": "sample",
    "question": "first-single",
    "topic": "first",
    "nth": 1,
    "latencyMs": 5,
    "words": {"type": "choice", "response": "b", "patterns": ["b"], "result": "correct"},
}

POST: Final = """([message, origin]) => window.parent.postMessage(message, origin)"""


@pytest.fixture
def lms(page: Page, dispatch: Dispatch) -> Lms:
    """Give a strict system with the sample, dispatched and open."""
    return Lms(page, dispatch(), SCORM12)


def nonce_of(course: Frame) -> str:
    """Return the number of the launch, which the course knows."""
    found: str = course.evaluate("window.FS_LAUNCH.nonce")
    return found


def letter(kind: str, body: Any, nonce: str) -> dict[str, Any]:
    """Return a message as the course writes it."""
    return {"protocol": PROTOCOL, "nonce": nonce, "type": kind, "body": body}


def changed_by(lms: Lms, sender: Frame, messages: list[Any]) -> list[list[str]]:
    """Return what the system was told while a window sent messages, its own clock left out."""
    lms.page.wait_for_timeout(SETTLE_MS)
    before = len(told(lms))
    for message in messages:
        sender.evaluate(POST, [message, lms.system.address])
    lms.page.wait_for_timeout(SETTLE_MS)
    return told(lms)[before:]


def told(lms: Lms) -> list[list[str]]:
    """Return what was written, but for what a commit that was due writes by itself."""
    return [each for each in lms.sets() if not each[0].endswith("session_time")]


def with_(of: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return a copy with other fields."""
    return {**of, **fields}


BAD_BODIES: Final[dict[str, tuple[str, Any]]] = {
    "no body": ("save", None),
    "a text for a body": ("save", "save"),
    "a list for a body": ("save", [1, SNAPSHOT]),
    "no number": ("save", {"snapshot": SNAPSHOT}),
    "one field more": ("save", {"n": 1, "snapshot": with_(SNAPSHOT, more=1)}),
    "state too long": ("save", {"n": 1, "snapshot": with_(SNAPSHOT, suspendData="x" * 64_001)}),
    "state with a line end": ("save", {"n": 1, "snapshot": with_(SNAPSHOT, suspendData="x\ny")}),
    "percent over 100": ("save", {"n": 1, "snapshot": with_(SNAPSHOT, percent=101)}),
    "percent as text": ("save", {"n": 1, "snapshot": with_(SNAPSHOT, percent="100")}),
    "progress below 0": ("save", {"n": 1, "snapshot": with_(SNAPSHOT, progress=-1)}),
    "location as markup": ("save", {"n": 1, "snapshot": with_(SNAPSHOT, location="<b>")}),
    "standing half": ("save", {"n": 1, "snapshot": with_(SNAPSHOT, standing={"passed": True})}),
    "topics too many": (
        "save",
        {
            "n": 1,
            "snapshot": with_(
                SNAPSHOT,
                topics=[
                    {
                        "module": None,
                        "id": "a",
                        "title": "",
                        "status": "completed",
                        "progress": 1,
                        "scaled": 1,
                    }
                ]
                * 501,
            ),
        },
    ),
    "a type of 2004": (
        "answered",
        with_(ANSWER, words=with_(ANSWER["words"], type="long-fill-in")),
    ),
    "a word of 2004": (
        "answered",
        with_(ANSWER, words=with_(ANSWER["words"], result="incorrect")),
    ),
    "answer too long": (
        "answered",
        with_(ANSWER, words=with_(ANSWER["words"], response="x" * 4001)),
    ),
    "id with a space": ("answered", with_(ANSWER, question="first single")),
    "patterns without end": (
        "answered",
        with_(ANSWER, words=with_(ANSWER["words"], patterns=["b"] * 101)),
    ),
    "time that ran back": ("answered", with_(ANSWER, latencyMs=-1)),
    "a commit that is no word": ("commit", {"n": 1, "now": "yes"}),
    "an unknown kind": (
        "LMSSetValue",
        {"n": 1, "element": "cmi.core.lesson_status", "value": "passed"},
    ),
    "a kind of every object": ("constructor", {}),
}


@pytest.mark.parametrize("bad", BAD_BODIES.values(), ids=BAD_BODIES)
def test_garbage_from_the_frame_reaches_no_learning_system(lms: Lms, bad: tuple[str, Any]) -> None:
    course = lms.launch().frame
    nonce = nonce_of(course)
    assert changed_by(lms, course, [letter(*bad, nonce)]) == []
    # What is well made is heard, so that the silence above means something.
    assert changed_by(lms, course, [letter("save", {"n": 1, "snapshot": SNAPSHOT}, nonce)]) != []


def test_garbage_around_a_message_is_not_heard(lms: Lms) -> None:
    course = lms.launch().frame
    nonce = nonce_of(course)
    good = letter("save", {"n": 1, "snapshot": SNAPSHOT}, nonce)
    wrong: list[Any] = [
        None,
        "save",
        17,
        [],
        with_(good, protocol="first-shift-dispatch-2"),
        with_(good, nonce="0" * 32),
        with_(good, nonce=[nonce]),
        with_(good, type=["save"]),
        with_(good, type="__proto__"),
    ]
    assert changed_by(lms, course, wrong) == []


def test_a_flood_is_cut_off(lms: Lms) -> None:
    course = lms.launch().frame
    nonce = nonce_of(course)
    lms.page.wait_for_timeout(SETTLE_MS)
    before = lms.names().count(lms.standard.commit)
    course.evaluate(
        """([message, origin]) => {
            for (let n = 1; n <= 2000; n += 1) {
                message.body = {n, now: true};
                window.parent.postMessage(message, origin);
            }
        }""",
        [letter("commit", {}, nonce), lms.system.address],
    )
    lms.page.wait_for_timeout(2_000)
    assert lms.names().count(lms.standard.commit) - before < 450


def test_a_third_window_of_the_right_origin_is_not_heard(lms: Lms) -> None:
    course = lms.launch().frame
    nonce = nonce_of(course)
    # A second course of our server, in the thin page beside the first, under a launch of its own.
    thin(lms.page).evaluate(
        """async () => {
            const frame = document.createElement("iframe");
            frame.name = "third";
            document.body.append(frame);
            const form = document.createElement("form");
            form.method = "post";
            form.action = window.FS_DATA.dispatch.launch;
            form.target = "third";
            for (const [name, value] of [["nonce", "f".repeat(32)], ["seat", ""], ["visit", "take"]]) {
                const input = document.createElement("input");
                input.name = name;
                input.value = value;
                form.append(input);
            }
            document.body.append(form);
            form.submit();
        }"""
    )
    thin(lms.page).wait_for_selector("iframe[name=third]")
    third = next(frame for frame in lms.page.frames if frame.name == "third")
    third.wait_for_selector("[data-section]", state="attached")
    assert third.evaluate("location.origin") == course.evaluate("location.origin")
    message = letter("save", {"n": 1, "snapshot": SNAPSHOT}, nonce)
    assert changed_by(lms, third, [message]) == []
    assert changed_by(lms, course, [message]) != []


def test_the_number_of_an_earlier_launch_opens_nothing(lms: Lms, page_faults: PageFaults) -> None:
    course = lms.launch().frame
    old = nonce_of(course)
    thin(lms.page).evaluate("document.querySelector('[data-do=again]').click()")
    thin(lms.page).wait_for_function(
        "(old) => document.querySelector('iframe').name !== old",
        arg=course.name,
    )
    again = learner(lms.page, lms.sample).frame
    assert nonce_of(again) != old
    assert changed_by(lms, again, [letter("save", {"n": 1, "snapshot": SNAPSHOT}, old)]) == []


def test_a_page_of_another_origin_gets_no_course_and_takes_no_seat(
    page: Page, dispatch: Dispatch, page_faults: PageFaults
) -> None:
    page_faults.allow("the server responded with a status of 403")
    lms = Lms(page, dispatch(origins=("https://lms.trust.example",)), SCORM12)
    with page.expect_response(lambda answer: answer.status == 403):
        lms.start()
    refusal = next(frame for frame in page.frames if frame.url.endswith("/launch"))
    words = refusal.locator("body").text_content() or ""
    assert "belongs to no learning system that its licence names" in words
    assert "Alder Valley" not in words and "elearning@" not in words
    assert lms.server.taken(lms.licence) == 0


def test_a_stolen_ticket_shows_nothing_in_another_page(
    lms: Lms, page: Page, dispatch: Dispatch, page_faults: PageFaults
) -> None:
    page_faults.allow("frame-ancestors|Refused to frame|Framing")
    stolen = lms.launch().frame.evaluate("location.href")
    thief = dispatch(origins=("https://lms.trust.example",)).system
    page.goto(f"{thief.address}/frame.html?show={stolen}")
    page.wait_for_timeout(SETTLE_MS)
    assert all("[data-section]" not in frame.content() for frame in page.frames)
    assert not any(frame.url.startswith(lms.server.address) for frame in page.frames)


def test_a_page_that_opens_the_course_in_a_window_cannot_speak_to_it(
    lms: Lms, page: Page, dispatch: Dispatch, page_faults: PageFaults
) -> None:
    page_faults.allow("Failed to execute 'postMessage'")
    course = lms.launch().frame
    stolen, nonce = course.evaluate("location.href"), nonce_of(course)
    thief = dispatch(origins=("https://lms.trust.example",)).system
    page.goto(f"{thief.address}/frame.html?show=about:blank")
    page.evaluate(
        "window.HEARD = []; addEventListener('message', (e) => window.HEARD.push(e.data))"
    )
    with page.expect_popup() as opened:
        page.evaluate("(address) => { window.COURSE = window.open(address) }", stolen)
    window = opened.value
    window.wait_for_selector("[data-section]", state="attached")
    welcome = {
        "standard": "scorm12",
        "location": "assessment",
        "suspendData": "",
        "mode": "normal",
        "credit": True,
    }
    page.evaluate(
        "([message, origin]) => setInterval(() => window.COURSE.postMessage(message, origin), 100)",
        [letter("welcome", welcome, nonce), lms.server.address],
    )
    window.get_by_text("did not open a session").wait_for(timeout=15_000)
    assert page.evaluate("window.HEARD") == []


def test_the_course_cannot_lead_the_learning_system_away(lms: Lms, page_faults: PageFaults) -> None:
    page_faults.allow("Unsafe attempt|sandbox|SecurityError|navigate")
    course = lms.launch().frame
    course.evaluate("try { window.top.location = 'about:blank' } catch {}")
    lms.page.wait_for_timeout(SETTLE_MS)
    assert lms.page.url.startswith(lms.system.address)
    assert inside(lms.page).url.startswith(lms.server.address)
