"""The documentation site in a browser, with the pictures that are made of the demonstration."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from tests.browser.app.conftest import SIZES
from tests.browser.app.demonstration import Demonstration
from tests.browser.lms.audit import look, overflowing
from tests.support.browser import OpenPage
from tools.site.building import build_site
from tools.site.pictures import PICTURES, take_pictures

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

OF_EACH_KIND = (
    "index.html",
    "learner.html",
    "supervisor.html",
    "lms/index.html",
    "lms/moodle.html",
    "operations.html",
    "architecture.html",
    "security.html",
    "threat-model.html",
)


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser, demonstration: Demonstration
) -> Path:
    """Give the whole site, pictures included."""
    folder = tmp_path_factory.mktemp("documentation")
    pictures = take_pictures(browser, demonstration, folder)
    build_site(folder / "site", pictures, PICTURES)
    return folder / "site"


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Serve the site as any web server does."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_no_page_asks_for_what_its_own_policy_forbids_and_every_picture_is_there(
    site: Path, address: str, open_page: OpenPage
) -> None:
    page = open_page()
    seen = 0
    for file in sorted(site.rglob("*.html")):
        page.goto(f"{address}/{file.relative_to(site).as_posix()}")
        for picture in page.locator("main img").all():
            picture.scroll_into_view_if_needed()
            width = picture.evaluate("each => each.decode().then(() => each.naturalWidth)")
            assert width > 0
            seen += picture.get_attribute("class") == "site-picture"
    assert seen == len(PICTURES)


@pytest.mark.parametrize("size", SIZES)
def test_every_page_fits_and_each_kind_is_accessible(
    site: Path, address: str, open_page: OpenPage, size: str
) -> None:
    # The audit is a script, and the pages allow none.
    page = open_page(**SIZES[size], bypass_csp=True)
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        page.goto(f"{address}/{name}")
        if name in OF_EACH_KIND:
            look(page)
        assert overflowing(page.main_frame) == [], name


def test_a_reader_without_script_finds_the_way_on_a_phone(
    site: Path, address: str, open_page: OpenPage
) -> None:
    page = open_page(**SIZES["phone"], java_script_enabled=False)
    page.goto(f"{address}/index.html")
    page.locator("summary", has_text="Menu").click()
    page.get_by_role("navigation").get_by_role("link", name="LMS administrators").click()
    page.get_by_role("main").get_by_role("link", name="Moodle").click()
    page.get_by_role("heading", name="By LTI 1.3").wait_for()
    page.get_by_role("complementary").get_by_role("link", name="Totara").click()
    page.get_by_role("heading", name="Totara", level=1).wait_for()


def test_the_site_can_be_read_from_a_disk(site: Path, open_page: OpenPage) -> None:
    page = open_page()
    page.goto((site / "learner.html").as_uri())
    page.locator(".site-picture").first.wait_for()
    header = page.locator(".fs-header").evaluate("each => getComputedStyle(each).backgroundColor")
    assert header == "rgb(20, 50, 74)"
