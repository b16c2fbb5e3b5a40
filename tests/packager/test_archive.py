"""Archives: the same bytes for the same content, and names that survive every server."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.archive import build_zip
from packager.errors import BadFileName

CONTENTS = st.dictionaries(
    st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}(/[a-z0-9][a-z0-9._-]{0,8})?", fullmatch=True),
    st.binary(max_size=60),
    min_size=1,
)


@given(files=CONTENTS)
def test_the_order_in_which_files_come_does_not_reach_the_bytes(files: dict[str, bytes]) -> None:
    first = min(files)
    turned = dict(reversed(files.items()))
    assert build_zip(files, first) == build_zip(turned, first)


@given(files=CONTENTS)
def test_every_file_comes_out_as_it_went_in(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(build_zip(files, min(files)))) as archive:
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
