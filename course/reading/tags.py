"""Read ``tags.yaml``: the one vocabulary for topics, library, form and checklist.

In a course without the file tags mean nothing, and whatever its topics carry is left as it is: a module
can be taken into another course by itself. A tag with a mistake takes no module away: the mistake is told,
and the topics that carry the tag are read as they are.
"""

import re
from pathlib import Path
from typing import Final

from course.files import kinds
from course.files.entries import Entries, EntryFormat, read_entries
from course.files.report import Report
from course.files.schema import Key
from course.model import Tag
from course.reading.drafts import TagsDraft

FILE: Final = "tags.yaml"

_FORMAT = EntryFormat(
    (
        Key("title", kinds.text),
        Key("means", kinds.inline),
        Key("elsewhere", kinds.inline, required=False),
    ),
    re.compile(kinds.SLUG),
    "'handover-sbar'",
)


def read_tags(root: Path, report: Report) -> TagsDraft:
    """Return the tags of the folder of the modules. report: for the folder."""
    path = root / FILE
    read = read_entries(path, _FORMAT, report) if path.exists() else Entries()
    return TagsDraft(
        report=report.for_file(f"{report.file}/{FILE}"),
        tags={key: Tag(id=key, **values) for key, values in read.values.items()},
        known=frozenset(read.values) | read.broken,
        whole=read.whole,
        nodes=read.nodes,
    )
