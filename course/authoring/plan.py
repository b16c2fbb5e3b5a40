"""What is to be written: complete texts by their path, written all or none."""

import os
import tempfile
from pathlib import Path
from typing import TypeAlias

from course.errors import CourseError

Plan: TypeAlias = dict[Path, str]


class CannotBegin(CourseError):  # noqa: N818 (named for what happened)
    """Raised when something new cannot be begun; the text is a sentence for the author."""


def write(plan: Plan) -> None:
    """Write every file of a plan, all or none: each is written beside its place first.

    A file that exists is replaced in one step, never half. Raises OSError.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for path, text in plan.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
            ready.append((Path(name), path))
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            Path(name).chmod(0o644)
        for new, path in ready:
            new.replace(path)
    finally:
        for new, _ in ready:
            new.unlink(missing_ok=True)
