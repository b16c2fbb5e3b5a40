"""Part a topic's file into its front matter (YAML between two lines ``---``) and its Markdown."""

from msgspec import Struct

from course.files.report import Report
from course.files.yaml_positions import Node, read_yaml

_FENCE = "---"


class FrontMatter(Struct, frozen=True):
    """The two parts. node: None where the YAML cannot be read; body_line: line of its first
    line."""

    node: Node | None
    body: str
    body_line: int


def part(text: str, report: Report) -> FrontMatter | None:
    """Return the two parts of a file, or None where no front matter can be told from the text."""
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == _FENCE]
    if not fences or fences[0] != 0:
        report.add(1, "the front matter is missing", f"begin the file with a line '{_FENCE}'")
        return None
    if len(fences) < 2:
        mend = f"write a line '{_FENCE}' after its last key"
        report.add(1, "the front matter has no end", mend)
        return None
    end = fences[1]
    node = read_yaml("\n".join(lines[1:end]), report, first_line=2)
    return FrontMatter(node, "\n".join(lines[end + 1 :]), end + 2)
