"""Several modules in one xAPI package: one launch, and statements about each module and the whole."""

import json
import re
import uuid
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from course.model import Course, Module
from course.vocabulary import COURSE, module_iri, topic_iri
from packager import PackageOptions
from tests.browser.answering import wrong
from tests.browser.lms.learner import Learner
from tests.browser.lms.record_store import HOME_PAGE, RecordStore, Statement, until
from tests.browser.lms.server import Serve
from tests.packager.several import READING, course_of_two

pytest_plugins = ["tests.browser.lms.fixtures", "tests.browser.lms.xapi_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SAMPLE = module_iri("sample")


@pytest.fixture
def two(tmp_path: Path) -> Course:
    """Give a course of two modules."""
    return course_of_two(tmp_path / "two")


@pytest.fixture
def address(serve: Serve, two: Course, store: RecordStore) -> str:
    """Give the address that launches both modules in one package."""
    served = serve(two, ("sample", READING), PackageOptions(format="xapi"))
    account = {"homePage": HOME_PAGE, "name": "ada"}
    parameters = {
        "endpoint": store.endpoint,
        "auth": f"Basic {store.credential()[1]}",
        "actor": json.dumps({"account": account}),
        "registration": str(uuid.uuid4()),
        "activity_id": COURSE,
    }
    return f"{served.address}/package/index.html?{urlencode(parameters)}"


def enter(page: Page, module: Module) -> Learner:
    """Open a module by its link."""
    page.get_by_role("link", name=module.title).click()
    return opened(page, module)


def opened(page: Page, module: Module) -> Learner:
    """Return a learner in the module that is open."""
    handle = page.wait_for_selector("iframe.fs-framed__page")
    inner = handle.content_frame() if handle else None
    assert inner is not None
    inner.wait_for_selector("[data-progress]:not([hidden])")
    return Learner(inner, module)


def about(told: list[Statement], name: str) -> list[str]:
    """Return what the statements with a verb are about."""
    return [each["object"]["id"] for each in told if each["verb"]["id"].endswith(f"/{name}")]


def test_each_module_and_the_whole_are_told(
    page: Page, store: RecordStore, two: Course, address: str
) -> None:
    sample, reading = two.modules
    page.goto(address)
    page.locator("[data-module-state]", has_text=re.compile(r"\w")).first.wait_for(state="attached")
    learner = enter(page, sample)
    learner.practise_topic("first")
    learner.take_assessment(wrong)
    learner.take_assessment()
    learner.frame.get_by_role("link", name="All modules").first.click()
    learner = enter(page, reading)
    for topic in reading.topics:
        learner.practise_topic(topic.slug)
    page.goto("about:blank")
    assert until(lambda: "terminated" in store.verbs())
    told = store.statements()
    assert about(told, "failed") == [SAMPLE]
    assert about(told, "passed")[0] == SAMPLE
    assert set(about(told, "completed")) >= {SAMPLE, module_iri(READING)}
    assert about(told, "initialized") == about(told, "terminated") == [COURSE]
    assert topic_iri("sample", "first") in about(told, "experienced")
    assert about(told, "passed").count(COURSE) == about(told, "completed").count(COURSE) == 1
    again = len(told)
    page.goto(address)
    page.locator("[data-module-state]", has_text=re.compile(r"\w")).first.wait_for(state="attached")
    item = page.locator("li", has=page.locator("[data-module=sample]"))
    assert "passed with 100%" in (item.text_content() or "")
    learner = opened(page, reading)
    learner.open(f"topic-{reading.topics[0].slug}")
    page.goto("about:blank")
    assert until(lambda: store.verbs().count("terminated") == 2)
    later = store.statements()[again:]
    assert about(later, "passed") == about(later, "completed") == []
