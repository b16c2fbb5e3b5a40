"""Rules on ``tincan.xml``, the manifest of an xAPI package.

Source: https://github.com/RusticiSoftware/launch (lms_lrs.md), "Packaging" and "Launch".
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from packager.verify.addresses import is_iri, launch_address
from packager.verify.findings import Finding, warning
from packager.verify.manifests import Manifest, ManifestRule, Node
from packager.verify.namespaces import TINCAN, TINCAN_XML, XML

TC: Final = f"{{{TINCAN}}}"
LAUNCH_NAMES: Final = ("endpoint", "auth", "actor", "registration", "activity_id")


def one_manifest(manifest: Manifest) -> Iterator[Finding]:
    """There is one ``tincan.xml``, and at the root."""
    for name in sorted(manifest.opened.names):
        if name != manifest.file and name.rpartition("/")[2] == TINCAN_XML:
            sentence = "A package holds one tincan.xml only; take this one out."
            yield Finding("manifest-many", "error", name, sentence)
    if manifest.folder:
        sentence = (
            "Some LMSs look for tincan.xml at the root of the zip only; zip without a folder."
        )
        yield warning("manifest-folder", manifest.file, sentence)


def ids(manifest: Manifest) -> Iterator[Finding]:
    """Each activity's id is an absolute IRI, and nobody else's; its type is an IRI."""
    found: dict[str, list[Node]] = defaultdict(list)
    for activity in manifest.root.iter(f"{TC}activity"):
        name = activity.get("id", "").strip()
        found[name].append(activity)
        if not is_iri(name):
            sentence = f"The activity id '{name}' must be a whole IRI, such as https://…."
            yield manifest.error("iri", activity, sentence)
        if not is_iri(activity.get("type", "").strip()):
            sentence = (
                f"The activity type '{activity.get('type', '')}' should be an IRI, such as "
                "http://adlnet.gov/expapi/activities/course."
            )
            yield manifest.warning("activity-type", activity, sentence)
    for name, activities in found.items():
        for again in activities[1:]:
            sentence = f"The activity id '{name}' is there {len(activities)} times; keep one."
            yield manifest.error("id-twice", again, sentence)


def launches(manifest: Manifest) -> Iterator[Finding]:
    """One activity of the package can be launched, and what it opens is there."""
    launched = [
        activity
        for activity in manifest.root.iter(f"{TC}activity")
        if next(activity.iterchildren(f"{TC}launch", f"{TC}resource"), None) is not None
    ]
    if not launched:
        sentence = "No activity has a <launch>, so an LMS has nothing to open; add one."
        yield manifest.error("launch-none", manifest.root, sentence)
    for again in launched[1:]:
        sentence = "Only one activity of a package may have <launch>; LMSs open the first."
        yield manifest.error("launch-many", again, f"{sentence} Take the others out.")
    for activity in launched:
        for tag in ("launch", "resource"):
            for each in activity.iterchildren(f"{TC}{tag}"):
                yield from launch_address(manifest, each, LAUNCH_NAMES, f"<{tag}>")


def languages(manifest: Manifest) -> Iterator[Finding]:
    """Name, description and launch say their language."""
    for activity in manifest.root.iter(f"{TC}activity"):
        for tag in ("name", "description", "launch"):
            for each in activity.iterchildren(f"{TC}{tag}"):
                inner = [each, *each.iterchildren(f"{TC}langstring")]
                if not any(e.get("lang") or e.get(f"{{{XML}}}lang") for e in inner):
                    sentence = f'Say the language: <{tag} lang="en-GB">.'
                    yield manifest.warning("language", each, sentence)
                if tag == "name" and not "".join(each.itertext()).strip():
                    sentence = "This name is empty; LMSs list the package by it: write one."
                    yield manifest.error("text-empty", each, sentence)


TINCAN_RULES: Final[tuple[ManifestRule, ...]] = (one_manifest, ids, launches, languages)
