"""The forms with which a package is asked for: first for which system, then how."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from wtforms import Form, IntegerField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Optional

from app.forms import offer
from app.nations import ALL, NATION_CHOICES, chosen_nation
from app.packages.orders import Order
from course.model import Module
from packager import Overlay
from packager.formats import FORMATS
from packager.options import MAX_ATTEMPTS, PackageOptions
from packager.presets import PRESETS

FORMAT_HINTS: Final = {
    "scorm12": "If you are not sure: nearly every LMS takes it.",
    "scorm2004-3": "Only if your LMS asks for it, and for this edition.",
    "scorm2004-4": "Only if your LMS asks for it, and for this edition.",
    "cmi5": "Your LMS needs a record store (LRS). Not for a SCORM activity.",
    "xapi": "Also called Tin Can. Your LMS needs a record store (LRS). Not for a SCORM activity.",
    "web": "For reading and practising, without an LMS: nothing is recorded.",
}

LAYOUTS: Final = (
    ("single", "One entry, with the modules inside it"),
    ("multi", "An entry for each module"),
)
COMPLETIONS: Final = (
    ("assessment", "Its assessment is passed"),
    ("content", "Every topic is opened and every practice question answered"),
    ("both", "Both"),
)
STATUS: Final = (
    ("passed-failed", "Passed or failed, with the score"),
    ("completed-only", "Completed, once it is done"),
)
FAILED: Final = (
    ("yes", "Report it, with its score; a later pass replaces it"),
    ("no", "Stay incomplete until it is passed, or no try is left"),
)
REOPENED: Final = (
    ("yes", "Where it was left"),
    ("no", "As the system decides; some then offer a fresh attempt"),
)
WINDOWS: Final = (
    ("frame", "Where the system shows it"),
    ("own", "In a window of its own, which the learner opens by a link"),
)


class WhatForm(Form):
    """Which modules, for which system."""

    module = SelectMultipleField("Which modules?", [InputRequired("Choose at least one module.")])
    lms = RadioField(
        "For which system?", [InputRequired("Choose the system that it is for.")], default="moodle"
    )

    def __init__(self, modules: Sequence[Module], formdata: Any = None, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        offer(self.module, [(module.slug, module.title) for module in modules])
        offer(self.lms, [(preset.name, preset.label) for preset in PRESETS.values()])


class PackageForm(WhatForm):
    """How the LMS is to count, and which nation comes first."""

    format = RadioField("Which format?", [InputRequired("Choose a format.")])
    layout = RadioField(
        "One entry in the LMS, or one for each module?", [Optional()], default="single"
    )
    completion = RadioField("When is a module done?", [InputRequired("Choose when it is done.")])
    status = RadioField(
        "How does your LMS count a completion?",
        [InputRequired("Choose how your LMS counts a completion.")],
    )
    failed = RadioField(
        "What is reported after a failed try?",
        [InputRequired("Choose what is reported after a failed try.")],
    )
    pass_mark = IntegerField(
        "Pass mark in per cent",
        [Optional(), NumberRange(1, 100, "The pass mark is a whole number from 1 to 100.")],
    )
    attempts = IntegerField(
        "Tries at the assessment",
        [
            Optional(),
            NumberRange(
                0,
                MAX_ATTEMPTS,
                f"Enter a whole number from 1 to {MAX_ATTEMPTS}, or leave it empty.",
            ),
        ],
    )
    reopened = RadioField(
        "How does a finished module open again?", [InputRequired("Choose how it opens again.")]
    )
    window = RadioField("Where does it open?", [InputRequired("Choose where it opens.")])
    nation = RadioField("Which nation is shown first where the four differ?", default=ALL)

    def __init__(self, modules: Sequence[Module], formdata: Any = None, **kwargs: Any) -> None:
        super().__init__(modules, formdata, **kwargs)
        offer(self.format, [(each.name, each.label) for each in FORMATS.values()])
        for field, choices in (
            (self.layout, LAYOUTS),
            (self.completion, COMPLETIONS),
            (self.status, STATUS),
            (self.failed, FAILED),
            (self.reopened, REOPENED),
            (self.window, WINDOWS),
            (self.nation, NATION_CHOICES),
        ):
            offer(field, choices)

    def order(self, overlay: Overlay) -> Order:
        """Return the order as the packager takes it, in a trust's own look.

        Raises BadOptions for choices that do not go together.
        """
        return Order(
            tuple(self.module.data or ()),
            PackageOptions(
                format=self.format.data,
                lms=self.lms.data,
                layout=self.layout.data or "single",
                completion=self.completion.data,
                status_mapping=self.status.data,
                pass_mark=self.pass_mark.data,
                attempts=self.attempts.data or 0,
                report_failed=self.failed.data == "yes",
                keep_suspend=self.reopened.data == "yes",
                window=self.window.data,
                overlay=msgspec.structs.replace(overlay, nation=chosen_nation(self.nation.data)),
            ),
        )


def usual(options: PackageOptions) -> dict[str, Any]:
    """Return the fields of a form that begins with these choices."""
    return {
        "format": options.format,
        "layout": options.layout,
        "completion": options.completion,
        "status": options.status_mapping,
        "failed": "yes" if options.report_failed else "no",
        "pass_mark": options.pass_mark,
        "attempts": options.attempts or None,
        "reopened": "yes" if options.keep_suspend else "no",
        "window": options.window,
        "nation": options.overlay.nation or ALL,
    }
