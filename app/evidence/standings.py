"""Where somebody stands, as supervisors see it: what papers are made from."""

import uuid
from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.evidence.lines import Line, line_of, read
from app.evidence.models import Certificate
from app.supervision.models import Progress
from app.supervision.standing import ModuleStanding, standings
from course.model import Audience, Course, Module


class Holder(Struct, frozen=True):
    """Whose record it is. audiences: of the modules that they are shown, their own first."""

    membership_id: uuid.UUID
    organisation_id: uuid.UUID
    audiences: tuple[Audience, ...]


def lines_of(session: Session, holder: Holder, course: Course) -> tuple[Line, ...]:
    """Return where somebody stands in each module that they are shown, as supervisors see it.

    The version of a pass is that of its certificate: the table's is the one that was opened last.
    """
    certified = session.scalars(
        select(Certificate).filter_by(membership_id=holder.membership_id, kind="module")
    )
    versions = {row.about: read(row.lines)[0].version for row in certified}
    return tuple(
        line_of(
            each,
            module_of(course, each.slug),
            version=versions.get(str(each.progress.result_statement), "") if each.progress else "",
        )
        for each in standings_of(session, holder, course)
    )


def standings_of(session: Session, holder: Holder, course: Course) -> tuple[ModuleStanding, ...]:
    """Return where somebody stands in each module that they are shown."""
    modules = [module for each in holder.audiences for module in course.for_audience(each)]
    return standings(_progress(session, holder), modules)


def _progress(session: Session, holder: Holder) -> Sequence[Progress]:
    wanted = select(Progress).filter_by(
        organisation_id=holder.organisation_id, actor=holder.membership_id
    )
    return session.scalars(wanted).all()


def module_of(course: Course, slug: str) -> Module | None:
    """Return a module; none where it is no longer served."""
    return next((each for each in course.modules if each.slug == slug), None)
