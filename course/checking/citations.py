"""Rules on what the shared files give: sources and a trust's own answers."""

from collections.abc import Iterable

from course.checking.objectives import texts_of
from course.files.placements import local_keys
from course.files.report import Report
from course.files.schema import did_you_mean
from course.files.yaml_positions import Items, Node, Table, Text
from course.reading.drafts import ModuleDraft, Shared


def check_topic_sources(draft: ModuleDraft, shared: Shared) -> None:
    """Note each source that a topic or a fact cites and nobody lists."""
    for topic in draft.topics:
        _note_unknown(_topic_sources(topic.node), topic.report, shared)


def check_question_sources(draft: ModuleDraft, shared: Shared) -> None:
    """Note each source that a question cites and nobody lists."""
    for entry in draft.questions:
        _note_unknown(texts_of(entry.node, "sources"), entry.report, shared)


def check_further_reading(draft: ModuleDraft, shared: Shared) -> None:
    """Note each source of the further reading that nobody lists."""
    _note_unknown(texts_of(draft.node, "further_reading"), draft.report, shared)


def cited_sources(draft: ModuleDraft) -> set[str]:
    """Return the ids of all sources that a module cites."""
    nodes = [*texts_of(draft.node, "further_reading")]
    for topic in draft.topics:
        nodes.extend(_topic_sources(topic.node))
    for entry in draft.questions:
        nodes.extend(texts_of(entry.node, "sources"))
    return {text.value.strip() for text in nodes}


def used_local_answers(draft: ModuleDraft) -> frozenset[str]:
    """Return the keys of all answers of a trust's own that a module shows."""
    return local_keys(page.body or "" for page in draft.pages)


def _topic_sources(node: Node | None) -> list[Text]:
    facts = node.get("facts") if isinstance(node, Table) else None
    of_facts = [
        text
        for fact in (facts.items if isinstance(facts, Items) else ())
        for text in texts_of(fact, "source")
    ]
    return [*texts_of(node, "sources"), *of_facts]


def _note_unknown(texts: Iterable[Text], report: Report, shared: Shared) -> None:
    if not shared.sources_whole:
        return
    for text in texts:
        name = text.value.strip()
        if name not in shared.sources and name not in shared.broken_sources:
            what = f"sources.yaml has no source '{name}'"
            report.add(text.line, what, did_you_mean_or_add(name, shared.sources))


def did_you_mean_or_add(name: str, known: Iterable[str]) -> str:
    """Return the nearest known name, or the advice to add the name: a list of all is too long."""
    mend = did_you_mean(name, known)
    return mend if mend.startswith("did") else "add it there"
