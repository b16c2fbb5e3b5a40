"""Addresses of a learner's pages."""

from flask import url_for

from app.learning.resume import Way
from course.model import Module


def topic_url(module: Module, topic: str, anchor: str = "") -> str:
    """Return the address of a topic, or of a place in it. anchor: such as ``question-night-call``."""
    return url_for("learning.topic", slug=module.slug, topic_slug=topic, _anchor=anchor or None)


def module_url(module: Module) -> str:
    """Return the address of a module."""
    return url_for("learning.module", slug=module.slug)


def way_url(module: Module, way: Way) -> str:
    """Return the address of the way on."""
    if way.topic is not None:
        anchor = f"question-{way.question}" if way.question else ""
        return topic_url(module, way.topic.topic.slug, anchor)
    if way.finished:
        return module_url(module)
    if way.number:
        return url_for(
            "learning.attempts.item", slug=module.slug, kind="assessment", number=way.number
        )
    return url_for("learning.attempts.intro", slug=module.slug, kind="assessment")
