"""Read what all modules share: ``sources.yaml``, ``local_answers.yaml`` and ``tags.yaml``."""

import datetime as dt
import re
from pathlib import Path
from typing import get_args

from course.files import kinds
from course.files.entries import EntryFormat, read_entries
from course.files.report import Report
from course.files.schema import Key
from course.model import AnswerGroup, LocalAnswer, Source
from course.reading.drafts import Shared
from course.reading.tags import read_tags

_LOCAL_ANSWER = (
    Key("label", kinds.text),
    Key("example", kinds.text, required=False),
    Key("group", kinds.one_of(*get_args(AnswerGroup), what="group"), required=False),
)


def _sources(today: dt.date) -> EntryFormat:
    keys = (
        Key("title", kinds.text),
        Key("publisher", kinds.text),
        Key("address", kinds.address),
        Key("edition", kinds.text, required=False),
        Key("checked", kinds.past_date(today)),
    )
    return EntryFormat(keys, re.compile(kinds.SLUG), "'gmc-gmp-2024'")


_LOCAL_ANSWERS = EntryFormat(_LOCAL_ANSWER, re.compile(r"[a-z0-9_]+"), "'crash_number'")


def read_shared(root: Path, report: Report, today: dt.date) -> Shared:
    """Return the sources, the local answers and the tags of the folder of the modules."""
    sources = read_entries(root / "sources.yaml", _sources(today), report)
    answers = read_entries(root / "local_answers.yaml", _LOCAL_ANSWERS, report)
    return Shared(
        sources={key: Source(id=key, **values) for key, values in sources.values.items()},
        broken_sources=sources.broken,
        sources_whole=sources.whole,
        local_answers={key: LocalAnswer(key=key, **v) for key, v in answers.values.items()},
        broken_local_answers=answers.broken,
        local_answers_whole=answers.whole,
        tags=read_tags(root, report),
    )
