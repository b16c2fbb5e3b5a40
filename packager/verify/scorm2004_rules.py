"""Rules of SCORM 2004, 3rd and 4th Edition, that their schemas let pass.

Source: SCORM 2004 Content Aggregation Model; the literal texts and prefixes are what importers compare.
"""

from collections.abc import Iterator
from typing import Final

from packager.verify.findings import Finding
from packager.verify.manifests import Manifest, ManifestRule, Node
from packager.verify.namespaces import ADLCP2004, ADLNAV, ADLSEQ, CP2004, IMSSS

THIRD: Final = "2004 3rd Edition"
FOURTH: Final = "2004 4th Edition"
SECOND: Final = ("CAM 1.3", "1.3")
CP: Final = f"{{{CP2004}}}"
PREFIXES: Final = {
    "adlcp": ADLCP2004,
    "adlseq": ADLSEQ,
    "adlnav": ADLNAV,
    "imsss": IMSSS,
}


def edition_of(root: Node) -> str:
    """Return what the manifest says in ``schemaversion``, in whatever namespace; empty for nothing."""
    found = root.find("{*}metadata/{*}schemaversion")
    return "" if found is None else (found.text or "").strip()


def namespaces(manifest: Manifest) -> Iterator[Finding]:
    """IMS CP is the default namespace, and the prefixes are literally those of the standard."""
    root = manifest.root
    if root.tag == f"{CP}manifest" and root.nsmap.get(None) != CP2004:
        yield manifest.error(
            "manifest-namespace", root, f'Make xmlns="{CP2004}" the default namespace.'
        )
    if root.nsmap.get("adlcp") != ADLCP2004:
        sentence = f'Declare xmlns:adlcp="{ADLCP2004}" on <manifest>.'
        yield manifest.error("manifest-prefix", root, sentence)
    wanted = {space: prefix for prefix, space in PREFIXES.items()}
    used = {(space, prefix or ""): root for prefix, space in root.nsmap.items()}
    for element in root.iter("{*}*"):
        used.setdefault((element.tag[1:].partition("}")[0], element.prefix or ""), element)
    for (space, prefix), element in used.items():
        if prefix != wanted.get(space, prefix):
            sentence = f"Use the prefix {wanted[space]} for {space}; LMSs compare it as text."
            yield manifest.error("manifest-prefix", element, sentence)


def schema_texts(manifest: Manifest) -> Iterator[Finding]:
    """The metadata names the edition in fixed words; with any other an LMS takes it for SCORM 1.2."""
    root = manifest.root
    metadata = root.find(f"{CP}metadata")
    place = root if metadata is None else metadata
    if root.findtext(f"{CP}metadata/{CP}schema", "").strip() != "ADL SCORM":
        yield manifest.error(
            "manifest-schema", place, "<metadata> must begin with <schema>ADL SCORM</schema>."
        )
    said = root.findtext(f"{CP}metadata/{CP}schemaversion", "")
    if said.strip() in SECOND:
        sentence = (
            f"schemaversion '{said}' is the 2nd Edition, which keeps only 4,000 characters of "
            "suspend data; it was judged by the 3rd."
        )
        yield manifest.warning("edition-second", place, sentence)
    elif said not in (THIRD, FOURTH):
        sentence = f"schemaversion is '{said}'; write exactly '{THIRD}' or '{FOURTH}'."
        yield manifest.error("manifest-schema", place, sentence)


def branches(manifest: Manifest) -> Iterator[Finding]:
    """Only a leaf opens a resource."""
    for item in manifest.root.iter(f"{CP}item"):
        if item.get("identifierref") and item.find(f"{CP}item") is not None:
            sentence = (
                f"The item '{item.get('identifier', '?')}' has items below it and opens a "
                "resource too; in SCORM 2004 only the lowest items may."
            )
            yield manifest.error("item-branch", item, sentence)


def threshold_text(manifest: Manifest) -> Iterator[Finding]:
    """The 4th Edition reads the threshold from attributes and passes over its text."""
    for element in manifest.root.iter(f"{{{ADLCP2004}}}completionThreshold"):
        if manifest.edition == FOURTH and (element.text or "").strip():
            sentence = (
                "The 4th Edition passes over the text of completionThreshold; write "
                'completedByMeasure="true" minProgressMeasure="…".'
            )
            yield manifest.warning("threshold-text", element, sentence)


SCORM2004_RULES: Final[tuple[ManifestRule, ...]] = (
    namespaces,
    schema_texts,
    branches,
    threshold_text,
)
