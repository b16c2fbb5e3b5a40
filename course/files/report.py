"""Collect an author's mistakes, and advice beside them, so that one run shows all of them."""

from course.errors import AuthorMistake


class Report:
    """The mistakes of one file, written into a list that many files share; advice into another."""

    def __init__(
        self, file: str, mistakes: list[AuthorMistake], advice: list[AuthorMistake] | None = None
    ) -> None:
        self.file = file
        self.mistakes = mistakes
        self.advice = [] if advice is None else advice

    def add(self, line: int, what: str, mend: str) -> None:
        """Note a mistake. line: from 1; what is wrong; how to mend it, as a command."""
        self.mistakes.append(AuthorMistake(self.file, line, what, mend))

    def advise(self, line: int, what: str, mend: str) -> None:
        """Note what is no mistake and better mended."""
        self.advice.append(AuthorMistake(self.file, line, what, mend))

    def has_any(self) -> bool:
        """Say whether this file has a mistake so far."""
        return any(mistake.file == self.file for mistake in self.mistakes)

    def for_file(self, file: str) -> "Report":
        """Return a report for another file that writes into the same list."""
        return Report(file, self.mistakes, self.advice)
