"""The digest of a package's content: the same for anybody, and another for another content."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import msgspec
import pytest

from course.model import Course
from packager import PackageFile, PackageOptions, package
from packager.digest import COMMAND, content_sha256
from tests.packager.zips import unzipped


def test_it_is_told_in_the_text_for_administrators(packaged: PackageFile) -> None:
    files = unzipped(packaged.content)
    assert packaged.content_sha256 == content_sha256(files)
    assert f"  {packaged.content_sha256}\n" in files["about.txt"].decode()
    assert f"  {COMMAND}\n" in files["about.txt"].decode()


def test_the_docs_give_the_same_command() -> None:
    docs = Path(__file__).parents[2] / "docs" / "packages.md"
    assert f"```sh\n{COMMAND}\n```" in docs.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum here")
def test_the_command_that_administrators_are_given_computes_it(
    packaged: PackageFile, tmp_path: Path
) -> None:
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(io.BytesIO(packaged.content)) as archive:
        archive.extractall(folder)
    done = subprocess.run(
        ["sh", "-c", COMMAND], cwd=folder, check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == [packaged.content_sha256, "-"]


def test_a_letter_or_a_name_makes_another_and_about_txt_does_not() -> None:
    files = {"a.txt": b"a", "b/c.txt": b"c", "about.txt": b""}
    digest = content_sha256(files)
    assert content_sha256({**dict(reversed(files.items())), "about.txt": b"more"}) == digest
    others = ({**files, "a.txt": b"b"}, {"a.txt": b"a", "b/d.txt": b"c"}, {"a.txt": b"a"})
    assert len({digest, *map(content_sha256, others)}) == 4


def test_what_is_told_of_versions_later_does_not_change_it(course: Course, assets: Path) -> None:
    (module,) = course.modules
    silent = msgspec.structs.replace(course, modules=(msgspec.structs.replace(module, changes=()),))
    made = [
        package(each, ("sample",), PackageOptions(), assets=assets) for each in (course, silent)
    ]
    assert made[0].sha256 != made[1].sha256
    assert made[0].content_sha256 == made[1].content_sha256
