"""The texts of one question of a file, cleaned; what goes on the way is told with the question."""

from collections.abc import Sequence
from html import escape

from course.exchange.html_text import Cleaned, from_html, from_markdown
from course.files.report import Report

_PLAIN = {"plain", "plain_text"}


class Texts:
    """Cleans the texts of one question, and keeps what was lost."""

    def __init__(self, default_format: str) -> None:
        self.default_format = default_format
        self._lost: set[str] = set()
        self._picture = False
        self._too_long = False

    def paragraphs(self, text: str, format_: str = "") -> tuple[str, ...]:
        """Return the paragraphs of a text as inline Markdown. format_: as Moodle names it."""
        named = format_ or self.default_format
        if named in _PLAIN:
            cleaned = from_html(escape(text))
        elif named == "markdown":
            cleaned = from_markdown(text)
        else:
            cleaned = from_html(text)
        self._keep(cleaned)
        return cleaned.paragraphs

    def line(self, text: str, format_: str = "") -> str:
        """Return a text as one line of inline Markdown."""
        return " ".join(self.paragraphs(text, format_))

    def has_file(self) -> None:
        """Note that the question comes with a file."""
        self._picture = True

    def _keep(self, cleaned: Cleaned) -> None:
        self._lost |= cleaned.lost
        self._picture = self._picture or cleaned.picture
        self._too_long = self._too_long or cleaned.too_long

    def fit(self, name: str, line: int, report: Report) -> bool:
        """Say whether the question can be used, and tell what was lost of it, or why it cannot."""
        left_out = f"'{name}' is left out"
        if self._picture:
            mend = "say in words what it shows, and import it again"
            report.advise(line, f"{left_out}: it shows a picture, a sound or a file", mend)
            return False
        if self._too_long:
            report.advise(
                line,
                f"{left_out}: a text in it is far too long",
                "shorten it, or take a picture out of it",
            )
            return False
        for each in sorted(self._lost):
            report.advise(line, f"'{name}' loses {each}", "read the text again, and mend it")
        return True


def tell_of_categories(lines: Sequence[int], report: Report) -> None:
    """Tell that a file's categories are not kept. lines: where they stand."""
    if lines:
        what = "the category is" if len(lines) == 1 else f"the {len(lines)} categories are"
        mend = "import the questions of each into the topic where they belong"
        report.advise(lines[0], f"{what} not kept: all questions go to one topic", mend)
