"""What is made of the course is made once, and who asks for something else does not wait for it."""

import threading
from pathlib import Path

import pytest

from app.course_cache import CourseCache
from course.model import Course
from tests.packager.sample_course import sample_course

SECONDS = 10


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Give a course."""
    return sample_course(tmp_path)


def test_who_asks_for_something_else_does_not_wait(course: Course) -> None:
    cache, begun, go_on = CourseCache[str](2), threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert go_on.wait(SECONDS)
        return "slow"

    thread = threading.Thread(target=cache.get, args=(course, "a", slow))
    thread.start()
    assert begun.wait(SECONDS)
    assert cache.get(course, "b", lambda: "quick") == "quick"
    go_on.set()
    thread.join(SECONDS)
    assert cache.get(course, "a", lambda: "made again") == "slow"


def test_what_many_ask_for_at_once_is_made_once(course: Course) -> None:
    cache, made, all_here = CourseCache[str](2), [], threading.Barrier(4)

    def make() -> str:
        made.append(1)
        return "it"

    def ask() -> None:
        all_here.wait(SECONDS)
        assert cache.get(course, "a", make) == "it"

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert made == [1]


def test_what_could_not_be_made_is_tried_again(course: Course) -> None:
    cache = CourseCache[str](2)

    def never() -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cache.get(course, "a", never)
    assert cache.get(course, "a", lambda: "it") == "it"


def test_another_reading_of_the_course_begins_anew(course: Course, tmp_path: Path) -> None:
    cache = CourseCache[str](2)
    assert cache.get(course, "a", lambda: "old") == "old"
    assert cache.get(sample_course(tmp_path / "again"), "a", lambda: "new") == "new"
