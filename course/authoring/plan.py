"""What is to be written: complete files by their path, written all or none."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from course.errors import CourseError

Plan: TypeAlias = dict[Path, str]


class CannotBegin(CourseError):  # noqa: N818 (named for what happened)
    """Raised when something new cannot be begun; the text is a sentence for the author."""


def write(plan: Mapping[Path, str | bytes]) -> None:
    """Write every file of a plan, all or none: after an error everything is as it was.

    A file that exists is replaced in one step, never half, and keeps its mode. Raises OSError.
    """
    made: list[Path] = []
    ready: list[tuple[Path, Path]] = []
    done: list[tuple[Path, bytes | None]] = []
    try:
        for path, content in plan.items():
            made += _make_folder(path.parent)
            data = content.encode() if isinstance(content, str) else content
            ready.append((_beside(path, data), path))
        for new, path in ready:
            before = path.read_bytes() if path.exists() else None
            new.replace(path)
            done.append((path, before))
    except OSError:
        _take_back(done, made)
        raise
    finally:
        for new, _ in ready:
            new.unlink(missing_ok=True)


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder with those above it; return the ones that were not there, outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _beside(path: Path, content: bytes) -> Path:
    """Write a file beside the place where it is to stand."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        new.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    return new


def _take_back(done: list[tuple[Path, bytes | None]], made: list[Path]) -> None:
    for path, before in reversed(done):
        if before is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(before)
    for folder in reversed(made):
        # What somebody else has put there meanwhile stays.
        for leftover in folder.glob(".*.new"):
            leftover.unlink(missing_ok=True)
        with suppress(OSError):
            folder.rmdir()
