"""The manifest of a SCORM 1.2 package: one SCO, or one for each module.

Source: SCORM 1.2 Content Aggregation Model (ADL, October 2001), IMS Content Packaging 1.1.2 and
ADL's extension of it; the order of elements is that of their schemas.
"""

from typing import Final

from lxml import etree

from packager.manifest.lom12 import IMSMD, add_lom
from packager.manifest.resources import add_resources
from packager.manifest.subject import Subject, Unit, identifier
from packager.manifest.xml import XSI, add, written

FILE_NAME: Final = "imsmanifest.xml"

IMSCP: Final = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP: Final = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
# Importers compare prefixes as text: IMS CP has to be the default, ADL's has to be called adlcp.
NAMESPACES: Final = {None: IMSCP, "adlcp": ADLCP, "imsmd": IMSMD, "xsi": XSI}
SCHEMA_LOCATION: Final = " ".join(
    (
        f"{IMSCP} imscp_rootv1p1p2.xsd",
        f"{IMSMD} imsmd_rootv1p2p1.xsd",
        f"{ADLCP} adlcp_rootv1p2.xsd",
    )
)

MAX_TITLE_CHARS: Final = 200
MAX_VERSION_CHARS: Final = 20


def build(subject: Subject) -> bytes:
    """Return imsmanifest.xml."""
    root = etree.Element(f"{{{IMSCP}}}manifest", nsmap=NAMESPACES)
    root.set("identifier", f"{subject.name}-manifest")
    root.set("version", subject.version[:MAX_VERSION_CHARS])
    root.set(f"{{{XSI}}}schemaLocation", SCHEMA_LOCATION)
    metadata = add(root, IMSCP, "metadata")
    add(metadata, IMSCP, "schema", "ADL SCORM")
    add(metadata, IMSCP, "schemaversion", "1.2")
    add_lom(metadata, subject)
    _organizations(root, subject)
    add_resources(root, IMSCP, f"{{{ADLCP}}}scormtype", subject)
    return written(root)


def _organizations(root: etree._Element, subject: Subject) -> None:
    name = f"{subject.name}-organization"
    organizations = add(root, IMSCP, "organizations", default=name)
    organization = add(organizations, IMSCP, "organization", identifier=name)
    add(organization, IMSCP, "title", subject.title[:MAX_TITLE_CHARS])
    for unit in subject.units:
        _item(organization, unit)


def _item(organization: etree._Element, unit: Unit) -> None:
    name = identifier(unit.slug)
    item = add(
        organization,
        IMSCP,
        "item",
        identifier=f"{name}-item",
        identifierref=f"{name}-sco",
        isvisible="true",
    )
    add(item, IMSCP, "title", unit.title[:MAX_TITLE_CHARS])
    if unit.mastery_score is not None:
        add(item, ADLCP, "masteryscore", str(unit.mastery_score))
