"""A course of two modules, one of them without an assessment."""

from pathlib import Path

import msgspec

from course.model import Course
from tests.packager.sample_course import sample_course

READING = "reading"


def course_of_two(folder: Path) -> Course:
    """Return the sample course with a second module, of which everything is only read."""
    course = sample_course(folder)
    sample = course.modules[0]
    questions = tuple(each for each in sample.questions if each.purpose != "assessment")
    reading = msgspec.structs.replace(
        sample, slug=READING, title="Reading only", questions=questions, minutes=5
    )
    return msgspec.structs.replace(course, modules=(sample, reading), title="A course of two")
