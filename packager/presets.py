"""Choices that suit each learning management system, with the reason, and what to set there.

What is known of a system comes from its public documentation and from trials; where neither says
anything, the sentence says so and the choice is the one that most systems take. Sources: Moodle's and
Totara's documentation of their SCORM activity; "E-learning technical information" of NHS ESR.
"""

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from course.model import Module
from packager.errors import UnknownPreset
from packager.formats import Format
from packager.options import PackageOptions
from packager.outcome import sentences


class Preset(Struct, frozen=True, kw_only=True):
    """An LMS as an administrator thinks of it.

    choices: fields of ``PackageOptions`` that differ from its defaults; reasons: why, a sentence each;
    steps: what to do and to set in the LMS for SCORM, in order, with places for ``{format}``,
    ``{status}`` and, after “the current window:”, ``{window}`` (``packager.steps`` fills them); single:
    one more where there is one SCO; several: where there are more; failing: what comes of reporting a
    failed try, where it is known. All are plain text.
    """

    name: str
    label: str
    choices: dict[str, Any] = {}
    reasons: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    failing: str = ""

    def options(self, **changes: Any) -> PackageOptions:
        """Return the options of a package for this LMS, with some of them changed. Raises BadOptions."""
        return PackageOptions(**{"lms": self.name, **self.choices, **changes})


_ONE_SCO: Final = "One SCO: many systems show a second one badly or not at all."
_QUIET: Final = {"report_failed": False}
_WHY_QUIET: Final = "A try below the mark is not reported: a system may take “failed” for finished, and let nobody try again."
_KEEPS_PLACE: Final = (
    "Let learners go on in the same attempt: no new attempt at each launch. Tries at the assessment are "
    "counted inside the module."
)

