"""What stands beside the modules in “Who is where”: how far the induction is, and the welcome meeting."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping

from msgspec import Struct
from sqlalchemy.orm import Session

from app.induction.counting import counts
from app.induction.listed import Count
from app.welcome.standing import NOT_YET, Standing, standings
from course.induction.model import Induction


class Beside(Struct, frozen=True):
    """A doctor's induction, none where no list has begun, and how their welcome meeting stands."""

    induction: Count | None = None
    meeting: Standing = NOT_YET

    @property
    def induction_words(self) -> str:
        """Such as "11 of 16"; that no list has begun."""
        return self.induction.words if self.induction is not None else "No list yet"


def beside(
    session: Session,
    induction: Induction,
    organisation_id: uuid.UUID,
    doctors: Collection[uuid.UUID],
    on: dt.date,
) -> Mapping[uuid.UUID, Beside]:
    """Return what stands beside the modules of some doctors, in as many statements for 500 as for one."""
    inductions = counts(session, induction, organisation_id, doctors, on)
    meetings = standings(session, doctors)
    return {key: Beside(inductions.get(key), meetings.get(key, NOT_YET)) for key in doctors}
