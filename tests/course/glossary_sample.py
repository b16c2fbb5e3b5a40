"""A dozen entries of a glossary, as authors write them."""

from pathlib import Path

import msgspec

from course.model import Course, GlossaryEntry
from tests.course.course_files import GOOD, read, write_course

SAMPLE = (Path(__file__).parent / "glossary_sample.yaml").read_text(encoding="utf-8")
FILE = "glossary.yaml"


def sample_glossary(folder: Path) -> dict[str, GlossaryEntry]:
    """Return the sample, read from a file in a folder."""
    course, mistakes = read(write_course(folder, {**GOOD, FILE: SAMPLE}))
    assert mistakes == []
    return course.glossary


def with_glossary(course: Course, folder: Path) -> Course:
    """Return a course that has the sample as its glossary."""
    return msgspec.structs.replace(course, glossary=sample_glossary(folder))


def entry(key: str, *forms: str, link: bool = True) -> GlossaryEntry:
    """Return an entry of which only the forms matter."""
    term, *also = forms or (key,)
    return GlossaryEntry(key, term, "jargon", "Means.", "Example.", tuple(also), link=link)
