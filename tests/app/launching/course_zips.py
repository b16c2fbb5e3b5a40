"""Packages to launch: a cmi5 course of three units in two blocks, and a Tin Can activity."""

import io
import zipfile

from packager.reading.cmi5 import NAMESPACE

BASE = "https://publisher.example"
PAGE = (
    '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Unit</title></head>'
    "<body><main><h1>Unit</h1></main></body></html>"
)

FIRST, SECOND, THIRD = (f"{BASE}/units/{name}" for name in ("first", "second", "third"))


def _words(title: str) -> str:
    return (
        f'<title><langstring lang="en-GB">{title}</langstring></title>'
        f'<description><langstring lang="en-GB">About {title}</langstring></description>'
    )


def unit_xml(name: str, attributes: str = "", more: str = "") -> str:
    title = name.capitalize()
    url = f"<url>{name}/index.html?page=1</url>"
    return f'<au id="{BASE}/units/{name}" {attributes}>{_words(title)}{url}{more}</au>'


UNITS = (
    unit_xml(
        "first",
        'moveOn="CompletedAndPassed" masteryScore="0.8" activityType="https://publisher.example/type"',
        "<launchParameters>a=1</launchParameters><entitlementKey>key</entitlementKey>",
    )
    + f'<block id="{BASE}/outer">{_words("Outer")}'
    + f'<block id="{BASE}/inner">{_words("Inner")}'
    + unit_xml("second", 'moveOn="Completed" launchMethod="OwnWindow"')
    + "</block>"
    + unit_xml("third", 'moveOn="Passed"')
    + "</block>"
)


def structure(units: str) -> str:
    """Return a cmi5.xml. units: what stands in it after the course."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><courseStructure xmlns="{NAMESPACE}">'
        f'<course id="{BASE}/course">{_words("Course")}</course>{units}</courseStructure>'
    )


def cmi5_zip(units: str = UNITS) -> bytes:
    """Return a cmi5 package."""
    pages = {f"{name}/index.html": PAGE for name in ("first", "second", "third")}
    return zip_with({"cmi5.xml": structure(units), "script.js": "1;", "odd.exe": "", **pages})


def tincan_zip() -> bytes:
    """Return a Tin Can package."""
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><tincan xmlns="http://projecttincan.com/tincan.xsd">'
        f'<activities><activity id="{FIRST}" type="http://adlnet.gov/expapi/activities/module">'
        '<name lang="en-GB">First</name><description lang="en-GB">About First</description>'
        '<launch lang="en-GB">first/index.html</launch></activity></activities></tincan>'
    )
    return zip_with({"tincan.xml": manifest, "first/index.html": PAGE})


def zip_with(files: dict[str, str]) -> bytes:
    """Return a zip of files by their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()
