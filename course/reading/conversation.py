"""Read a conversation: one file of ``conversations/``, named like its id."""

from pathlib import Path
from typing import Final

from course.files import kinds
from course.files.report import Report
from course.files.schema import Key, listing, table
from course.files.yaml_files import read_yaml_file
from course.files.yaml_positions import Node, Table, Text, line_of
from course.questions import Conversation, Person, Saying, Turn
from course.reading.conversation_rules import check_conversation
from course.reading.drafts import QuestionDraft

_MARK = kinds.whole(0, 2, "mark")
_SAYING = table(
    (
        Key("id", kinds.character),
        Key("say", kinds.inline),
        Key("next", kinds.slug),
        Key("empathy", _MARK),
        Key("clarity", _MARK),
        Key("safety", _MARK),
        Key("feedback", kinds.inline),
    ),
    Saying,
    "a choice",
)
_TURN = table(
    (
        Key("id", kinds.slug),
        Key("who", kinds.slug),
        Key("says", kinds.inline),
        Key("scene", kinds.inline, required=False),
        Key("choices", listing(_SAYING, "choices", 2, 4, unique="id"), required=False),
        Key("ending", kinds.one_of("good", "mixed", "poor", what="ending"), required=False),
        Key("summary", kinds.inline, required=False),
    ),
    Turn,
    "a step",
)
_PERSON = table(
    (Key("id", kinds.slug), Key("name", kinds.text), Key("role", kinds.inline)), Person, "a person"
)
CONVERSATION_KEYS: Final = (
    Key("id", kinds.slug),
    Key("topic", kinds.slug),
    Key("objective", kinds.slug),
    Key("title", kinds.inline, field="stem"),
    Key("setting", kinds.inline),
    Key("people", listing(_PERSON, "people", 1, 6, unique="id")),
    Key("start", kinds.slug),
    Key("steps", listing(_TURN, "steps", 2, 40, unique="id"), field="turns"),
    Key("explanation", kinds.inline),
    Key("sources", listing(kinds.slug, "sources", least=1), required=False),
)


def read_conversation(path: Path, root: Path, report: Report) -> QuestionDraft:
    """Return what a conversation's file holds."""
    node, values = read_yaml_file(path, root, report, CONVERSATION_KEYS)
    conversation = None
    if values is not None and node is not None:
        conversation = Conversation(purpose="practice", **values)
        if not check_conversation(conversation, path.stem, node, report):
            conversation = None
    topic = _word(node, "topic")
    return QuestionDraft(
        _word(node, "id") or path.stem,
        topic,
        "practice",
        report,
        node or Text("", line_of(node)),
        conversation,
    )


def _word(node: Node | None, key: str) -> str:
    value = node.get(key) if isinstance(node, Table) else None
    return value.value.strip() if isinstance(value, Text) else ""
