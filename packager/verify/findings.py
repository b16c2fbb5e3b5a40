"""What ``verify`` says of a zip."""

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]


class Finding(Struct, frozen=True):
    """One thing that is wrong. file: path in the zip, or empty; sentence: what, and how to mend it.

    error: an LMS is known to refuse it or to lose records over it; warning: some may.
    """

    rule: str
    severity: Severity
    file: str
    sentence: str

    def __str__(self) -> str:
        place = f"{self.file}: " if self.file else ""
        return f"{self.severity}: {place}{self.sentence} [{self.rule}]"


def error(rule: str, file: str, sentence: str) -> Finding:
    """Return a finding that an LMS will stumble over."""
    return Finding(rule, "error", file, sentence)


def warning(rule: str, file: str, sentence: str) -> Finding:
    """Return a finding that only some LMSs stumble over."""
    return Finding(rule, "warning", file, sentence)
