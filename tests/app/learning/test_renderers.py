"""The renderers that a process keeps: by content, and not without end."""

from pathlib import Path

from app.learning.renderers import Reading, Renderers
from course.model import Course
from course.render import Renderer
from tests.packager.sample_course import sample_course


def new(course: Course) -> Renderer:
    return Renderer(course, image_url=lambda _, path: path, topic_url=lambda _, topic: topic.slug)


def test_a_renderer_is_kept_until_the_course_is_read_again(tmp_path: Path) -> None:
    course, again = sample_course(tmp_path / "a"), sample_course(tmp_path / "b")
    renderers, reading = Renderers(), Reading("SCO", "digest")
    made = renderers.keep(course, reading, new(course))
    assert renderers.find(course, reading) is made
    assert renderers.find(course, Reading("SCO", "other")) is None
    assert renderers.find(course, Reading("WAL", "digest")) is None
    assert renderers.find(again, reading) is None
    assert renderers.readings == ()


def test_of_two_who_make_the_same_the_faster_counts(tmp_path: Path) -> None:
    course, renderers, reading = sample_course(tmp_path), Renderers(), Reading(None, "")
    first = renderers.keep(course, reading, new(course))
    assert renderers.keep(course, reading, new(course)) is first


def test_of_too_many_the_one_that_was_used_longest_ago_goes(tmp_path: Path) -> None:
    course, renderers = sample_course(tmp_path), Renderers(most=2)
    readings = [Reading(None, digest) for digest in "abc"]
    for reading in readings[:2]:
        renderers.keep(course, reading, new(course))
    renderers.find(course, readings[0])
    renderers.keep(course, readings[2], new(course))
    assert renderers.readings == (readings[0], readings[2])
