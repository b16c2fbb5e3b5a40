"""What can go wrong while setting up, in words for the person at the keyboard.

SetUpError
└── ToolFailed   a program that we started ended with an error
"""

from collections.abc import Sequence


class SetUpError(Exception):
    """Raised when a part cannot be set up; says where, what is wrong and how to mend it."""


class ToolFailed(SetUpError):
    """Raised when a program ended with an error; holds the last lines that it wrote."""

    def __init__(self, what: str, last_lines: Sequence[str], mend: str) -> None:
        super().__init__(what, last_lines, mend)
        self.what = what
        self.last_lines = tuple(last_lines)
        self.mend = mend

    def __str__(self) -> str:
        """Return the tool's last lines, indented, then what failed and what to do."""
        said = "".join(f"    {line}\n" for line in self.last_lines)
        return f"{said}{self.what} failed. {self.mend}"
