"""Rules on objectives: each that is named is there, and each that is there is served."""

from collections.abc import Iterator

from course.files.report import Report
from course.files.schema import did_you_mean
from course.files.yaml_positions import Items, Node, Table, Text, line_of
from course.reading.drafts import ModuleDraft, Shared


def check_objectives(draft: ModuleDraft, shared: Shared) -> None:
    """Note objectives that are named but unknown, or listed but never named."""
    if draft.values is None:
        return
    known = [objective.id for objective in draft.values["objectives"]]
    used = set()
    for name, line, report in _named(draft):
        used.add(name)
        if name not in known:
            report.add(line, f"no objective has the id '{name}'", did_you_mean(name, known))
    unreadable = draft.unread or any(topic.node is None for topic in draft.topics)
    for place, name in enumerate(known):
        if name not in used and not unreadable:
            line = line_of(draft.node, "objectives", place, "id")
            draft.report.add(line, f"no topic serves the objective '{name}'", "name it in one")


def _named(draft: ModuleDraft) -> Iterator[tuple[str, int, Report]]:
    for topic in draft.topics:
        for text in texts_of(topic.node, "objectives"):
            yield text.value.strip(), text.line, topic.report
    for entry in draft.questions:
        for text in texts_of(entry.node, "objective"):
            yield text.value.strip(), text.line, entry.report


def texts_of(node: Node | None, key: str) -> list[Text]:
    """Return the texts that a key of a mapping holds, be it one or a list of them."""
    value = node.get(key) if isinstance(node, Table) else None
    if isinstance(value, Items):
        return [item for item in value.items if isinstance(item, Text)]
    return [value] if isinstance(value, Text) and value.value.strip() else []
