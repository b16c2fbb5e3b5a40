"""Rules on what a module tells of its versions: in order, and the present one among them."""

from collections.abc import Iterator
from itertools import pairwise

from course.changes import version_key
from course.files.report import Report
from course.files.yaml_positions import line_of
from course.reading.changes import FILE
from course.reading.drafts import ModuleDraft, Shared


def check_changes(draft: ModuleDraft, shared: Shared) -> None:
    """Note versions that do not stand newest first, and those that the module has not reached."""
    changes = draft.changes
    for newer, older in pairwise(changes.values):
        line = line_of(changes.node, older.version)
        if version_key(newer.version) < version_key(older.version):
            what = f"the version {older.version} stands below the older {newer.version}"
            changes.report.add(line, what, "put the newest version first")
        elif newer.day < older.day:
            what = f"the version {older.version} is of a later day than {newer.version}"
            changes.report.add(line, what, "correct one of the two days")
    present = draft.values and draft.values["version"]
    for change in changes.values:
        if present and version_key(change.version) > version_key(present):
            what = f"the version {change.version} is newer than the module's, {present}"
            mend = "raise the version in module.yaml, or correct this one"
            changes.report.add(line_of(changes.node, change.version), what, mend)


def advise_changes(draft: ModuleDraft) -> Iterator[tuple[Report, int, str, str]]:
    """Yield a module whose present version tells nobody what has changed."""
    if draft.values is None or draft.changes.report.has_any():
        return
    present = draft.values["version"]
    if all(change.version != present for change in draft.changes.values):
        what = f"nothing is told of version {present}"
        mend = f"say in {FILE} what has changed, with the day"
        yield draft.report, line_of(draft.node, "version"), what, mend
