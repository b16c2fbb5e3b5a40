"""Rules on the index: it knows every topic and question, and it only ever grows."""

from course.files.yaml_positions import line_of
from course.reading.drafts import ModuleDraft, Shared


def check_index(draft: ModuleDraft, shared: Shared) -> None:
    """Note topics and questions that have no place in the index.

    Ids of what has left the module stay in it for ever: taking one out would move the others.
    """
    index = draft.index
    if index.values is None:
        return
    present = {
        "topics": dict.fromkeys(topic.slug for topic in draft.topics),
        "questions": dict.fromkeys(entry.id for entry in draft.questions if entry.id),
    }
    for key, names in present.items():
        for name in names:
            if name not in index.values[key]:
                what = f"'{name}' is missing from the list '{key}'"
                mend = "add it at the end; never remove or move an entry"
                index.report.add(line_of(index.node, key), what, mend)
