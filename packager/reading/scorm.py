"""Read what a SCORM package launches, of either standard: its SCOs, in the order of the manifest.

Source: IMS Content Packaging 1.1.2 and 1.1.4; ADL's extensions for SCORM 1.2 and 2004.
"""

from typing import Final

from lxml import etree
from msgspec import Struct

from packager.errors import UnreadableManifest
from packager.reading.xml import attribute, root_of, text_of

FILE_NAME: Final = "imsmanifest.xml"


class Sco(Struct, frozen=True):
    """What an LMS launches. address: its page; mastery: the manifest's pass mark in per cent, or empty."""

    identifier: str
    title: str
    address: str
    mastery: str


def read_scos(manifest: bytes) -> tuple[Sco, ...]:
    """Return the SCOs of ``imsmanifest.xml``. Raises UnreadableManifest where none can be launched."""
    root = root_of(FILE_NAME, manifest)
    launched = {
        attribute(resource, "identifier"): attribute(resource, "href")
        for resource in root.iterfind(".//{*}resource")
        if resource.get("href")
    }
    found = tuple(
        Sco(
            identifier=attribute(item, "identifier"),
            title=text_of(item.find("{*}title")),
            address=launched[attribute(item, "identifierref")],
            mastery=_mastery(item),
        )
        for item in root.iterfind(".//{*}item")
        if attribute(item, "identifierref") in launched
    )
    if not found:
        raise UnreadableManifest(FILE_NAME, ["it lists nothing that can be launched"])
    return found


def _mastery(item: etree._Element) -> str:
    """Return the pass mark: SCORM 1.2 gives it in per cent, SCORM 2004 as a share of one."""
    score = text_of(item.find("{*}masteryscore"))
    measure = text_of(item.find(".//{*}minNormalizedMeasure"))
    return score or (f"{float(measure) * 100:g}" if measure else "")
