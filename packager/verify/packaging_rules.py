"""Rules on what every ``imsmanifest.xml`` has: identifiers, organizations, items.

Source: IMS Content Packaging 1.1.2 to 1.1.4; SCORM 1.2 and 2004 Content Aggregation Model.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from packager.verify.findings import Finding
from packager.verify.manifests import BASE, Manifest, ManifestRule, Node
from packager.verify.namespaces import ADLCP12, ADLCP2004, CP12, IMSMD, IMSSS, XSI

ADL_CP: Final = (ADLCP12, ADLCP2004)


def cp(root: Node, name: str) -> str:
    """Return an element's name in the packaging namespace of this manifest."""
    space = root.tag[1:].partition("}")[0] if root.tag.startswith("{") else CP12
    return f"{{{space}}}{name}"


def schema_location(manifest: Manifest) -> Iterator[Finding]:
    """schemaLocation pairs each namespace with the bare name of its schema."""
    root = manifest.root
    pairs = root.get(f"{{{XSI}}}schemaLocation", "").split()
    if len(pairs) % 2:
        sentence = "schemaLocation must pair each namespace with the bare name of its schema."
        yield manifest.error("manifest-schema-location", root, sentence)
    elif any("/" in place for place in pairs[1::2]):
        sentence = "schemaLocation names schemas on the web; some importers fetch them: name files."
        yield manifest.warning("manifest-schema-location", root, sentence)


def identifiers(manifest: Manifest) -> Iterator[Finding]:
    """Identifiers are unique in the whole document."""
    found: dict[str, list[Node]] = defaultdict(list)
    for element in manifest.root.iter("{*}*"):
        if IMSMD not in element.tag:
            name = "ID" if element.tag == f"{{{IMSSS}}}sequencing" else "identifier"
            if element.get(name) is not None:
                found[element.get(name)].append(element)
    for identifier, elements in found.items():
        if len(elements) > 1:
            sentence = (
                f"The identifier '{identifier}' is used {len(elements)} times; "
                "give each element its own."
            )
            yield manifest.error("identifier-twice", elements[1], sentence)


def default_organization(manifest: Manifest) -> Iterator[Finding]:
    """The default names an organization."""
    root = manifest.root
    organizations = root.find(cp(root, "organizations"))
    if organizations is None:
        return
    default = organizations.get("default")
    known = {o.get("identifier") for o in organizations.iterchildren(cp(root, "organization"))}
    if default is None or default not in known:
        sentence = "<organizations default> must name the identifier of an <organization>."
        yield manifest.error("organization-default", organizations, sentence)


def titles(manifest: Manifest) -> Iterator[Finding]:
    """Each organization and item has a title."""
    root = manifest.root
    for tag in ("organization", "item"):
        for element in root.iter(cp(root, tag)):
            if not (element.findtext(cp(root, "title")) or "").strip():
                yield manifest.error("title", element, f"Give this <{tag}> a <title> with words.")


def items(manifest: Manifest) -> Iterator[Finding]:
    """Each leaf item opens a resource that exists."""
    root = manifest.root
    known = {r.get("identifier") for r in root.iter(cp(root, "resource"))}
    for item in root.iter(cp(root, "item")):
        name, reference = item.get("identifier", "?"), item.get("identifierref")
        if reference is None and item.find(cp(root, "item")) is None:
            sentence = f"The item '{name}' opens nothing; give it an identifierref."
            yield manifest.error("item-empty", item, sentence)
        if reference is not None and reference not in known:
            sentence = (
                f"The item '{name}' names the resource '{reference}', which does not exist; "
                "name one that does."
            )
            yield manifest.error("item-reference", item, sentence)


def risky_features(manifest: Manifest) -> Iterator[Finding]:
    """Parts of the standard on which LMSs differ."""
    root = manifest.root
    for item in root.iter(cp(root, "item")):
        if item.get("parameters"):
            sentence = "LMSs join parameters differently; leave them out."
            yield manifest.warning("item-parameters", item, sentence)
    for element in root.iter("{*}*"):
        if element.get(BASE):
            sentence = "xml:base is read by few LMSs; write whole paths."
            yield manifest.warning("xml-base", element, sentence)
        if element.tag == f"{{{ADLCP12}}}prerequisites":
            sentence = "prerequisites hide items in some LMSs; leave them out."
            yield manifest.warning("prerequisites", element, sentence)
    for inner in root.iterchildren(cp(root, "manifest")):
        sentence = "A manifest in a manifest is read by few LMSs; bring it into the outer one."
        yield manifest.warning("manifest-inner", inner, sentence)


PACKAGING_RULES: Final[tuple[ManifestRule, ...]] = (
    schema_location,
    identifiers,
    default_organization,
    titles,
    items,
    risky_features,
)
