"""What is sealed can be opened with the right key, in its own place, and in no other way."""

import re
import stat
from pathlib import Path

import pytest

from app.errors import StartError
from app.sealing import Seal, SealBrokenError, read_keys

KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.mark.parametrize("text", ["", "Ngozi said: “later” 🙂", "a" * 100_000])
def test_what_is_sealed_opens_again_and_shows_nothing(text: str) -> None:
    seal = Seal((KEY,), "journal")
    sealed = seal.seal(text, "entry 1")
    assert seal.open(sealed, "entry 1") == text
    assert seal.seal(text, "entry 1") != sealed
    assert len(text) < 4 or text.encode() not in sealed


@pytest.mark.parametrize(
    ("keys", "purpose", "place"),
    [
        ((OTHER,), "journal", "entry 1"),
        ((KEY,), "badge", "entry 1"),
        ((KEY,), "journal", "entry 2"),
    ],
)
def test_nothing_opens_with_another_key_for_another_purpose_or_in_another_place(
    keys: tuple[bytes, ...], purpose: str, place: str
) -> None:
    sealed = Seal((KEY,), "journal").seal("x", "entry 1")
    with pytest.raises(SealBrokenError, match="cannot be opened"):
        Seal(keys, purpose).open(sealed, place)


def test_what_was_changed_does_not_open() -> None:
    seal = Seal((KEY,), "journal")
    sealed = seal.seal("text", "entry 1")
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(SealBrokenError):
            seal.open(changed, "entry 1")
    with pytest.raises(SealBrokenError):
        seal.open(b"", "entry 1")


def test_an_older_key_still_opens_what_it_sealed() -> None:
    sealed = Seal((KEY,), "journal").seal("kept", "entry 1")
    assert Seal((OTHER, KEY), "journal").open(sealed, "entry 1") == "kept"


def test_the_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "sealing-keys"
    (key,) = read_keys(file)
    assert len(key) == 32 and read_keys(file) == (key,)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "not a key", "abcd"])
def test_a_file_that_holds_no_keys_is_refused_and_kept(tmp_path: Path, text: str) -> None:
    file = tmp_path / "sealing-keys"
    file.write_text(text)
    with pytest.raises(StartError, match=re.escape(f"{file} holds no keys")):
        read_keys(file)
    assert file.read_text() == text
