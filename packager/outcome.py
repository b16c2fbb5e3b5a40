"""What an LMS will be told, in sentences: for the page, the command line and the text in the zip."""

from collections.abc import Sequence
from typing import Final

from course.model import Module
from packager.formats import Format
from packager.options import PackageOptions

_DONE: Final = {
    "assessment": "the assessment has been passed",
    "content": "every topic has been opened and every practice question answered",
    "both": "everything has been read and answered, and the assessment passed",
}


def status_words(kind: Format, options: PackageOptions) -> tuple[str, ...]:
    """Return the statuses at which the LMS should count the module as done, the usual first."""
    judged = options.status_mapping == "passed-failed"
    if kind.satisfied:
        return ("satisfied",)
    if judged and options.completion != "content":
        return ("passed",)
    return ("completed", "passed") if judged else ("completed",)


def status_phrase(kind: Format, options: PackageOptions) -> str:
    """Return the same for a sentence: each word in quotation marks."""
    return " or ".join(f"“{word}”" for word in status_words(kind, options))


def sentences(kind: Format, options: PackageOptions, modules: Sequence[Module]) -> tuple[str, ...]:
    """Return what the package will tell, a sentence each; one for a package that tells nothing."""
    if not kind.manifest_name:
        return ("It records nothing: it is for reading and practising.",)
    marks = dict.fromkeys(module.pass_mark for module in modules)
    return (
        *_held(kind, options, modules),
        _done(kind, options),
        f"The pass mark is {' or '.join(map(str, marks))} of 100.",
        _failed(kind, options),
        f"Learners have {options.attempts} {'try' if options.attempts == 1 else 'tries'} at the assessment."
        if options.attempts
        else "Learners may try the assessment as often as they like.",
    )


def layout_words(kind: Format, units: int, modules: int) -> str:
    """Return how so many modules lie in a package. units: how many things an LMS launches."""
    if units > 1:
        return f"{units} {kind.unit}s, one for each module"
    inside = f" with {modules} modules inside" if modules > 1 else ""
    return f"one {kind.unit}{inside}"


def _held(kind: Format, options: PackageOptions, modules: Sequence[Module]) -> tuple[str, ...]:
    """Say how several modules count: each by itself, or together."""
    if len(modules) < 2:
        return ()
    if kind.layout(options) == "multi":
        return (f"It holds {len(modules)} {kind.unit}s: each module counts by itself.",)
    return (
        f"It holds one {kind.unit} with {len(modules)} modules inside. It is done when every module is,"
        " and its score is the mean of theirs, sent when each has been tried.",
    )


def _done(kind: Format, options: PackageOptions) -> str:
    when = _DONE[options.completion]
    if kind.satisfied:
        return f"Your LMS counts a unit as satisfied when {when}."
    return f"Let it count as done at the status {status_phrase(kind, options)}. It is sent when {when}."


def _failed(kind: Format, options: PackageOptions) -> str:
    if options.status_mapping == "completed-only" or options.completion == "content":
        return "“Failed” is never sent."
    if options.report_failed:
        return "A try below the mark is sent as “failed” with its score; a later pass replaces it."
    if options.attempts:
        return "A try below the mark is sent as “failed” once no try is left, and not before."
    stays = "the unit stays unsatisfied" if kind.satisfied else "the status stays “incomplete”"
    return f"A try below the mark is not sent: {stays} until it is passed."
