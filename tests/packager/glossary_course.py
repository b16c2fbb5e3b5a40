"""The sample course with a glossary, and topics that use some of its terms."""

from pathlib import Path

import msgspec

from course.model import Course
from tests.course.glossary_sample import with_glossary
from tests.packager.sample_course import sample_course

WORDS = """\
At the board round the reg says that the plan is not ideal. She has MS.

"""


def course_with_glossary(folder: Path) -> Course:
    """Return the sample course; its first topic uses four terms, its second one of these again."""
    course = with_glossary(sample_course(folder / "sample"), folder)
    module = course.modules[0]
    first, second = module.topics
    topics = (
        msgspec.structs.replace(first, body=WORDS + first.body),
        msgspec.structs.replace(second, body="The reg again.\n\n" + second.body),
    )
    return msgspec.structs.replace(
        course, modules=(msgspec.structs.replace(module, topics=topics),)
    )
