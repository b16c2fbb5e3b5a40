"""What can be wrong with the documentation: one sentence each, all of them in one run.

SetUpError
└── BrokenDocs   the site was not built; holds every mistake
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tools.checkout import ROOT
from tools.errors import SetUpError


class Mistake(NamedTuple):
    """One mistake. line: from 1."""

    file: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        """Return it as editors and people read it: ``docs/lti.md:12: …``."""
        file = self.file.relative_to(ROOT) if self.file.is_relative_to(ROOT) else self.file
        return f"{file}:{self.line}: {self.sentence}"


class BrokenDocs(SetUpError):
    """Raised when the documentation has mistakes: the site of before is left as it is."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(mistakes)
        self.mistakes = tuple(mistakes)

    def __str__(self) -> str:
        """Return a line for each."""
        return "\n".join(map(str, self.mistakes))


def line_of(text: str, part: str) -> int:
    """Return the first line that holds a part of a text, 1 where none does."""
    before, found, _ = text.partition(part)
    return before.count("\n") + 1 if found else 1
