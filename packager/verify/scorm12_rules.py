"""Rules on the manifest of SCORM 1.2, those included that its schemas let pass.

Source: SCORM 1.2 CAM, IMS CP 1.1.2; the literal prefixes and texts are what importers compare.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from lxml import etree

from packager.manifest.scorm12 import ADLCP, FILE_NAME, IMSCP, MAX_TITLE_CHARS
from packager.manifest.xml import XSI
from packager.verify.findings import Finding, error, warning
from packager.verify.opened import Opened

Root: TypeAlias = Any  # an element of lxml, which ships no types
ManifestRule = Callable[[Root, Opened], Iterator[Finding]]

CP: Final = f"{{{IMSCP}}}"
ADL: Final = f"{{{ADLCP}}}"
MAX_MASTERY: Final = 100
_AFTER_METADATA: Final = 3
_ITEM_ORDER: Final = {f"{CP}title": 0, f"{CP}item": 1, f"{CP}metadata": 2}


def wrong(rule: str, sentence: str) -> Finding:
    """Return an error in the manifest."""
    return error(rule, FILE_NAME, sentence)


def namespaces(root: Root, _: Opened) -> Iterator[Finding]:
    """IMS CP is the default namespace and ADL's prefix is adlcp: importers compare them as text."""
    if root.tag != f"{CP}manifest":
        yield wrong("manifest-root", f'The first element must be <manifest xmlns="{IMSCP}">.')
    elif root.nsmap.get(None) != IMSCP:
        yield wrong("manifest-namespace", f'Make xmlns="{IMSCP}" the default namespace.')
    if root.nsmap.get("adlcp") != ADLCP:
        yield wrong("manifest-prefix", f'Declare xmlns:adlcp="{ADLCP}" on <manifest>.')
    pairs = root.get(f"{{{XSI}}}schemaLocation", "").split()
    if len(pairs) % 2 or any("/" in place for place in pairs[1::2]):
        sentence = "schemaLocation must pair each namespace with the bare name of its schema."
        yield wrong("manifest-schema-location", sentence)


def schema_texts(root: Root, _: Opened) -> Iterator[Finding]:
    """The metadata says in fixed words that this is SCORM 1.2."""
    metadata = root.find(f"{CP}metadata")
    words = [] if metadata is None else [(e.tag, (e.text or "").strip()) for e in metadata[:2]]
    if words != [(f"{CP}schema", "ADL SCORM"), (f"{CP}schemaversion", "1.2")]:
        yield wrong(
            "manifest-schema",
            "<metadata> must begin with <schema>ADL SCORM</schema> and "
            "<schemaversion>1.2</schemaversion>.",
        )


def misplaced_metadata(root: Root, _: Opened) -> Iterator[Finding]:
    """No metadata where the schema has none."""
    for parent in ("organizations", "resources"):
        if root.find(f"{CP}{parent}/{CP}metadata") is not None:
            yield wrong("manifest-metadata", f"<metadata> has no place inside <{parent}>.")


def identifiers(root: Root, _: Opened) -> Iterator[Finding]:
    """Identifiers are XML names, and unique in the whole document."""
    found = [e.get("identifier") for e in root.iter() if e.get("identifier") is not None]
    for identifier, count in Counter(found).items():
        if count > 1:
            yield wrong("identifier-twice", f"The identifier '{identifier}' is used {count} times.")
        if not _is_xml_name(identifier or ""):
            sentence = (
                f"The identifier '{identifier}' must begin with a letter and hold no / or blank."
            )
            yield wrong("identifier-form", sentence)


def default_organization(root: Root, _: Opened) -> Iterator[Finding]:
    """The default names an organization."""
    organizations = root.find(f"{CP}organizations")
    default = None if organizations is None else organizations.get("default")
    known = {o.get("identifier") for o in root.iter(f"{CP}organization")}
    if default is None or default not in known:
        sentence = "<organizations default> must name the identifier of an <organization>."
        yield wrong("organization-default", sentence)


def titles(root: Root, _: Opened) -> Iterator[Finding]:
    """Each organization and item has a title that fits."""
    for tag in ("organization", "item"):
        for element in root.iter(f"{CP}{tag}"):
            title = (element.findtext(f"{CP}title") or "").strip()
            if not title or len(title) > MAX_TITLE_CHARS:
                sentence = f"Give each <{tag}> a <title> of 1 to {MAX_TITLE_CHARS} characters."
                yield wrong("title", sentence)


def items(root: Root, _: Opened) -> Iterator[Finding]:
    """Each leaf item opens a resource; its children stand in the schema's order."""
    known = {r.get("identifier") for r in root.iter(f"{CP}resource")}
    for item in root.iter(f"{CP}item"):
        name = item.get("identifier", "?")
        reference = item.get("identifierref")
        if reference is None and item.find(f"{CP}item") is None:
            yield wrong("item-empty", f"The item '{name}' opens nothing; give it an identifierref.")
        if reference is not None and reference not in known:
            sentence = f"The item '{name}' names the resource '{reference}', which does not exist."
            yield wrong("item-reference", sentence)
        places = [_ITEM_ORDER.get(str(e.tag), _AFTER_METADATA) for e in item]
        if places != sorted(places):
            sentence = (
                f"In the item '{name}' write title, items, metadata, then the adlcp elements."
            )
            yield wrong("item-order", sentence)


def mastery(root: Root, _: Opened) -> Iterator[Finding]:
    """A mastery score is a whole number of per cent; the schema would take any text."""
    for element in root.iter(f"{ADL}masteryscore"):
        text = (element.text or "").strip()
        if not (text.isascii() and text.isdigit() and int(text) <= MAX_MASTERY):
            yield wrong("mastery-score", f"masteryscore '{text}' must be a whole number 0 to 100.")


def risky_features(root: Root, _: Opened) -> Iterator[Finding]:
    """Parts of the standard on which LMSs differ."""
    base = "{http://www.w3.org/XML/1998/namespace}base"
    if any(e.get("parameters") for e in root.iter(f"{CP}item")):
        yield warning("item-parameters", FILE_NAME, "LMSs join parameters differently; leave out.")
    if next(root.iter(f"{ADL}prerequisites"), None) is not None:
        yield warning(
            "prerequisites", FILE_NAME, "prerequisites hide items in some LMSs; leave out."
        )
    if any(e.get(base) for e in root.iter()):
        yield warning("xml-base", FILE_NAME, "xml:base is read by few LMSs; write whole paths.")


def _is_xml_name(text: str) -> bool:
    try:
        etree.QName(text)
    except ValueError:
        return False
    return ":" not in text and "{" not in text


MANIFEST_RULES: Final[tuple[ManifestRule, ...]] = (
    namespaces,
    schema_texts,
    misplaced_metadata,
    identifiers,
    default_organization,
    titles,
    items,
    mastery,
    risky_features,
)
