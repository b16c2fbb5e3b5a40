"""The Chromium that is driven from Python: for the tests, and for the pictures of the documentation."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.checkout import BROWSER
from tools.node import node_program


def browser_program() -> Path:
    """Return the Chromium to drive: the one in ``FIRSTSHIFT_BROWSER``, else the pinned one."""
    return Path(os.environ.get("FIRSTSHIFT_BROWSER") or BROWSER / "chromium")


def browser_environment() -> dict[str, str]:
    """Return the environment that Chromium needs to find its libraries and fonts."""
    if os.environ.get("FIRSTSHIFT_BROWSER"):
        return dict(os.environ)
    return {
        **os.environ,
        "LD_LIBRARY_PATH": str(BROWSER / "al2023" / "lib"),
        "FONTCONFIG_FILE": str(BROWSER / "fonts.conf"),
        "XDG_CACHE_HOME": str(BROWSER / "cache"),
    }


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium, which reaches this machine only, and end it afterwards."""
    # Playwright brings a Node of its own that wants libatomic, which a bare Linux lacks.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node_program()))
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=browser_program(),
            env={**browser_environment()},
            # The pages are our own, on loopback, and containers seldom allow the sandbox.
            chromium_sandbox=False,
            args=["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"],
        )
        yield started
        started.close()
