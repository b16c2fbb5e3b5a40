"""The manifest of a SCORM 2004 package, 3rd or 4th Edition: one SCO, or one for each module.

Source: SCORM 2004 Content Aggregation Model (ADL), IMS Content Packaging 1.1.3 and 1.1.4, ADL's
extensions v1p3, IMS Simple Sequencing 1.0; the order of elements is that of their schemas. How the
units roll up stands in ``scorm2004_sequencing.py``.
"""

from collections.abc import Callable
from functools import partial
from typing import Final, Literal

from lxml import etree

from packager.manifest.lom import LOM, add_lom
from packager.manifest.resources import add_resources
from packager.manifest.scorm2004_sequencing import IMSSS, sequence_course, sequence_unit
from packager.manifest.subject import Subject, Unit, identifier
from packager.manifest.xml import XSI, add, written

FILE_NAME: Final = "imsmanifest.xml"

IMSCP: Final = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADLCP: Final = "http://www.adlnet.org/xsd/adlcp_v1p3"
ADLSEQ: Final = "http://www.adlnet.org/xsd/adlseq_v1p3"
ADLNAV: Final = "http://www.adlnet.org/xsd/adlnav_v1p3"
# Importers compare prefixes as text: IMS CP has to be the default, the others have these names.
NAMESPACES: Final = {
    None: IMSCP,
    "adlcp": ADLCP,
    "adlseq": ADLSEQ,
    "adlnav": ADLNAV,
    "imsss": IMSSS,
    "lom": LOM,
    "xsi": XSI,
}
SCHEMA_LOCATION: Final = " ".join(
    (
        f"{IMSCP} imscp_v1p1.xsd",
        f"{ADLCP} adlcp_v1p3.xsd",
        f"{ADLSEQ} adlseq_v1p3.xsd",
        f"{ADLNAV} adlnav_v1p3.xsd",
        f"{IMSSS} imsss_v1p0.xsd",
        f"{LOM} lom.xsd",
    )
)

MAX_TITLE_CHARS: Final = 200
MAX_VERSION_CHARS: Final = 20

Edition = Literal["2004 3rd Edition", "2004 4th Edition"]

# With one SCO there is nothing to go on to: the LMS's own buttons would only lead out of it.
_HIDDEN_ALONE: Final = ("continue", "previous")


def build(subject: Subject, edition: Edition) -> bytes:
    """Return imsmanifest.xml."""
    root = etree.Element(f"{{{IMSCP}}}manifest", nsmap=NAMESPACES)
    root.set("identifier", f"{subject.name}-manifest")
    root.set("version", subject.version[:MAX_VERSION_CHARS])
    root.set(f"{{{XSI}}}schemaLocation", SCHEMA_LOCATION)
    metadata = add(root, IMSCP, "metadata")
    add(metadata, IMSCP, "schema", "ADL SCORM")
    add(metadata, IMSCP, "schemaversion", edition)
    add_lom(metadata, subject)
    _organizations(root, subject)
    add_resources(root, IMSCP, f"{{{ADLCP}}}scormType", subject)
    return written(root)


def builder(edition: Edition) -> Callable[[Subject], bytes]:
    """Return the function that writes manifests of an edition."""
    return partial(build, edition=edition)


def _organizations(root: etree._Element, subject: Subject) -> None:
    name = f"{subject.name}-organization"
    organizations = add(root, IMSCP, "organizations", default=name)
    organization = add(organizations, IMSCP, "organization", identifier=name)
    # Objectives are this package's own: another package's must not fill them in.
    organization.set(f"{{{ADLSEQ}}}objectivesGlobalToSystem", "false")
    add(organization, IMSCP, "title", subject.title[:MAX_TITLE_CHARS])
    for unit in subject.units:
        _item(organization, unit, subject)
    sequence_course(organization)


def _item(organization: etree._Element, unit: Unit, subject: Subject) -> None:
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
    if len(subject.units) == 1:
        presentation = add(item, ADLNAV, "presentation")
        interface = add(presentation, ADLNAV, "navigationInterface")
        for button in _HIDDEN_ALONE:
            add(interface, ADLNAV, "hideLMSUI", button)
    sequence_unit(item, unit, judged=subject.judged)
