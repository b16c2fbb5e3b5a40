"""Archives: the same bytes for the same content, and names that survive every server."""

import hashlib
import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager import zip_container
from packager.archive import build_zip
from packager.errors import BadFileName, TooLarge

# Words in a fixed disorder: enough for two compressors, or two levels of one, to differ over.
WORDS = ("bleep", "ward", "handover", "is", "a", "the")
TEXT = " ".join(WORDS[pow(3, number, 7919) % 6] for number in range(4000))
GOLDEN = {"imsmanifest.xml": b"<manifest/>", "a.txt": TEXT.encode(), "b.bin": bytes(range(256))}
GOLDEN_SHA256 = "b7c74a04c5e3f7cc7236fa8440b5829f857f836b046de7bec34d33856b4202ee"

CONTENTS = st.dictionaries(
    st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}(/[a-z0-9][a-z0-9._-]{0,8})?", fullmatch=True),
    st.one_of(st.binary(max_size=60), st.binary(max_size=9).map(lambda part: part * 500)),
    min_size=1,
)


def test_the_bytes_are_those_that_every_machine_makes() -> None:
    made = hashlib.sha256(build_zip(GOLDEN, first="imsmanifest.xml")).hexdigest()
    assert made == GOLDEN_SHA256, "another compressor: reinstall what the lock names (./run set-up)"


@given(files=CONTENTS)
def test_the_order_in_which_files_come_does_not_reach_the_bytes(files: dict[str, bytes]) -> None:
    first = min(files)
    turned = dict(reversed(files.items()))
    assert build_zip(files, first) == build_zip(turned, first)


@given(files=CONTENTS)
def test_every_file_comes_out_as_it_went_in(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(build_zip(files, min(files)))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_entries_carry_no_date_owner_or_descriptor_of_their_maker() -> None:
    data = build_zip({"b.txt": b"2", "a.txt": b"1", "m.xml": b"0"}, first="m.xml")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["m.xml", "a.txt", "b.txt"]
    for entry in entries:
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.external_attr, entry.flag_bits) == (3, 0o100644 << 16, 0)


@pytest.mark.parametrize(
    "path", ["A.txt", "../a", "/a", "a//b", "a b.txt", "é.txt", ".hidden", "a\\b", "x" * 100, ""]
)
def test_a_name_that_may_get_lost_is_refused_with_a_sentence(path: str) -> None:
    with pytest.raises(BadFileName, match="use lower-case letters"):
        build_zip({path: b""}, first=path)


def test_a_package_without_manifest_is_in_the_order_of_its_names() -> None:
    with zipfile.ZipFile(io.BytesIO(build_zip({"b.txt": b"2", "a.txt": b"1"}, None))) as archive:
        assert archive.namelist() == ["a.txt", "b.txt"]


def test_what_does_not_become_smaller_is_stored() -> None:
    files = {"noise.png": os.urandom(5000), "empty.txt": b"", "text.txt": b"again " * 1000}
    with zipfile.ZipFile(io.BytesIO(build_zip(files, None))) as archive:
        packed = {
            each.filename: (each.compress_type, each.compress_size) for each in archive.filelist
        }
    assert packed["noise.png"] == (zipfile.ZIP_STORED, 5000)
    assert packed["empty.txt"] == (zipfile.ZIP_STORED, 0)
    assert packed["text.txt"][0] == zipfile.ZIP_DEFLATED
    assert packed["text.txt"][1] < 100


@pytest.mark.skipif(shutil.which("unzip") is None, reason="there is no unzip here")
def test_another_program_unpacks_it_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "made.zip").write_bytes(build_zip(GOLDEN, first="imsmanifest.xml"))
    done = subprocess.run(
        ["unzip", "-tqq", "made.zip"], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_more_files_than_every_lms_unpacks_are_refused() -> None:
    most = {f"{number}.txt": b"" for number in range(zip_container.MAX_ENTRIES)}
    with zipfile.ZipFile(io.BytesIO(build_zip(most, None))) as archive:
        assert len(archive.namelist()) == len(most)
    with pytest.raises(TooLarge, match="would hold 65535 files"):
        build_zip({**most, "more.txt": b""}, None)


@pytest.mark.parametrize("content", [b"x" * 2000, os.urandom(2000)])
def test_more_bytes_than_every_lms_unpacks_are_refused(
    monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(zip_container, "MAX_BYTES", 1999)
    with pytest.raises(TooLarge, match=r"at most 1999: make several packages of fewer modules"):
        build_zip({"a.txt": content}, None)
