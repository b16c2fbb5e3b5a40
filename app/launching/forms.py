"""The forms of a trial."""

from typing import Any, Final

from wtforms import Form, SelectField
from wtforms.validators import InputRequired

from app.forms import offer
from app.launching.facts import MODES
from app.launching.vocabulary import REASONS
from packager.reading.course_structure import CourseStructure

MODE_WORDS: Final = {
    "Normal": "Normal: everything counts",
    "Browse": "Browse: look around, nothing counts",
    "Review": "Review: look again, nothing counts",
}


class LaunchForm(Form):
    """Which unit, and how."""

    unit = SelectField("What to launch", [InputRequired()])
    mode = SelectField("Mode", [InputRequired()], default="Normal")

    def __init__(self, course: CourseStructure, formdata: Any = None) -> None:
        super().__init__(formdata)
        offer(self.unit, ((unit.id, unit.title) for unit, _ in course.units()))
        offer(self.mode, ((mode, MODE_WORDS[mode]) for mode in MODES))


class WaiveForm(Form):
    """Which unit need not be done, and why."""

    unit = SelectField("Module", [InputRequired()])
    reason = SelectField("Reason", [InputRequired()], default="Administrative")

    def __init__(self, course: CourseStructure, formdata: Any = None) -> None:
        super().__init__(formdata)
        offer(self.unit, ((unit.id, unit.title) for unit, _ in course.units()))
        offer(self.reason, ((reason, reason) for reason in REASONS))
