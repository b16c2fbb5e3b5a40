"""The description of an xAPI package: by the rules that are written down nowhere but in prose."""

from lxml import etree

from packager.manifest.tincan import TINCAN, build
from tests.packager.subjects import alone, subject, unit

T = f"{{{TINCAN}}}"


def test_one_activity_alone_is_launched_and_it_comes_first() -> None:
    root = etree.fromstring(build(subject()))
    assert root.tag == f"{T}tincan"
    first, *others = root.findall(f"{T}activities/{T}activity")
    assert first.get("id") == "https://w3id.org/first-shift/modules/culture"
    assert [child.tag for child in first] == [f"{T}name", f"{T}description", f"{T}launch"]
    assert first.findtext(f"{T}launch") == "index.html"
    assert all(child.get("lang") == "en-GB" for child in first)
    assert others and not [each for each in others if each.find(f"{T}launch") is not None]


def test_a_course_names_its_modules_and_their_topics() -> None:
    whole = alone(slug="course", iri="https://w3id.org/first-shift/course", topics=())
    made = subject(
        whole,
        slug="course",
        iri="https://w3id.org/first-shift/course",
        parts=(unit(), unit("reading")),
    )
    root = etree.fromstring(build(made))
    ids = [
        each.get("id", "").removeprefix("https://w3id.org/first-shift/")
        for each in root.iter(f"{T}activity")
    ]
    assert ids == [
        "course",
        "modules/culture",
        "modules/reading",
        "modules/culture/topics/one",
        "modules/reading/topics/one",
    ]
    assert all(each.get("type", "").startswith("http") for each in root.iter(f"{T}activity"))
