"""Read ``facilitating.yaml``: the guide beside a reflection that a doctor has shared.

No module needs it, so a mistake in it takes the guide away and nothing else; a course without the file
has none.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from course.files import kinds
from course.files.report import Report
from course.files.schema import BAD, Key, ReadValue, did_you_mean, listing, read_table, table
from course.files.yaml_files import read_yaml_file
from course.files.yaml_positions import Node, line_of
from course.model import AskedAt, Facilitating, Source

FILE: Final = "facilitating.yaml"
STRUCTURES: Final = ("three", "gibbs", "free")
"""How a reflection can be written; each has questions of its own."""

_POINTS: Final = listing(kinds.text, "the list", least=1, most=12)
_ASKED: Final = listing(
    table(
        (
            Key("step", kinds.text, required=False),
            Key("ask", listing(kinds.text, "ask", least=1, most=12)),
        ),
        AskedAt,
        "a step",
    ),
    "the questions of a structure",
    least=1,
)


def _questions(node: Node, report: Report) -> Any:
    """Read the questions by structure."""
    keys = [Key(name, _ASKED) for name in STRUCTURES]
    values = read_table(node, keys, report, "the mapping 'questions'")
    return BAD if values is None else values


_LISTS: Final = ("does", "does_not", "before", "during", "after", "safety")
_ORDER: Final[tuple[tuple[str, ReadValue], ...]] = (
    ("lede", kinds.text),
    *((name, _POINTS) for name in _LISTS),
    ("questions", _questions),
    ("never", kinds.text),
    ("sources", listing(kinds.slug, "sources", least=1)),
)
_KEYS: Final = tuple(Key(name, kind) for name, kind in _ORDER)


def read_facilitating(
    root: Path, report: Report, sources: Mapping[str, Source]
) -> Facilitating | None:
    """Return the guide; none without the file, or with a mistake in it. sources: that may be cited."""
    path = root / FILE
    if not path.exists():
        return None
    own = report.for_file(f"{report.file}/{FILE}")
    node, values = read_yaml_file(path, root, own, _KEYS)
    if values is None or node is None:
        return None
    unknown = [each for each in values["sources"] if each not in sources]
    for each in unknown:
        line = line_of(node, "sources", values["sources"].index(each))
        own.add(line, f"no source is called '{each}'", did_you_mean(each, sources))
    return None if unknown else Facilitating(**values)
