"""The fenced blocks of a page: what language they are in, and which commands are for a test to run."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.checkout import ROOT

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
NEEDS = "# Needs "


class Block(NamedTuple):
    """A block. line: of its first fence, from 1; language: as named there, empty where it is not."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def where(self) -> str:
        """Return where it stands, as a person looks for it."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def is_run(self) -> bool:
        """Say whether it holds commands that a test runs: what it needs, its first line would say."""
        return self.language == "sh" and not self.text.startswith(NEEDS)


def blocks(page: Path) -> Iterator[Block]:
    """Give the blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in re.finditer(r"^```([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield Block(page, text.count("\n", 0, found.start()) + 1, found[1].strip(), found[2])
