"""A zip without a manifest: pages to open from disk, or a package of a kind that is not judged here."""

from collections.abc import Iterator
from typing import Final

from packager.verify.findings import Finding, error
from packager.verify.namespaces import CMI5_XML, IMSMANIFEST
from packager.verify.opened import Opened

START: Final = "index.html"
_LMS_CALLS: Final = (b"LMSSetValue", b"API_1484_11")
AICC_SUFFIXES: Final = (".au", ".crs", ".cst", ".des")
LEAST_AICC_FILES: Final = 2


def without_manifest(opened: Opened) -> tuple[str, list[Finding]]:
    """Return what a zip without a manifest at its root is, and what is wrong with that."""
    lost = list(_lost_manifests(opened))
    if lost:
        return "a package whose manifest is not at the root", lost
    aicc = sorted(name for name in opened.names if name.lower().endswith(AICC_SUFFIXES))
    if len({name[-4:].lower() for name in aicc}) >= LEAST_AICC_FILES:
        sentence = (
            "This is an AICC course, which cannot be judged here; export it as SCORM, or try it "
            "in the LMS."
        )
        return "AICC", [error("kind-aicc", aicc[0], sentence)]
    pages = sorted(name for name in opened.names if name.lower().endswith((".html", ".htm")))
    if not pages:
        sentence = (
            "There is no imsmanifest.xml, cmi5.xml or tincan.xml at the root of the zip and no "
            "page: it is no package; export it again."
        )
        return "no package", [error("manifest-root-file", "", sentence)]
    return "plain web pages", list(_as_pages(opened, pages))


def _as_pages(opened: Opened, pages: list[str]) -> Iterator[Finding]:
    if START not in opened.names:
        sentence = f"Name the first page {START} and put it at the root; it is {pages[0]} now."
        yield error("web-start", "", sentence)
    if any(call in data for data in opened.texts.values() for call in _LMS_CALLS):
        sentence = (
            "The scripts report to an LMS, but there is no imsmanifest.xml, so no LMS can import "
            "this; export it again with its manifest."
        )
        yield error("manifest-root-file", "", sentence)


def _lost_manifests(opened: Opened) -> Iterator[Finding]:
    for wanted in (IMSMANIFEST, CMI5_XML):
        near = next((n for n in sorted(opened.names) if n.lower().endswith(wanted)), "")
        if near:
            place = f"it is at {near}, so zip the folder's content"
            if "/" not in near:
                place = f"it is spelt {near}, so rename it"
            sentence = f"There is no {wanted} (in lower case) at the root of the zip; {place}."
            yield error("manifest-root-file", "", sentence)
