"""Rules of SCORM 1.2 alone that its schemas let pass.

Source: SCORM 1.2 CAM; the literal prefixes and texts are what importers compare.
"""

import re
from collections.abc import Iterator
from typing import Final

from packager.verify.findings import Finding
from packager.verify.manifests import Manifest, ManifestRule
from packager.verify.namespaces import ADLCP12, CP12

MAX_MASTERY: Final = 100
_TIMESPAN: Final = re.compile(r"\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?", re.ASCII)


def namespaces(manifest: Manifest) -> Iterator[Finding]:
    """IMS CP is the default namespace and ADL's prefix is adlcp: importers compare them as text."""
    root = manifest.root
    if root.tag != f"{{{CP12}}}manifest":
        sentence = f'The first element must be <manifest xmlns="{CP12}">.'
        yield manifest.error("manifest-root", root, sentence)
    elif root.nsmap.get(None) != CP12:
        yield manifest.error(
            "manifest-namespace", root, f'Make xmlns="{CP12}" the default namespace.'
        )
    if root.nsmap.get("adlcp") != ADLCP12:
        sentence = f'Declare xmlns:adlcp="{ADLCP12}" on <manifest>.'
        yield manifest.error("manifest-prefix", root, sentence)


def schema_texts(manifest: Manifest) -> Iterator[Finding]:
    """The metadata says in fixed words that this is SCORM 1.2."""
    metadata = manifest.root.find(f"{{{CP12}}}metadata")
    words = [] if metadata is None else [(e.tag, (e.text or "").strip()) for e in metadata[:2]]
    if words != [(f"{{{CP12}}}schema", "ADL SCORM"), (f"{{{CP12}}}schemaversion", "1.2")]:
        yield manifest.error(
            "manifest-schema",
            manifest.root if metadata is None else metadata,
            "<metadata> must begin with <schema>ADL SCORM</schema> and "
            "<schemaversion>1.2</schemaversion>.",
        )


def mastery(manifest: Manifest) -> Iterator[Finding]:
    """A mastery score is a whole number of per cent; the schema would take any text."""
    for element in manifest.root.iter(f"{{{ADLCP12}}}masteryscore"):
        text = (element.text or "").strip()
        if not (text.isascii() and text.isdigit() and int(text) <= MAX_MASTERY):
            sentence = f"masteryscore '{text}' must be a whole number 0 to 100."
            yield manifest.error("mastery-score", element, sentence)


def time_allowed(manifest: Manifest) -> Iterator[Finding]:
    """A time limit is a timespan of SCORM 1.2."""
    for element in manifest.root.iter(f"{{{ADLCP12}}}maxtimeallowed"):
        text = (element.text or "").strip()
        if not _TIMESPAN.fullmatch(text):
            sentence = f"maxtimeallowed '{text}' must be written like 0001:30:00."
            yield manifest.error("time-allowed", element, sentence)


SCORM12_RULES: Final[tuple[ManifestRule, ...]] = (namespaces, schema_texts, mastery, time_allowed)
