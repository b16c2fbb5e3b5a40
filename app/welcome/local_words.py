"""The trust's own numbers and people beside the questions where they help."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.organisations.overlay import answers_of
from app.welcome.access import Seat
from app.wording import day
from course.model import Course
from course.welcome_form.model import Field


def local_words(
    session: Session, seat: Seat, course: Course, fields: Sequence[Field]
) -> dict[str, list[str]]:
    """Return for each field what the trust has answered of what helps there, with the day of the answer."""
    given = answers_of(session, seat.form.organisation_id)
    found = {
        field.id: [
            f"{course.local_answers[key].label}: {given[key].text} (as of {day(given[key].given)})"
            for key in field.local
            if key in given and key in course.local_answers
        ]
        for field in fields
    }
    return {key: words for key, words in found.items() if words}
