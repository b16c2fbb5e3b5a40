"""Write a question and a response in the words of xAPI.

What each type writes stands with the type, in ``course/question_types/``. The words of SCORM are the
player's alone: ``player/interactions.js``. Source: xAPI 1.0.3, Data, 2.4.4.1 and Appendix C (interaction
activities).
"""

import re
from typing import Any

from course.question_types import type_of
from course.questions import Question, Response
from course.vocabulary import ActivityType

_EMPHASIS = re.compile(
    r"(?<![\w*`\\])(\*{1,3}|_{1,3}|`)(?=[^\s*_`])(.+?)(?<=[^\s*_`\\])\1(?![\w*`])"
)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!-])")
_HELD = 0xE000  # the start of Unicode's private use area
_HELD_BACK = re.compile("[\ue000-\ue07f]")


def plain_text(inline: str) -> str:
    """Return inline Markdown as plain text: emphasis, code marks, link addresses removed."""
    # What is escaped must not be read as a mark: it waits as a private-use character meanwhile.
    text = _ESCAPED.sub(lambda escaped: chr(_HELD + ord(escaped[1])), inline)
    text = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))
    return _HELD_BACK.sub(lambda held: chr(ord(held[0]) - _HELD), " ".join(text.split()))


def xapi_definition(question: Question, language: str) -> dict[str, Any]:
    """Return the definition of a question's activity. language: as in the module, ``en-GB``."""
    kind = type_of(question)
    stem = {language: plain_text(question.stem)}
    lists = {
        name: [{"id": key, "description": {language: plain_text(text)}} for key, text in pairs]
        for name, pairs in kind.components(question).items()
    }
    patterns = list(kind.xapi_patterns(question))
    return {
        "type": ActivityType.INTERACTION,
        "name": stem,
        "description": stem,
        "interactionType": kind.xapi_type,
        # Where no answer is right, there is no pattern: an empty list would say that none can be.
        **({"correctResponsesPattern": patterns} if patterns else {}),
        **lists,
    }


def xapi_response(question: Question, response: Response) -> str:
    """Return a response as ``result.response`` holds it: ``a[,]c``, ``a[.]1[,]b[.]3``, ``30``."""
    return type_of(question).xapi_response(question, response)
