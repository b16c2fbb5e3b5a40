"""The browser's twins agree with Python on every shared vector, and on how feedback reads."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from course.marking import mark
from course.model import Module
from course.render import Renderer
from tests.browser.answering import right, wrong
from tests.browser.lms.learner import Learner, course_frame
from tests.browser.lms.server import Play
from tests.packager.sample_course import sample_course

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

VECTORS = Path(__file__).parents[2] / "course" / "vectors"
FILES = {
    "marking": "marking",
    "drawing": "drawing",
    "responses": "responses",
    "suspend_data": "suspendData",
    "course_state": "courseState",
}


def disagreements(page: Page, vectors: Any, function: str) -> list[str]:
    """Return the cases on which the browser's twin differs."""
    found: list[str] = page.evaluate(
        "async ([vectors, name]) => (await import('/twins.js'))[name](vectors)", [vectors, function]
    )
    return found


@pytest.mark.parametrize(("file", "function"), FILES.items())
def test_the_browser_agrees_with_python_on_every_vector(
    page: Page, play: Play, file: str, function: str
) -> None:
    vectors = json.loads((VECTORS / f"{file}.json").read_text(encoding="utf-8"))
    page.goto(f"{play().address}/twins.html")
    assert disagreements(page, vectors, function) == []


def test_every_file_of_vectors_has_its_twin() -> None:
    assert {path.stem for path in VECTORS.glob("*.json")} == set(FILES)


def test_a_vector_that_is_wrong_is_noticed(page: Page, play: Play) -> None:
    vectors = json.loads((VECTORS / "marking.json").read_text(encoding="utf-8"))
    vectors["cases"][0]["result"]["scaled"] = 0.123
    page.goto(f"{play().address}/twins.html")
    assert len(disagreements(page, vectors, "marking")) == 1


def words(html: str) -> str:
    """Return the words of some HTML."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


@pytest.mark.parametrize("choose", [right, wrong])
def test_feedback_in_a_package_reads_as_the_server_renders_it(
    page: Page, play: Play, sample: Module, tmp_path: Path, choose: Any
) -> None:
    renderer = Renderer(
        sample_course(tmp_path / "again"),
        image_url=lambda _module, path: path,
        topic_url=lambda _module, topic: topic.slug,
    )
    page.goto(f"{play().address}/frame.html?show=package/index.html")
    learner = Learner(course_frame(page), sample)
    for topic in sample.topics:
        learner.open(f"topic-{topic.slug}")
        for question in sample.of_purpose("practice", topic.slug):
            learner.practise(question, choose)
            feedback = learner.frame.locator(f"#feedback-{question.id}").inner_html()
            response = choose(question)
            rendered = renderer.feedback(question, response, mark(question, response))
            assert words(feedback) == words(rendered)


@pytest.mark.parametrize("choose", [right, wrong])
def test_the_look_back_in_a_package_reads_as_the_server_renders_it(
    page: Page, play: Play, sample: Module, tmp_path: Path, choose: Any
) -> None:
    renderer = Renderer(
        sample_course(tmp_path / "again"),
        image_url=lambda _module, path: path,
        topic_url=lambda _module, topic: topic.slug,
    )
    page.goto(f"{play().address}/frame.html?show=package/index.html")
    learner = Learner(course_frame(page), sample)
    learner.take_assessment(choose)
    reviews = learner.frame.locator(".fs-review")
    assert reviews.count() == sample.assessment.draw
    for at in range(reviews.count()):
        question = sample.question(str(reviews.nth(at).get_attribute("id")).removeprefix("review-"))
        response = choose(question)
        rendered = renderer.review(question, response, mark(question, response))
        assert words(reviews.nth(at).inner_html()) == words(rendered)
