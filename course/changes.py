"""What a module's versions have changed, for those who must decide whether to take a new one."""

from course.model import Change, Module


def version_key(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, to compare by. version: as in ``module.yaml``, 1.10.0."""
    return tuple(int(number) for number in version.split("."))


def changes_since(module: Module, version: str) -> tuple[Change, ...]:
    """Return what came after a version, newest first: as many as one who has it is behind.

    A version of which nothing is told is as good as any other: what counts is what is newer. Raises
    ValueError where version is none.
    """
    had = version_key(version)
    return tuple(change for change in module.changes if version_key(change.version) > had)
