"""Fixtures for packages that speak xAPI: a system for each launch, and the page that it opens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from packager.formats import FORMATS, Format
from packager.manifest import cmi5 as cmi5_xml
from packager.manifest import tincan as tincan_xml
from packager.options import Layout
from tests.browser.lms.record_store import Cmi5System, RecordStore, empty_store, served
from tests.browser.lms.server import Play
from tests.support.browser import PageFaults

LAYOUTS: dict[str, tuple[Layout, ...]] = {"cmi5": ("multi",), "xapi": ("single",)}
for name, build in (("cmi5", cmi5_xml), ("xapi", tincan_xml)):
    if name not in FORMATS:
        file, layouts = build.FILE_NAME, LAYOUTS[name]
        FORMATS[name] = Format(name, name, name, file, build.build, layouts, "AU")


@pytest.fixture
def quiet(page_faults: PageFaults) -> None:
    """Allow what Chromium notes of requests that find nothing, as a first launch makes them."""
    page_faults.allow(r"the server responded with a status of 404")


@pytest.fixture
def cmi5(tmp_path: Path, quiet: None) -> Iterator[Cmi5System]:
    """Give an LMS of cmi5 with an empty store."""
    lrs = empty_store(tmp_path / "lrs.db")
    with served(Cmi5System(lrs)) as system:
        yield system
    lrs.close()


@pytest.fixture
def store(tmp_path: Path, quiet: None) -> Iterator[RecordStore]:
    """Give an empty store."""
    lrs = empty_store(tmp_path / "lrs.db")
    with served(RecordStore(lrs)) as system:
        yield system
    lrs.close()


@pytest.fixture
def cmi5_page(play: Play) -> str:
    """Give the address of the sample as a cmi5 package."""
    return f"{play(format='cmi5').address}/package/index.html"


@pytest.fixture
def xapi_page(play: Play) -> str:
    """Give the address of the sample as a package with tincan.xml."""
    return f"{play(format='xapi').address}/package/index.html"
