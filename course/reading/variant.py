"""Read a variant of a module: topics in a trust's own words, or in another language.

A variant is a folder that holds, for each topic that it changes, ``<module>/<topic>.md``. A topic that
it does not hold is the original's. Questions, conversations, objectives and pictures stay the
original's, so that answers and scores mean the same everywhere.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from course.files import front_matter, kinds
from course.files.report import Report
from course.files.schema import Key, did_you_mean, listing, read_table
from course.files.text_files import read_text
from course.files.yaml_positions import line_of
from course.model import Topic
from course.reading.drafts import ModuleDraft, TopicDraft


def _keys(today: dt.date) -> tuple[Key, ...]:
    return (
        Key("title", kinds.text),
        Key("summary", kinds.inline),
        Key("checked", kinds.past_date(today)),
        Key("of_version", kinds.version),
        Key("language", kinds.language, required=False),
        Key("sources", listing(kinds.slug, "sources", least=1), required=False),
    )


_SUFFIX: Final = ".md"


def check_variant_folders(variant: Path, modules: Sequence[str], report: Report) -> None:
    """Note each entry of a variant's folder that is the name of no module."""
    for path in sorted(variant.iterdir()):
        if path.name not in modules and not path.name.startswith((".", "_", "~")):
            own = report.for_file(f"{variant.name}/{path.name}")
            mend = (
                f"name it like the module whose topics it holds; {did_you_mean(path.name, modules)}"
            )
            own.add(1, "this stands for no module", mend)


def read_variant(draft: ModuleDraft, variant: Path, report: Report, today: dt.date) -> ModuleDraft:
    """Return the module with the variant's topics in the place of its own.

    draft: a module without a mistake; variant: the folder of all variants; report: for it.
    """
    folder = variant / draft.slug
    slugs = [topic.slug for topic in draft.topics]
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith((".", "~")):
            continue
        own = report.for_file(f"{report.file}/{draft.slug}/{path.name}")
        if path.suffix != _SUFFIX or path.stem not in slugs:
            mend = f"name it like the topic that it stands for; {did_you_mean(path.stem, slugs)}"
            own.add(1, "this file stands for no topic", mend)
    topics = tuple(_topics(draft, folder, report, today))
    return msgspec.structs.replace(draft, topics=topics)


def _topics(
    draft: ModuleDraft, folder: Path, report: Report, today: dt.date
) -> Iterator[TopicDraft]:
    for original in draft.topics:
        path = folder / f"{original.slug}{_SUFFIX}"
        if original.topic is None or not path.exists():
            yield original
            continue
        own = report.for_file(f"{report.file}/{draft.slug}/{path.name}")
        yield _topic(original, original.topic, path, own, today, draft)


def _topic(
    draft: TopicDraft,
    original: Topic,
    path: Path,
    report: Report,
    today: dt.date,
    module: ModuleDraft,
) -> TopicDraft:
    text = read_text(path, path.parent.parent, report)
    parts = front_matter.part(text, report) if text is not None else None
    values = (
        read_table(parts.node, _keys(today), report, "the front matter")
        if parts is not None and parts.node is not None
        else None
    )
    if parts is None or values is None:
        if not report.has_any():
            report.add(1, "the front matter is empty", "add its keys (title, summary, …)")
        return draft
    version = values.pop("of_version")
    if module.values is not None and version != module.values["version"]:
        what = f"it was made from version {version}; the module is at {module.values['version']}"
        report.advise(line_of(parts.node, "of_version"), what, "compare, then change of_version")
    topic = msgspec.structs.replace(original, body=parts.body, **values)
    return TopicDraft(draft.slug, report, parts.body, parts.body_line, parts.node, topic)
