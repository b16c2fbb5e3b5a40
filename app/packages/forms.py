"""The forms with which a package is asked for: first for which system, then how."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from wtforms import Form, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, Optional, ValidationError

from app.forms import WholeNumberField, offer
from app.nations import ALL, NATION_CHOICES, chosen_nation
from app.packages.choices import COMPLETIONS, FAILED, LAYOUTS, REOPENED, STATUS, WINDOWS
from app.packages.orders import Order
from course.model import Module
from packager import Overlay
from packager.formats import FORMATS
from packager.options import MAX_ATTEMPTS, PackageOptions
from packager.presets import PRESETS


class WhatForm(Form):
    """Which modules, for which system."""

    # Which choices there are is looked at below: a module may be gone since the page was shown.
    module = SelectMultipleField(
        "Which modules?",
        [InputRequired("Choose at least one module.")],
        validate_choice=False,
    )
    lms = RadioField(
        "For which system?", [InputRequired("Choose the system that it is for.")], default="moodle"
    )

    def __init__(self, modules: Sequence[Module], formdata: Any = None, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self._modules = modules
        offer(self.module, [(module.slug, module.title) for module in modules])
        offer(self.lms, [(preset.name, preset.label) for preset in PRESETS.values()])

    def validate_module(self, field: SelectMultipleField) -> None:
        """Refuse a module that is not served."""
        if not {module.slug for module in self._modules}.issuperset(field.data or ()):
            raise ValidationError("One of the modules is not served any more: choose again.")


class RulesForm(WhatForm):
    """How the LMS is to count: what every package lets one choose. formats: names with labels."""

    format = RadioField("Which format?", [InputRequired("Choose a format.")])
    completion = RadioField("When is a module done?", [InputRequired("Choose when it is done.")])
    status = RadioField(
        "How does your LMS count a completion?",
        [InputRequired("Choose how your LMS counts a completion.")],
    )
    failed = RadioField(
        "What is reported after a failed try?",
        [InputRequired("Choose what is reported after a failed try.")],
    )
    pass_mark = WholeNumberField(
        "Pass mark in per cent",
        least=1,
        most=100,
        sentence="Enter the pass mark as a whole number from 1 to 100, or leave it empty.",
    )
    attempts = WholeNumberField(
        "Tries at the assessment",
        least=0,
        most=MAX_ATTEMPTS,
        sentence=f"Enter the tries as a whole number from 1 to {MAX_ATTEMPTS}, or leave it empty.",
    )
    reopened = RadioField(
        "How does a finished module open again?", [InputRequired("Choose how it opens again.")]
    )
    window = RadioField("Where does it open?", [InputRequired("Choose where it opens.")])

    def __init__(
        self,
        modules: Sequence[Module],
        formats: Sequence[tuple[str, str]],
        formdata: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(modules, formdata, **kwargs)
        for field, choices in (
            (self.format, formats),
            (self.completion, COMPLETIONS),
            (self.status, STATUS),
            (self.failed, FAILED),
            (self.reopened, REOPENED),
            (self.window, WINDOWS),
        ):
            offer(field, choices)

    def options(self, **more: Any) -> PackageOptions:
        """Return the choices as the packager takes them, with more. Raises BadOptions."""
        return PackageOptions(
            format=self.format.data,
            lms=self.lms.data,
            completion=self.completion.data,
            status_mapping=self.status.data,
            pass_mark=self.pass_mark.data,
            attempts=self.attempts.data or 0,
            report_failed=self.failed.data == "yes",
            keep_suspend=self.reopened.data == "yes",
            window=self.window.data,
            **more,
        )


FIRST: Final = ("format", "layout", "nation")
"""The fields of a package's form that stand before the rules."""


class PackageForm(RulesForm):
    """How the LMS is to count, and which nation comes first; modules and system are valid already."""

    layout = RadioField(
        "One entry in the LMS, or one for each module?", [Optional()], default="single"
    )
    nation = RadioField("Which nation is shown first where the four differ?", default=ALL)

    def __init__(self, modules: Sequence[Module], formdata: Any = None, **kwargs: Any) -> None:
        formats = [(each.name, each.label) for each in FORMATS.values()]
        super().__init__(modules, formats, formdata, **kwargs)
        offer(self.layout, LAYOUTS)
        offer(self.nation, NATION_CHOICES)

    def validate_layout(self, field: RadioField) -> None:
        """Refuse an entry for each of several modules where a format has one for all."""
        kind = FORMATS.get(self.format.data)
        if kind and self._several and field.data == "multi" and "multi" not in kind.layouts:
            raise ValidationError(
                f"With the format “{kind.label}” there is one entry for all modules: choose"
                f" “{dict(LAYOUTS)['single']}”, or another format."
            )

    def validate_window(self, field: RadioField) -> None:
        """Refuse a window of its own where a format has none."""
        kind = FORMATS.get(self.format.data)
        if kind and field.data == "own" and not kind.own_window:
            raise ValidationError(
                f"With the format “{kind.label}” there is no window of its own: choose"
                f" “{dict(WINDOWS)['frame']}”, or another format."
            )

    def order(self, overlay: Overlay) -> Order:
        """Return the order of a valid form as the packager takes it, in a trust's own look."""
        worn = msgspec.structs.replace(overlay, nation=chosen_nation(self.nation.data))
        layout = self.layout.data if self._several else "single"
        return Order(tuple(self.module.data or ()), self.options(layout=layout, overlay=worn))

    def settled(self) -> "PackageForm":
        """Return a valid form: what suits the LMS stands in the place of each choice with a mistake."""
        fitting = {field.name: field.data for field in self if not field.errors}
        return PackageForm(self._modules, data=usual(PRESETS[self.lms.data].options()) | fitting)

    @property
    def _several(self) -> bool:
        return len(self.module.data or ()) > 1


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
