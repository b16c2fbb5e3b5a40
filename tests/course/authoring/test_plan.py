"""Writing a plan: all of it or nothing, whatever the disk does in between."""

import stat
from pathlib import Path

import pytest

from course.authoring.plan import write


def _tree(root: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else None
        for path in sorted(root.rglob("*"))
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a folder with one file that others may write too."""
    old = tmp_path / "old.yaml"
    old.write_text("before\n")
    old.chmod(0o664)
    return tmp_path


def test_everything_is_written_and_an_old_file_keeps_its_mode(root: Path) -> None:
    write({root / "old.yaml": "after\n", root / "new" / "deep" / "a.md": "text\n"})
    assert _tree(root) == {
        "new": None,
        "new/deep": None,
        "new/deep/a.md": b"text\n",
        "old.yaml": b"after\n",
    }
    assert stat.S_IMODE((root / "old.yaml").stat().st_mode) == 0o664


@pytest.mark.parametrize("which", [0, 1, 2])
def test_after_an_error_everything_is_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    before = _tree(root)
    replace, calls = Path.replace, iter(range(9))

    def failing(path: Path, target: Path) -> Path:
        if next(calls) == which:
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    plan = {root / "old.yaml": "after\n", root / "new" / "a.md": "a\n", root / "b.md": "b\n"}
    with pytest.raises(OSError, match="No space"):
        write(plan)
    assert _tree(root) == before


def test_a_file_that_cannot_be_made_ready_leaves_nothing_behind(root: Path) -> None:
    before = _tree(root)
    with pytest.raises(OSError, match=r"old\.yaml"):
        write({root / "new" / "a.md": "a\n", root / "old.yaml" / "under-a-file.md": "b\n"})
    assert _tree(root) == before
