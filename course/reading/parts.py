"""Read ``course.yaml``: the course's title, its parts, and the modules of each in their order."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from course.files import kinds
from course.files.report import Report
from course.files.schema import Key, did_you_mean, listing, table
from course.files.yaml_files import read_yaml_file
from course.files.yaml_positions import Node, line_of
from course.model import Audience, CoursePart

_AUDIENCES: Final[tuple[Audience, ...]] = ("learners", "supervisors")
_PART = table(
    (
        Key("title", kinds.text),
        Key("summary", kinds.inline),
        Key("audience", kinds.one_of(*_AUDIENCES, what="audience")),
        Key("core", kinds.yes, required=False),
        Key("modules", listing(kinds.slug, "modules", least=1)),
    ),
    CoursePart,
    "a part",
)
_KEYS: Final = (Key("title", kinds.text), Key("parts", listing(_PART, "parts", least=1)))
_FILE: Final = "course.yaml"


class Parts(Struct, frozen=True):
    """How a course is arranged."""

    title: str = "First Shift"
    parts: tuple[CoursePart, ...] = ()


def read_parts(root: Path, slugs: Sequence[str], report: Report) -> Parts:
    """Return how the course is arranged; without the file, all modules are one part, by name.

    slugs: of the folders there are. A file that cannot be read takes no module away either.
    """
    one_part = Parts(parts=(CoursePart("Modules", "", "learners", tuple(slugs)),))
    if not (root / _FILE).exists():
        return one_part
    own = report.for_file(f"{report.file}/{_FILE}")
    node, values = read_yaml_file(root / _FILE, root, own, _KEYS)
    if values is None or node is None:
        return one_part
    for problem in _problems(values["parts"], slugs, node):
        own.add(*problem)
    return Parts(**values)


def _problems(
    parts: Sequence[CoursePart], slugs: Sequence[str], node: Node
) -> Iterator[tuple[int, str, str]]:
    seen: set[str] = set()
    for place, part in enumerate(parts):
        for at, slug in enumerate(part.modules):
            line = line_of(node, "parts", place, "modules", at)
            if slug not in slugs:
                yield line, f"no module is called '{slug}'", did_you_mean(slug, slugs)
            elif slug in seen:
                yield line, f"the module '{slug}' stands in two parts", "name it once"
            seen.add(slug)
    for slug in slugs:
        if slug not in seen:
            line = line_of(node, "parts")
            yield line, f"the module '{slug}' stands in no part", "name it in one"
