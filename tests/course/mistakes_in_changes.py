"""What an author can get wrong where a module tells of its versions: old, new, line, sentence."""

from tests.course.course_files import CHANGES_FILE as CHANGES

IN_CHANGES = {
    "a version that is none": (
        *(CHANGES, "1.0.0:", "'1.0':", 1),
        "'1.0' is no version; write it like 1.0.0",
    ),
    "a version without a day": (
        *(CHANGES, "  day: 2026-11-20\n", "", 2),
        "the version '1.0.0' lacks the key 'day'; add 'day:'",
    ),
    "a version of a day that has not come": (
        *(CHANGES, "2026-11-20", "2026-11-26", 2),
        "the date 2026-11-26 lies in the future; write a day that has come",
    ),
    "a version that tells nothing": (
        *(CHANGES, "[First version.]", "[]", 7),
        "lines has 0 entries; give at least 1",
    ),
    "an empty line": (
        *(CHANGES, "- Added a picture.", "- ''", 4),
        "a text is missing; write it after the colon",
    ),
    "a version told twice": (
        *(CHANGES, "0.9.0", "1.0.0", 5),
        "the key '1.0.0' is written twice; remove one",
    ),
    "the oldest version first": (
        *(CHANGES, "1.0.0", "0.8.0", 5),
        "the version 0.9.0 stands below the older 0.8.0; put the newest version first",
    ),
    "a later day for an older version": (
        *(CHANGES, "2026-11-02", "2026-11-21", 5),
        "the version 0.9.0 is of a later day than 1.0.0; correct one of the two days",
    ),
    "a version that the module has not reached": (
        *(CHANGES, "1.0.0", "1.0.1", 1),
        "the version 1.0.1 is newer than the module's, 1.0.0; "
        "raise the version in module.yaml, or correct this one",
    ),
}
