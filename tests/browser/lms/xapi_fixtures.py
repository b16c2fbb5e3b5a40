"""Fixtures for packages that speak xAPI: a system for each launch, and the page that it opens."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from course.model import Module
from packager.options import PackageOptions
from tests.browser.lms.cmi5_launch import open_at
from tests.browser.lms.learner import Learner
from tests.browser.lms.record_store import Cmi5System, RecordStore, empty_store, served
from tests.browser.lms.server import Serve
from tests.packager.sample_course import sample_course
from tests.support.browser import PageFaults


@pytest.fixture
def quiet(page_faults: PageFaults) -> None:
    """Allow what Chromium notes of requests that find nothing, as a first launch makes them."""
    page_faults.allow(r"the server responded with a status of 404")


@pytest.fixture
def cmi5(tmp_path: Path, quiet: None, leave_pages: Callable[[], None]) -> Iterator[Cmi5System]:
    """Give an LMS of cmi5 with an empty store."""
    lrs = empty_store(tmp_path / "lrs.db")
    with served(Cmi5System(lrs)) as system:
        yield system
        leave_pages()
    lrs.close()


@pytest.fixture
def store(tmp_path: Path, quiet: None, leave_pages: Callable[[], None]) -> Iterator[RecordStore]:
    """Give an empty store."""
    lrs = empty_store(tmp_path / "lrs.db")
    with served(RecordStore(lrs)) as system:
        yield system
        leave_pages()
    lrs.close()


@pytest.fixture
def cmi5_page(serve: Serve, tmp_path: Path) -> str:
    """Give the address of the sample as a cmi5 package."""
    return _page(serve, tmp_path, PackageOptions(format="cmi5"))


@pytest.fixture
def launch(page: Page, cmi5: Cmi5System, cmi5_page: str, sample: Module) -> Callable[..., Learner]:
    """Give a function that launches the sample; what is given to it goes into the launch data."""
    return lambda **data: open_at(page, cmi5.launch(cmi5_page, **data), sample)


@pytest.fixture
def xapi_page(serve: Serve, tmp_path: Path) -> str:
    """Give the address of the sample as a package with tincan.xml."""
    return _page(serve, tmp_path, PackageOptions(format="xapi"))


def _page(serve: Serve, folder: Path, options: PackageOptions) -> str:
    system = serve(sample_course(folder / "source"), ("sample",), options)
    return f"{system.address}/package/index.html"
