"""tincan.xml as a launcher reads it."""

import pytest

from packager.errors import UnreadableManifest
from packager.reading.tincan import read_launch_activity

TINCAN_XML = """<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
<activity id="https://a.example/module" type="http://adlnet.gov/expapi/activities/module">
<name lang="en-GB"> A module </name><description lang="en-GB">What it is</description>
<launch lang="en-GB">index.html</launch></activity>
<activity id="https://a.example/part" type="http://adlnet.gov/expapi/activities/lesson">
<name lang="en-GB">A part</name></activity>
</activities></tincan>
"""


def test_the_activity_with_a_launch_is_the_one() -> None:
    found = read_launch_activity(TINCAN_XML.encode())
    assert (found.id, found.title, found.url) == (
        "https://a.example/module",
        "A module",
        "index.html",
    )
    assert found.type.endswith("/module")
    assert found.description == "What it is"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("</name></activity>", "</name><launch>b.html</launch></activity>", "2 of its"),
        ("index.html", " ", "0 of its"),
        ('id="https://a.example/module"', 'id="module"', "no absolute IRI"),
        ("http://projecttincan.com/tincan.xsd", "http://other.example/", "namespace"),
    ],
)
def test_what_cannot_be_launched_is_refused(old: str, new: str, sentence: str) -> None:
    with pytest.raises(UnreadableManifest, match=sentence):
        read_launch_activity(TINCAN_XML.replace(old, new, 1).encode())
