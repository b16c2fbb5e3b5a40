"""Fixtures for packages that speak xAPI: a system for each launch, and the page that it opens."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from packager.formats import FORMATS, Format
from packager.manifest import cmi5 as cmi5_xml
from packager.manifest import tincan as tincan_xml
from packager.options import Layout, PackageOptions
from tests.browser.lms.record_store import Cmi5System, RecordStore, empty_store, served
from tests.browser.lms.server import Serve
from tests.packager.sample_course import sample_course
from tests.support.browser import PageFaults


@pytest.fixture
def xapi_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let packages speak xAPI, as far as they are not offered yet."""
    offered: tuple[tuple[str, ModuleType, tuple[Layout, ...]], ...] = (
        ("cmi5", cmi5_xml, ("multi",)),
        ("xapi", tincan_xml, ("single",)),
    )
    for name, manifest, layouts in offered:
        kind = Format(name, name, name, manifest.FILE_NAME, manifest.build, layouts, "AU")
        monkeypatch.setitem(FORMATS, name, FORMATS.get(name, kind))


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
def cmi5_page(serve: Serve, tmp_path: Path, xapi_formats: None) -> str:
    """Give the address of the sample as a cmi5 package."""
    return _page(serve, tmp_path, PackageOptions(format="cmi5"))


@pytest.fixture
def xapi_page(serve: Serve, tmp_path: Path, xapi_formats: None) -> str:
    """Give the address of the sample as a package with tincan.xml."""
    return _page(serve, tmp_path, PackageOptions(format="xapi"))


def _page(serve: Serve, folder: Path, options: PackageOptions) -> str:
    system = serve(sample_course(folder / "source"), ("sample",), options)
    return f"{system.address}/package/index.html"