PRESETS: Final = {
    each.name: each
    for each in (
        Preset(
            name="moodle",
            label="Moodle",
            choices=_QUIET,
            reasons=(
                "Tried in Moodle 4.5.",
                "SCORM 1.2: Moodle plays it best. Of SCORM 2004 it reads the rules of order without following most of them.",
                "A try below the mark is not reported: Moodle takes “failed” for finished, and opens the module for review only.",
                "One SCO: with several, Moodle gives the full grade for one that is passed, and does not reliably move from one to the next.",
            ),
            steps=(
                "In your course, turn editing on, choose “Add an activity or resource”, then “SCORM package”, and upload the zip as it is.",
                "Under “Appearance”, show it in the current window: {window}.",
                "Under “Grade”, choose “Highest grade”, with 100 as the maximum.",
                "Under “Attempts management”, leave the number of attempts unlimited and “Force new attempt” at “No”.",
                "Leave “Force completed” off: it completes what was failed.",
                "Under “Completion conditions”, require the status {status}.",
            ),
            single=(
                "There is one SCO: under “Appearance”, set “Display content structure in player” to “Disabled”, and it gets the width of the list that is not needed.",
            ),
            several=(
                "There are several SCOs: tick “All SCOs must return completion status” too, or the activity is complete after the first; and do not use the grade, which is full after the first.",
            ),
            failing="Moodle takes “failed” for finished: the learner then finds the module in review, where nothing is stored, and has to choose “Start a new attempt”, which begins with nothing.",
        ),
        Preset(
            name="totara",
            label="Totara",
            choices=_QUIET,
            reasons=(
                "Not tried in Totara: this comes from its public documentation. Try it in a hidden course first.",
                "SCORM 1.2: Totara’s own help says that it does not support sequencing and rollup of SCORM 2004.",
                "Identifiers stay the same over versions: Totara clears records whose identifiers have gone.",
                _WHY_QUIET,
                _ONE_SCO,
            ),
            steps=(
                "Turn editing on, choose “Add an activity”, then “SCORM package”, and upload the zip.",
                "Let it open in the current window: {window}.",
                _KEEPS_PLACE,
                "Under “Activity completion”, complete it when conditions are met, and require the status {status}.",
            ),
        ),
        Preset(
            name="esr",
            label="ESR (NHS Electronic Staff Record)",
            choices=_QUIET,
            reasons=(
                "Not tried in ESR: this comes from its public documentation. Try it with your ESR lead first.",
                "SCORM 1.2: the format that content servers for ESR are made for. Ask your ESR lead whether that is so for yours.",
                _WHY_QUIET,
                _ONE_SCO,
            ),
            steps=(
                "ESR takes no zip itself: its content lies on a content server that can be reached over https. That is your trust’s own, with a SCORM adapter, or a national provider’s.",
                "Ask your ESR lead which of the two you have, and hand over the zip. It is unpacked there as it is.",
                "Have the content server’s domain put on the lists of allowed domains, of ESR and of your web filter.",
                "Have your ESR lead connect it to a course, and let it complete at the status {status}.",
                "Launch it once as a learner, close it in the middle, and open it again, before you announce it.",
            ),
        ),
        Preset(
            name="learning-hub",
            label="NHS Learning Hub",
            choices=_QUIET,
            reasons=(
                "SCORM 1.2 with one SCO: no public specification of the Learning Hub was found, and this is what systems take that say nothing.",
                _WHY_QUIET,
            ),
            steps=(
                "Check that your organisation may contribute resources, and whether the Learning Hub’s team looks at them first.",
                "Contribute the zip as it is, as an e-learning resource.",
                "Open it once as a learner, close it in the middle, and open it again. Tell us what you saw: it helps the next trust.",
            ),
        ),
        Preset(
            name="kallidus",
            label="Kallidus",
            choices=_QUIET,
            reasons=(
                "SCORM 1.2 with one SCO: nothing could be confirmed about Kallidus from outside, and this is what systems take that say nothing.",
                _WHY_QUIET,
            ),
            steps=(
                "Add a course of the kind {format} and upload the zip as it is.",
                _KEEPS_PLACE,
                "Let the course complete at the status {status}.",
                "Open it once as a learner, close it in the middle, and open it again, before you announce it.",
            ),
        ),
        Preset(
            name="scorm-cloud",
            label="SCORM Cloud",
            choices={"format": "scorm2004-4"},
            reasons=(
                "SCORM 2004 4th Edition: SCORM Cloud follows the standard closely, and keeps completion and success apart.",
            ),
            steps=(
                "Choose “Add content”, then import the zip.",
                "Launch it, and look at the run-time log: each call of the module is there.",
                "It is a good place to try a package before you raise a ticket: what works there and not in your LMS is your LMS’s.",
            ),
        ),
        Preset(
            name="other",
            label="Another system",
            choices=_QUIET,
            reasons=("SCORM 1.2 with one SCO: what nearly every system takes.", _WHY_QUIET),
            steps=(
                "Import the zip as it is, as {format}.",
                _KEEPS_PLACE,
                "Count completion by the status {status}, and the score from 0 to 100 as the grade.",
                "If your system has a pass mark of its own, set it to the module’s.",
            ),
        ),
    )
}


def preset_named(name: str) -> Preset:
    """Return the preset of this name. Raises UnknownPreset, naming those that exist."""
    try:
        return PRESETS[name]
    except KeyError:
        known = ", ".join(PRESETS)
        raise UnknownPreset(f"There is no preset '{name}'; use one of: {known}.") from None


def cautioned(
    preset: Preset, kind: Format, options: PackageOptions, modules: Sequence[Module]
) -> tuple[str, ...]:
    """Return what a package will tell, with what this LMS is known to make of a failed try."""
    told = sentences(kind, options, modules)
    fails = "failed" in " ".join(told) and "never sent" not in " ".join(told)
    warned = (
        preset.failing
        and fails
        and kind.name == "scorm12"
        and (options.report_failed or options.attempts)
    )
    return (*told, preset.failing) if warned else told
