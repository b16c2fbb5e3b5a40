"""The manifest of a SCORM 1.2 package with one SCO.

Source: SCORM 1.2 Content Aggregation Model (ADL, October 2001), IMS Content Packaging 1.1.2 and
ADL's extension of it; the order of elements is that of their schemas.
"""

from typing import Final

from lxml import etree

from packager.manifest.subject import LAUNCH_FILE, Subject

FILE_NAME: Final = "imsmanifest.xml"

IMSCP: Final = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP: Final = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
# Importers compare prefixes as text: IMS CP has to be the default, ADL's has to be called adlcp.
NAMESPACES: Final = {None: IMSCP, "adlcp": ADLCP, "xsi": XSI}
SCHEMA_LOCATION: Final = f"{IMSCP} imscp_rootv1p1p2.xsd {ADLCP} adlcp_rootv1p2.xsd"
DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'

MAX_TITLE_CHARS: Final = 200
MAX_VERSION_CHARS: Final = 20


def build(subject: Subject) -> bytes:
    """Return imsmanifest.xml for one SCO: UTF-8, with a declaration, without DOCTYPE.

    The identifiers come from the slug alone, so that a later edition of the module keeps the
    learners' records: LMSs key them on the item's identifier.
    """
    name = f"fs-{subject.slug}"
    root = etree.Element(f"{{{IMSCP}}}manifest", nsmap=NAMESPACES)
    root.set("identifier", f"{name}-manifest")
    root.set("version", subject.version[:MAX_VERSION_CHARS])
    root.set(f"{{{XSI}}}schemaLocation", SCHEMA_LOCATION)
    _metadata(root)
    _organizations(root, name, subject)
    _resources(root, name, subject)
    etree.indent(root)
    # By hand: lxml writes the declaration with single quotes, which hand-made importers may not know.
    return (
        DECLARATION + bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=False)) + b"\n"
    )


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{IMSCP}}}{tag}", attributes)
    element.text = text or None
    return element


def _metadata(root: etree._Element) -> None:
    metadata = _add(root, "metadata")
    _add(metadata, "schema", "ADL SCORM")
    _add(metadata, "schemaversion", "1.2")


def _organizations(root: etree._Element, name: str, subject: Subject) -> None:
    title = subject.title[:MAX_TITLE_CHARS]
    organizations = _add(root, "organizations", default=f"{name}-organization")
    organization = _add(organizations, "organization", identifier=f"{name}-organization")
    _add(organization, "title", title)
    item = _add(
        organization,
        "item",
        identifier=f"{name}-item",
        identifierref=f"{name}-sco",
        isvisible="true",
    )
    _add(item, "title", title)
    if subject.mastery_score is not None:
        mastery = etree.SubElement(item, f"{{{ADLCP}}}masteryscore")
        mastery.text = str(subject.mastery_score)


def _resources(root: etree._Element, name: str, subject: Subject) -> None:
    resources = _add(root, "resources")
    sco = _add(resources, "resource", identifier=f"{name}-sco", type="webcontent", href=LAUNCH_FILE)
    sco.set(f"{{{ADLCP}}}scormtype", "sco")
    for path in subject.files:
        _add(sco, "file", href=path)
