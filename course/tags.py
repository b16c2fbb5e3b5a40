"""From tags to topics: what the course has on each subject of ``tags.yaml``."""

from collections.abc import Iterable

from msgspec import Struct

from course.model import Audience, Course, Module, Topic


class TaggedTopic(Struct, frozen=True):
    """A topic with the module it stands in, and those of the tags asked for that it carries."""

    module: Module
    topic: Topic
    tags: tuple[str, ...]


def topics_for(
    course: Course, tags: Iterable[str], audience: Audience | None = None
) -> tuple[TaggedTopic, ...]:
    """Return the topics that carry any of these tags, those with the most of them first.

    Among equals the order is that of the course. audience: only modules that are for it; without
    one, all. A word that is no tag finds nothing.
    """
    wanted = tuple(dict.fromkeys(tag for tag in tags if tag in course.tags))
    modules = course.modules if audience is None else course.for_audience(audience)
    found = [
        TaggedTopic(module, topic, carried)
        for module in modules
        for topic in module.topics
        if (carried := tuple(tag for tag in wanted if tag in topic.tags))
    ]
    return tuple(sorted(found, key=lambda each: -len(each.tags)))
