"""The parts of the set-up in their order: which are there already, and how the rest is made."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tools import assets, node, python_packages
from tools.browser_parts import FONTS_CONF, unpack_browser
from tools.checkout import BROWSER, CACHE, NODE_MODULES, PACKAGE_LOCK, ROOT, VENV
from tools.lock import only_one
from tools.platforms import uses_pinned_browser
from tools.stamps import digest, is_fresh, machine, write_stamp


class Part(NamedTuple):
    """One part: what is printed before it is made, its stamps, and what makes it."""

    announcement: str
    stamps: tuple[Path, ...]
    content: str
    make: Callable[[], None]

    def is_there(self) -> bool:
        """Tell whether the part was made from what the checkout holds now."""
        return is_fresh(self.stamps[0], self.content)


def set_up(tests: bool) -> None:
    """Make whatever is missing or old. tests: with what only the tests need.

    Raises SetUpError with a sentence for the person who ran the command.
    """
    if all(part.is_there() for part in parts(tests)):
        return
    with only_one(CACHE / "set-up.lock"):
        for part in parts(tests):
            if part.is_there():
                continue
            for stamp in part.stamps:
                stamp.unlink(missing_ok=True)
            announce(part.announcement)
            part.make()
            for stamp in reversed(part.stamps):
                write_stamp(stamp, part.content)


def announce(line: str) -> None:
    """Print one line about what comes next. Not on the output, which belongs to the command."""
    print(line, file=sys.stderr, flush=True)


def parts(tests: bool) -> Iterator[Part]:
    """Give the parts in the order in which they stand on one another."""
    yield _python(tests)
    yield _node_packages(tests)
    yield _assets()
    if tests and uses_pinned_browser():
        yield _browser()


def _python(tests: bool) -> Part:
    run, test = python_packages.lock_for(tests=False), python_packages.lock_for(tests=True)
    what = "and of the tests, 160 MB" if tests else "12 packages"
    return Part(
        f"Python packages of the product {what}, once",
        _levels(VENV, tests),
        digest((run, test), machine()),
        lambda: python_packages.install(test if tests else run),
    )


def _node_packages(tests: bool) -> Part:
    def make() -> None:
        node.install_node(announce)
        node.install_packages(tests)

    what = "with Chromium for the tests, 100 MB" if tests else "15 MB"
    return Part(
        f"Style and script packages for the pages, {what}, once",
        _levels(NODE_MODULES, tests),
        digest((PACKAGE_LOCK, ROOT / "package.json"), machine()),
        make,
    )


def _assets() -> Part:
    def make() -> None:
        assets.build_assets()
        assets.report()

    return Part(
        "Style sheet and scripts, built from the sources",
        (assets.STAMP,),
        assets.assets_digest(),
        make,
    )


def _browser() -> Part:
    return Part(
        "Browser for the tests, unpacked to 211 MB, once",
        (BROWSER / ".stamp",),
        digest((PACKAGE_LOCK, ROOT / "tools" / "unpack_browser.mjs"), FONTS_CONF),
        unpack_browser,
    )


def _levels(folder: Path, tests: bool) -> tuple[Path, ...]:
    """Return the stamps of a folder that may hold the product's part only, or the tests' too.

    The first one tells whether the part is there; the tests' part brings the product's.
    """
    run = folder / ".stamp-run"
    return (folder / ".stamp-test", run) if tests else (run,)
