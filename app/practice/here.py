"""The practice of the person of this request."""

import datetime as dt

from app import database
from app.learning.audiences import audiences_of
from app.learning.content import renderer
from app.practice.content import Content, content_of
from app.practice.days import Kept, Today, read_kept, today_of
from app.practice.schedule import practice_day
from app.services import services
from app.viewer import member


def content() -> Content:
    """Return the course as this person practises it."""
    course = services().shelf.course
    modules = tuple(
        module
        for audience in audiences_of(member().roles)
        for module in course.for_audience(audience)
    )
    return content_of(course, modules, renderer())


def kept(today: dt.date) -> Kept:
    """Return what is stored of this person's practice."""
    return read_kept(services().database.of_request(), member().membership_id, today)


def today() -> Today:
    """Return this person's day of practice, for their first page too."""
    day = practice_day(database.now())
    return today_of(kept(day), content(), day)
