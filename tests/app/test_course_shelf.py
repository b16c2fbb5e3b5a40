"""The course that the server holds in memory."""

from pathlib import Path

from app.course_shelf import CourseShelf
from tests.course.course_files import GOOD, write_course


def summary(shelf: CourseShelf) -> str:
    return shelf.course.modules[0].summary


def change(folder: Path) -> None:
    file = next(folder.glob("*/module.yaml"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("A small module.", "A changed module."), encoding="utf-8")


def test_an_author_sees_a_change_at_the_next_page(tmp_path: Path) -> None:
    folder = write_course(tmp_path, GOOD)
    shelf = CourseShelf(folder, reload=True)
    first = shelf.course
    assert shelf.course is first
    change(folder)
    assert summary(shelf) == "A changed module."


def test_a_server_in_use_keeps_what_it_read(tmp_path: Path) -> None:
    folder = write_course(tmp_path, GOOD)
    shelf = CourseShelf(folder)
    change(folder)
    assert summary(shelf) == "A small module."


def test_shelves_over_the_same_files_share_one_reading_until_a_file_changes(tmp_path: Path) -> None:
    folder = write_course(tmp_path, GOOD)
    first = CourseShelf(folder)
    assert CourseShelf(folder).course is first.course
    assert CourseShelf(folder, reload=True).course is first.course
    change(folder)
    assert summary(CourseShelf(folder)) == "A changed module."
    assert summary(first) == "A small module."
