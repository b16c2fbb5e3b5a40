"""Zips that mean harm, and bytes that mean nothing: verify says so, soon, and raises nothing."""

import io
import struct
import time
import zipfile
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packager.verify import Verdict, judge
from packager.verify.opened import MAX_ENTRIES
from tests.packager.manifest_samples import SAMPLES, SCORM2004_4TH
from tests.packager.zips import zipped

QUICK: Final = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
CENTRAL: Final = b"PK\x01\x02"


def rules(verdict: Verdict) -> set[str]:
    """Return the rules that were broken."""
    return {finding.rule for finding in verdict.findings}


def claiming(data: bytes, offset: int, value: int) -> bytes:
    """Return a zip whose last entry in the directory holds another number."""
    at = data.rindex(CENTRAL) + offset
    return data[:at] + struct.pack("<I", value) + data[at + 4 :]


@QUICK
@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    assert judge(data).findings


@QUICK
@given(data=st.data(), kind=st.sampled_from(sorted(SAMPLES)))
def test_no_damaged_package_makes_it_raise(data: st.DataObject, kind: str) -> None:
    whole = bytearray(zipped(SAMPLES[kind]))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    judge(bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))]))


@QUICK
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "a.html",
                "b.js",
                "c.css",
                "d.svg",
                "cmi5.xml",
                "imsmanifest.xml",
                "tincan.xml",
                "course-data.js",
            ]
        ),
        st.binary(max_size=200) | st.text(max_size=80).map(str.encode),
    )
)
def test_no_content_makes_it_raise(files: dict[str, bytes]) -> None:
    judge(zipped(files))


def test_a_cut_zip_cannot_be_read() -> None:
    whole = zipped(SAMPLES["cmi5"])
    verdict = judge(whole[: len(whole) - 30])
    assert not verdict.readable and rules(verdict) == {"zip-readable"}


def test_a_bomb_is_not_opened() -> None:
    bomb = zipped({"a.bin": bytes(2_000_000)})
    assert rules(judge(claiming(bomb, 24, 2_000_000_000))) == {"zip-size"}


def test_a_size_that_cannot_be_is_found_before_anything_is_read() -> None:
    small = zipped({"index.html": b"<p>x"})
    verdict = judge(claiming(small, 24, 900_000_000))
    assert not verdict.readable and rules(verdict) == {"zip-size"}


def test_a_size_that_lies_a_little_is_found_by_the_check_sum() -> None:
    small = zipped({"a.bin": b"x" * 5000, "index.html": b'<meta charset="utf-8">'})
    at = small.index(CENTRAL) + 24
    lying = small[:at] + struct.pack("<I", 10) + small[at + 4 :]
    found = [f.file for f in judge(lying).findings if f.rule == "zip-readable"]
    assert found == ["a.bin"]


def test_files_that_share_their_bytes_are_found() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", b"x" * 100)
        first = archive.infolist()[0]
        again = zipfile.ZipInfo("a.txt")
        again.header_offset, again.CRC = first.header_offset, first.CRC
        again.compress_size = again.file_size = 100
        archive.filelist.append(again)
    verdict = judge(buffer.getvalue())
    assert not verdict.readable and "zip-overlap" in rules(verdict)


@pytest.mark.parametrize("count", [MAX_ENTRIES, MAX_ENTRIES + 1])
def test_twenty_thousand_files_are_judged_and_not_one_more(count: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for at in range(count):
            archive.writestr(f"{at}.txt", b"")
    started = time.monotonic()
    found = rules(judge(buffer.getvalue()))
    assert ("zip-size" in found) is (count > MAX_ENTRIES)
    assert time.monotonic() - started < 60


LAUGHS: Final = "".join(
    f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "lol"}">' for at in range(12)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["imsmanifest.xml", "cmi5.xml", "tincan.xml"])
def test_a_billion_laughs_are_refused_unread(name: str, encoding: str) -> None:
    bomb = f'<?xml version="1.0"?><!DOCTYPE m [{LAUGHS}]><manifest>&l11;</manifest>'
    started = time.monotonic()
    found = rules(judge(zipped({name: bomb.encode(encoding), "index.html": b""})))
    assert found & {"xml-doctype", "xml-encoding"}
    assert time.monotonic() - started < 2


def test_a_file_outside_is_never_read_into_a_manifest() -> None:
    outside = b'<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]><manifest>&a;</manifest>'
    found = judge(zipped({"imsmanifest.xml": outside})).findings
    assert "xml-doctype" in {f.rule for f in found}
    assert "root:" not in str(found)


def test_a_manifest_with_very_many_files_is_judged_in_seconds() -> None:
    many = "".join(f'<file href="{at}.txt"/>' for at in range(10_000))
    manifest = SCORM2004_4TH.replace('<file href="run.js"/>', many)
    files = {**SAMPLES["SCORM 2004 4th Edition"], "imsmanifest.xml": manifest.encode()}
    started = time.monotonic()
    assert "file-missing" in rules(judge(zipped(files)))
    assert time.monotonic() - started < 30


def test_lists_that_are_long_on_both_sides_are_judged_in_seconds() -> None:
    files = {**SAMPLES["SCORM 2004 4th Edition"], **{f"{at}.txt": b"" for at in range(8000)}}
    listed = "".join(f'<file href="{at}.TXT"/>' for at in range(8000))
    spaces = " ".join(f'xmlns:n{at}="urn:{at}"' for at in range(2000))
    items = "".join(
        f'<item identifier="i{at}" identifierref="r"><title>T</title>'
        '<imsss:sequencing IDRef="shared"/></item>'
        for at in range(4000)
    )
    manifest = (
        SCORM2004_4TH.replace('<file href="run.js"/>', listed)
        .replace("xmlns:adlcp", f"{spaces} xmlns:adlcp", 1)
        .replace("<item ", f"{items}<item ", 1)
    )
    started = time.monotonic()
    assert judge(zipped({**files, "imsmanifest.xml": manifest.encode()})).errors
    assert time.monotonic() - started < 60


def test_a_text_in_very_many_languages_is_judged_in_seconds() -> None:
    strings = "".join(f'<langstring lang="a{at}">T</langstring>' for at in range(20_000))
    manifest = SAMPLES["cmi5"]["cmi5.xml"].replace(b"<title>", f"<title>{strings}".encode(), 1)
    started = time.monotonic()
    judge(zipped({**SAMPLES["cmi5"], "cmi5.xml": manifest}))
    assert time.monotonic() - started < 30


def test_a_manifest_as_deep_as_the_parser_allows_is_judged() -> None:
    deep = "<x:y>" * 200 + "</x:y>" * 200
    manifest = SCORM2004_4TH.replace("</metadata>", deep + "</metadata>").replace(
        "xmlns:adlcp", 'xmlns:x="urn:x" xmlns:adlcp', 1
    )
    files = {**SAMPLES["SCORM 2004 4th Edition"], "imsmanifest.xml": manifest.encode()}
    assert judge(zipped(files)).findings == ()
    items = '<item identifier="d"><title>D</title>' * 240 + "</item>" * 240
    nested = SCORM2004_4TH.replace("<item ", f"{items}<item ", 1)
    files["imsmanifest.xml"] = nested.encode()
    assert judge(zipped(files)).errors
