"""Rules on the resources of a SCORM 1.2 manifest, held against the files of the zip."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from lxml import etree

from packager.manifest.scorm12 import FILE_NAME
from packager.verify.findings import Finding, error, warning
from packager.verify.opened import Opened
from packager.verify.scorm12_rules import ADL, CP, ManifestRule, Root, wrong


def sco_resources(root: Root, opened: Opened) -> Iterator[Finding]:
    """A SCO is marked in lower case and opens a file of the package."""
    for resource in root.iter(f"{CP}resource"):
        name = resource.get("identifier", "?")
        if resource.get(f"{ADL}scormType") is not None:
            sentence = f"In the resource '{name}' SCORM 1.2 spells adlcp:scormtype in lower case."
            yield wrong("scormtype-case", sentence)
        if resource.get(f"{ADL}scormtype") not in (None, "sco", "asset"):
            yield wrong("scormtype-value", f"In the resource '{name}' use 'sco' or 'asset'.")
        if resource.get("type") != "webcontent":
            yield wrong("resource-type", f"The resource '{name}' needs type=\"webcontent\".")
        if resource.get(f"{ADL}scormtype") == "sco" and _path(resource) not in opened.names:
            yield wrong("sco-launch", f"The SCO '{name}' must open a file that is in the package.")


def launch_first(root: Root, _: Opened) -> Iterator[Finding]:
    """Some LMSs open the first resource with an href, whatever the items say."""
    first = next((r for r in root.iter(f"{CP}resource") if r.get("href")), None)
    if first is None or first.get(f"{ADL}scormtype") != "sco":
        yield wrong("sco-first", "Put the resource of the SCO first; some LMSs open no other.")


def single_sco(root: Root, _: Opened) -> Iterator[Finding]:
    """Many LMSs show one SCO only."""
    scos = [r for r in root.iter(f"{CP}resource") if r.get(f"{ADL}scormtype") == "sco"]
    if len(scos) > 1:
        sentence = f"{len(scos)} SCOs in one package: many LMSs show only one of them."
        yield warning("sco-many", FILE_NAME, sentence)


def listed_files(root: Root, opened: Opened) -> Iterator[Finding]:
    """The files that the manifest lists are those of the zip."""
    listed = {_path(e) for e in root.iter(f"{CP}file")}
    for missing in sorted(listed - opened.names):
        sentence = "The manifest lists this file, but the zip does not hold it."
        yield error("file-missing", missing, sentence)
    for unlisted in sorted(opened.names - listed - {FILE_NAME}):
        sentence = 'The manifest does not list this file; add <file href="…"/>.'
        yield error("file-unlisted", unlisted, sentence)


def dependencies(root: Root, _: Opened) -> Iterator[Finding]:
    """A dependency names a resource."""
    known = {r.get("identifier") for r in root.iter(f"{CP}resource")}
    for dependency in root.iter(f"{CP}dependency"):
        reference = dependency.get("identifierref")
        if reference not in known:
            yield wrong("dependency", f"The dependency '{reference}' names no resource.")


def _path(element: etree._Element) -> str:
    return unquote(element.get("href", "").partition("?")[0].partition("#")[0])


RESOURCE_RULES: Final[tuple[ManifestRule, ...]] = (
    sco_resources,
    launch_first,
    single_sco,
    listed_files,
    dependencies,
)
