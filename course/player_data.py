"""What the browser's player knows of a module: plain data, with authors' lines already as HTML."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec
from markupsafe import Markup

from course.model import Module
from course.questions import RATINGS
from course.rendering.answer_words import PLACES, TRUTH
from course.rendering.conversation_view import ASPECT_WORDS, ENDING_WORDS
from course.rendering.feedback_view import VERDICTS, WORDS, WRITTEN

PlayerData = Mapping[str, Any]

_OUTCOMES: Final = ("right", "wrong", "true", "false")
_AUTHORS_LINES: Final = frozenset(
    (
        *("stem", "explanation", "text", "feedback", "compare"),
        *("setting", "role", "says", "scene", "say", "summary"),
        *(f"feedback_{each}" for each in _OUTCOMES),
    )
)


def player_data(
    module: Module, inline: Callable[[str], Markup], *, attempts: int = 0
) -> PlayerData:
    """Return a module as the player takes it; the names are those of ``course.model``.

    inline: turns an author's line into safe HTML. attempts: how many tries at the assessment there
    are, 0 for as many as one likes. The right answers are in it: marking in a package
    happens in the learner's browser, so whoever looks for them can find them.
    """
    return {
        "slug": module.slug,
        "title": module.title,
        "version": module.version,
        "pass_mark": module.pass_mark,
        "topics": [{"slug": topic.slug, "title": topic.title} for topic in module.topics],
        "questions": [_with_html(msgspec.to_builtins(q), inline) for q in module.questions],
        "assessment": {
            "draw": module.assessment.draw,
            "review": module.assessment.review,
            "attempts": attempts,
        },
        "index_topics": module.index_topics,
        "index_questions": module.index_questions,
        "words": {
            "verdicts": VERDICTS,
            "written": WRITTEN,
            "marks": WORDS,
            "truth": TRUTH,
            "ratings": RATINGS,
            "places": PLACES,
            "endings": ENDING_WORDS,
            "aspects": ASPECT_WORDS,
        },
    }


def _with_html(value: Any, inline: Callable[[str], Markup], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _with_html(part, inline, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_with_html(part, inline, key) for part in value]
    return str(inline(value)) if key in _AUTHORS_LINES else value
