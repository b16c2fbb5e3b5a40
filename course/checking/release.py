"""Rules on what has been released: a question that becomes another one needs a new id."""

from collections.abc import Iterator

import msgspec

from course.files.report import Report
from course.files.yaml_positions import line_of
from course.question_types import type_of
from course.reading.drafts import ModuleDraft, QuestionDraft, Shared
from course.release import FILE, Release, asks_something_else, has_other_answer, read_release


def check_release(draft: ModuleDraft, shared: Shared) -> None:
    """Note each question whose type or right answer is another than when it was released."""
    for entry, what in _changed(draft, _release(draft)):
        line = line_of(entry.node, "id")
        entry.report.add(line, what, "give it a new id, and add that to index.yaml")


def advise_release(draft: ModuleDraft) -> Iterator[tuple[Report, int, str, str]]:
    """Yield each question that reads like another one than when it was released."""
    release = _release(draft, quiet=True)
    if release is None:
        return
    for entry in draft.questions:
        then = release.items.get(entry.id)
        if then and entry.question and asks_something_else(then, entry.question):
            what = f"'{entry.id}' reads like another question than in version {release.version}"
            mend = "if it asks something else, give it a new id; if not, release the module again"
            yield entry.report, line_of(entry.node, "id"), what, mend


def _release(draft: ModuleDraft, *, quiet: bool = False) -> Release | None:
    try:
        return read_release(draft.folder)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError):
        if not quiet:
            own = draft.report.for_file(f"{draft.report.file.rpartition('/')[0]}/{FILE}")
            own.add(1, "the file is not as it was written", "take it back from the last release")
        return None


def _changed(draft: ModuleDraft, release: Release | None) -> Iterator[tuple[QuestionDraft, str]]:
    if release is None:
        return
    for entry in draft.questions:
        then = release.items.get(entry.id)
        if then is None or entry.question is None:
            continue
        if type_of(entry.question).name != then.type:
            yield entry, f"'{entry.id}' was of type '{then.type}' in version {release.version}"
        elif has_other_answer(then, entry.question):
            what = f"another answer of '{entry.id}' is right than in version {release.version}"
            yield entry, what
