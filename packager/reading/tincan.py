"""The activity that a package with tincan.xml launches.

Source: https://github.com/RusticiSoftware/launch, lms_lrs.md.
"""

from typing import Final

from msgspec import Struct

from packager.errors import UnreadableManifest
from packager.reading.xml import attribute, is_iri, root_of, text_of

FILE_NAME: Final = "tincan.xml"
NAMESPACE: Final = "http://projecttincan.com/tincan.xsd"


class LaunchActivity(Struct, frozen=True, kw_only=True):
    """What is launched. id: an IRI; url: relative to the package, or absolute."""

    id: str
    type: str
    title: str
    description: str
    url: str


def read_launch_activity(data: bytes) -> LaunchActivity:
    """Return the one activity of a tincan.xml that can be launched. Raises UnreadableManifest."""
    root = root_of(FILE_NAME, data)
    if root.tag != _tag("tincan"):
        raise UnreadableManifest(FILE_NAME, [f"its root is no tincan in the namespace {NAMESPACE}"])
    launched = [
        each
        for each in root.findall(f"{_tag('activities')}/{_tag('activity')}")
        if text_of(each.find(_tag("launch")))
    ]
    if len(launched) != 1:
        raise UnreadableManifest(
            FILE_NAME, [f"{len(launched)} of its activities have a launch; exactly one may"]
        )
    (found,) = launched
    activity = LaunchActivity(
        id=attribute(found, "id"),
        type=attribute(found, "type"),
        title=text_of(found.find(_tag("name"))),
        description=text_of(found.find(_tag("description"))),
        url=text_of(found.find(_tag("launch"))),
    )
    if not is_iri(activity.id):
        raise UnreadableManifest(FILE_NAME, [f"its id '{activity.id}' is no absolute IRI"])
    return activity


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
