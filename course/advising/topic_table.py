"""How each topic reads: its words, minutes and reading age, as lines of a table."""

from collections.abc import Iterator

from course.advising.reading_age import TARGET_YEARS, reading_age
from course.minutes import words_in
from course.model import Course


def topic_lines(course: Course) -> Iterator[str]:
    """Yield a line for each module and topic; a reading age above the target is marked."""
    for module in course.modules:
        yield f"{module.title}, version {module.version}: {module.minutes} minutes"
        for topic in module.topics:
            years = reading_age(topic.body)
            mark = f"  above {TARGET_YEARS}" if years > TARGET_YEARS else ""
            yield (
                f"  {topic.slug:<32} {words_in(topic.body):>5} words {topic.minutes:>3} minutes"
                f"  reading age {years:>2}{mark}"
            )
