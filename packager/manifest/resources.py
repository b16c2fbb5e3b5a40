"""The resources of a SCORM manifest: alike in both standards, but for names.

Source: IMS Content Packaging 1.1.2 and 1.1.4, section 4.7 (resources).
"""

from lxml import etree

from packager.manifest.subject import Subject, identifier
from packager.manifest.xml import add


def add_resources(root: etree._Element, space: str, mark: str, subject: Subject) -> None:
    """Append a resource for each unit, then one for what they share.

    space: the namespace of content packaging; mark: the attribute that tells a SCO from an asset. The
    units come first: some LMSs open the first resource that has an href, whatever the items say.
    """
    resources = add(root, space, "resources")
    shared = f"{subject.name}-shared"
    for unit in subject.units:
        sco = add(
            resources,
            space,
            "resource",
            identifier=f"{identifier(unit.slug)}-sco",
            type="webcontent",
            href=unit.launch,
        )
        sco.set(mark, "sco")
        _files(sco, space, unit.files)
        if subject.shared_files:
            add(sco, space, "dependency", identifierref=shared)
    if subject.shared_files:
        asset = add(resources, space, "resource", identifier=shared, type="webcontent")
        asset.set(mark, "asset")
        _files(asset, space, subject.shared_files)


def _files(resource: etree._Element, space: str, paths: tuple[str, ...]) -> None:
    for path in paths:
        add(resource, space, "file", href=path)
