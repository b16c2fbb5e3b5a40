"""The form with which a package is asked for."""

from typing import Any, Final

from msgspec import structs
from wtforms import Form, RadioField, StringField
from wtforms.validators import InputRequired, Length

from app.forms import offer
from app.nations import ALL, NATION_CHOICES, chosen_nation
from course.visible import one_line
from packager.options import PackageOptions
from packager.overlay import MAX_ORGANISATION_CHARS, Overlay

STATUS: Final = (
    ("passed-failed", "Passed or failed, with the score"),
    ("completed-only", "Completed, once it is passed"),
)
FAILED: Final = (
    ("yes", "Report it, with its score; a later pass replaces it"),
    ("no", "Stay incomplete until it is passed"),
)


class PackageForm(Form):
    """How the LMS is to count the module, and whose name stands in it."""

    status = RadioField(
        "How does your LMS count a completion?",
        [InputRequired("Choose how your LMS counts a completion.")],
        default="passed-failed",
    )
    failed = RadioField(
        "What is reported after a failed try?",
        [InputRequired("Choose what is reported after a failed try.")],
        default="yes",
    )
    organisation = StringField(
        "Name of the organisation, as it is shown in the module",
        [Length(max=MAX_ORGANISATION_CHARS, message="That is too long.")],
        filters=[lambda text: one_line(text or "")],
    )

    nation = RadioField("Which nation is shown first where the four differ?", default=ALL)

    def __init__(self, formdata: Any = None, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        offer(self.status, STATUS)
        offer(self.failed, FAILED)
        offer(self.nation, NATION_CHOICES)

    def options(self, own: Overlay) -> PackageOptions:
        """Return the choices as the packager takes them. own: of the organisation that asks."""
        return PackageOptions(
            format="scorm12",
            status_mapping="completed-only"
            if self.status.data == "completed-only"
            else "passed-failed",
            report_failed=self.failed.data == "yes",
            overlay=structs.replace(
                own,
                organisation=self.organisation.data or "",
                nation=chosen_nation(self.nation.data),
            ),
        )
