"""What ``verify`` says of a zip."""

from typing import Final, Literal

from msgspec import Struct

Severity = Literal["error", "warning"]

MAX_OF_A_RULE: Final = 20
"""How many findings of one rule are worth reading."""


class Finding(Struct, frozen=True):
    """One thing that is wrong.

    file: path in the zip, or empty; sentence: what, and how to mend it; line: in the file, from 1, or
    0 where it is none line's fault. error: an LMS is known to refuse it or to lose records over it;
    warning: some may.
    """

    rule: str
    severity: Severity
    file: str
    sentence: str
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        start = f"{place}: " if place else ""
        return _plain(f"{self.severity}: {start}{self.sentence} [{self.rule}]")


def _plain(text: str) -> str:
    """Return a text that a terminal only shows: names in a stranger's zip may hold commands to it."""
    return "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in text)


def error(rule: str, file: str, sentence: str, line: int = 0) -> Finding:
    """Return a finding that an LMS will stumble over."""
    return Finding(rule, "error", file, sentence, line)


def warning(rule: str, file: str, sentence: str, line: int = 0) -> Finding:
    """Return a finding that only some LMSs stumble over."""
    return Finding(rule, "warning", file, sentence, line)


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return findings errors first, each once, and of one rule no more than are worth reading."""
    ordered = sorted(set(findings), key=lambda f: (f.severity, f.file, f.line, f.rule, f.sentence))
    kept: list[Finding] = []
    seen: dict[tuple[str, Severity], int] = {}
    for each in ordered:
        key = (each.rule, each.severity)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] <= MAX_OF_A_RULE:
            kept.append(each)
    for (rule, severity), count in seen.items():
        if count > MAX_OF_A_RULE:
            sentence = f"There are {count - MAX_OF_A_RULE} more findings of this kind."
            kept.append(Finding(rule, severity, "", sentence))
    return tuple(kept)
