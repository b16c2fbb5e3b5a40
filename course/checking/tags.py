"""Rules on tags: a topic carries known ones, and each is carried by something."""

from collections.abc import Iterable

from course.checking.citations import did_you_mean_or_add
from course.checking.objectives import texts_of
from course.files.report import Report
from course.files.yaml_positions import Text
from course.model import Module
from course.reading.drafts import ModuleDraft, Shared, TagsDraft


def check_topic_tags(draft: ModuleDraft, shared: Shared) -> None:
    """Note each tag of a topic that the vocabulary does not hold."""
    for topic in draft.topics:
        note_unknown_tags(texts_of(topic.node, "tags"), topic.report, shared.tags)


def note_unknown_tags(texts: Iterable[Text], report: Report, tags: TagsDraft) -> None:
    """Note each of these texts that is no tag."""
    if not tags.whole:
        return
    for text in texts:
        name = text.value.strip()
        if name not in tags.known:
            what = f"tags.yaml has no tag '{name}'"
            report.add(text.line, what, did_you_mean_or_add(name, sorted(tags.known)))


def check_tags_are_used(
    tags: TagsDraft, modules: Iterable[Module], others: Iterable[str] = ()
) -> None:
    """Note each tag that nothing carries and that names no place where help is found instead.

    others: tags that entries of the library carry.
    """
    carried = {tag for module in modules for topic in module.topics for tag in topic.tags}
    carried.update(others)
    for tag in tags.tags.values():
        if tag.id not in carried and not tag.elsewhere:
            what = f"nothing carries the tag '{tag.id}'"
            mend = "name it in a topic, or say under 'elsewhere:' where its readers find help"
            tags.report.add(tags.nodes[tag.id][0].line, what, mend)
