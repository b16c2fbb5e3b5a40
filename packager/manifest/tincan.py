"""The description of an xAPI package: the activity that is launched, and those inside it.

Source: the description of ``tincan.xml`` in RusticiSoftware/launch (lms_lrs.md): one file at the root,
a flat list of activities, of which one has a launch.
"""

from typing import Final

from lxml import etree

from course.vocabulary import ActivityType
from packager.manifest.subject import COURSE_NAME, Subject
from packager.manifest.xml import add, written

FILE_NAME: Final = "tincan.xml"
TINCAN: Final = "http://projecttincan.com/tincan.xsd"


def build(subject: Subject) -> bytes:
    """Return tincan.xml."""
    root = etree.Element(f"{{{TINCAN}}}tincan", nsmap={None: TINCAN})
    activities = add(root, TINCAN, "activities")
    is_course = subject.slug == COURSE_NAME
    kind = ActivityType.COURSE if is_course else ActivityType.MODULE
    launched = _activity(activities, subject.iri, kind, subject.title, subject.language)
    add(launched, TINCAN, "description", subject.description, lang=subject.language)
    add(launched, TINCAN, "launch", subject.units[0].launch, lang=subject.language)
    for part in subject.parts:
        _activity(activities, part.iri, ActivityType.MODULE, part.title, subject.language)
    for topic in (topic for unit in (*subject.units, *subject.parts) for topic in unit.topics):
        _activity(activities, topic.iri, ActivityType.TOPIC, topic.title, subject.language)
    return written(root)


def _activity(
    activities: etree._Element, iri: str, kind: str, title: str, language: str
) -> etree._Element:
    activity = add(activities, TINCAN, "activity", id=iri, type=kind)
    add(activity, TINCAN, "name", title, lang=language)
    return activity
