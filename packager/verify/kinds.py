"""The kinds of package that ``verify`` knows. A new one is a file of rules and a line here."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from packager.verify.cmi5_rules import CMI5_RULES
from packager.verify.findings import Finding
from packager.verify.manifests import Manifest, ManifestRule, Node
from packager.verify.namespaces import (
    CMI5,
    CMI5_XML,
    CP12,
    CP2004,
    IMSMANIFEST,
    TINCAN,
    TINCAN_XML,
)
from packager.verify.packaging_rules import PACKAGING_RULES
from packager.verify.resource_rules import RESOURCE_RULES
from packager.verify.schema import validate
from packager.verify.scorm12_rules import SCORM12_RULES
from packager.verify.scorm2004_rules import FOURTH, SCORM2004_RULES, THIRD, edition_of
from packager.verify.sequencing_rules import SEQUENCING_RULES
from packager.verify.tincan_rules import TINCAN_RULES

MANIFEST_FILES: Final = (IMSMANIFEST, CMI5_XML, TINCAN_XML)


class Kind(Struct, frozen=True):
    """A kind of package.

    label: as people call it; namespace: of the manifest's root; schema: a file in ``schemas``; rules:
    what the schema cannot say; suspend_data: how many characters an LMS keeps, None where it keeps
    what it gets; api: the words of the run-time by which a script tracks.
    """

    label: str
    file: str
    namespace: str
    schema: str
    rules: tuple[ManifestRule, ...]
    suspend_data: int | None = None
    api: str = ""

    def judge(self, manifest: Manifest) -> Iterator[Finding]:
        """Yield what is wrong with a manifest of this kind."""

        for mistake in validate(manifest.root, self.schema):
            yield Finding("schema", "error", manifest.file, mistake.sentence, mistake.line)
        for rule in self.rules:
            yield from rule(manifest)


_SCORM: Final = (*PACKAGING_RULES, *RESOURCE_RULES)
_SCORM2004: Final = (*_SCORM, *SCORM2004_RULES, *SEQUENCING_RULES)

SCORM12: Final = Kind(
    "SCORM 1.2", IMSMANIFEST, CP12, "scorm12", (*_SCORM, *SCORM12_RULES), 4096, "scorm12"
)
SCORM2004_3RD: Final = Kind(
    f"SCORM {THIRD}", IMSMANIFEST, CP2004, "scorm2004-3rd", _SCORM2004, 64_000, "scorm2004"
)
SCORM2004_4TH: Final = Kind(
    f"SCORM {FOURTH}", IMSMANIFEST, CP2004, "scorm2004-4th", _SCORM2004, 64_000, "scorm2004"
)
CMI5_KIND: Final = Kind("cmi5", CMI5_XML, CMI5, "cmi5", CMI5_RULES)
TINCAN_KIND: Final = Kind("xAPI (tincan.xml)", TINCAN_XML, TINCAN, "tincan", TINCAN_RULES)


def kind_of(file: str, root: Node) -> Kind:
    """Return the kind of a manifest by its file's name and, for SCORM, by what it says."""
    if file == CMI5_XML:
        return CMI5_KIND
    if file == TINCAN_XML:
        return TINCAN_KIND
    said = edition_of(root)
    if root.tag == f"{{{CP12}}}manifest" or (said == "1.2" and root.tag != f"{{{CP2004}}}manifest"):
        return SCORM12
    if root.tag == f"{{{CP2004}}}manifest" or said.startswith("2004"):
        return SCORM2004_4TH if said == FOURTH else SCORM2004_3RD
    return SCORM12
