"""Find what a topic's Markdown places, links to and shows, with line numbers.

One reading for the checker and the renderer: both must agree on what a placement is. Code (fenced,
or between backticks) is blanked first, so that an example of a block is not taken for the block.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct

Kind = Literal[
    "question",
    "conversation",
    "local",
    "unknown-block",
    "image",
    "link",
    "reference",
    "admonition",
    "heading",
    "html",
]

ADMONITIONS: Final = ("situation", "say", "nations", "important")
"""The kinds of boxes that a topic may hold (``!!! kind "Title"``)."""

TOPIC_SCHEME: Final = "topic:"
"""What an address to another topic of the module begins with."""

BLOCK: Final = re.compile(r"\[\[[ \t]*([^\]\n:]*?)[ \t]*(?::[ \t]*([^\]\n]*?)[ \t]*)?\]\]")
"""``[[name: value]]``. Groups: name, value."""

PLACING: Final = ("question", "conversation")
"""The names of blocks that place something to answer."""

QUESTION_LINE: Final = re.compile(
    rf"^[ \t]*\[\[[ \t]*(?:{'|'.join(PLACING)})[ \t]*:[ \t]*([a-z0-9-]+)[ \t]*\]\][ \t]*$"
)
"""A line that places a question or a conversation. Group: its id."""

LOCAL: Final = re.compile(r"\[\[[ \t]*local[ \t]*:[ \t]*([a-z0-9_]+)[ \t]*\]\]")
"""A trust's own answer inside text. Group: its key."""

_TEXT = r"(?P<text>(?:(?!\n[ \t]*\n)[^\[\]]|\[[^\[\]\n]*\])*)"
_ADDRESS = (
    r"\([ \t]*<?(?P<value>(?:[^()\s<>]|\([^()\s]*\))*)>?"
    r"(?:\s+[\"'][^\n]*?[\"'])?[ \t]*\)"
)
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})")
_ADMONITION = r"^[ \t]*!!![ \t]*(?P<value>[\w-]*)(?:[ \t]+\"(?P<text>[^\"\n]+)\"[ \t]*$)?"
_TAG = r"<(?:[A-Za-z][\w-]*(?=[\s/>])|/[A-Za-z]|!--|!\w|\?)[^>\n]*>?"

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("image", re.compile(rf"!\[{_TEXT}\]{_ADDRESS}")),
    ("link", re.compile(rf"(?<!!)\[(?!\[){_TEXT}\]{_ADDRESS}")),
    ("link", re.compile(r"<(?P<value>[a-z][a-z+.-]*:[^>\s]+)>")),
    ("reference", re.compile(r"^[ \t]*(?P<value>\[[^\]\n]+\]:[ \t]+\S+)", re.MULTILINE)),
    ("reference", re.compile(r"(?P<value>!?(?<!\[)\[[^\[\]\n]+\][ ]?\[[^\[\]\n]*\])")),
    ("admonition", re.compile(_ADMONITION, re.MULTILINE)),
    ("heading", re.compile(r"^(?P<value>#{1,6})(?=[^#\n])", re.MULTILINE)),
    ("heading", re.compile(r"(?<=\S\n)(?P<value>=+|-{2,})[ \t]*$", re.MULTILINE)),
    ("html", re.compile(rf"(?P<value>{_TAG})")),
)

# Most lines of a course hold none of these, and then nothing of the above.
_MAY_PLACE = re.compile(r"[\[<#\n]|!!!")


class Placement(Struct, frozen=True):
    """Something found in a topic.

    kind: see ``Kind``; line: from 1, within the text; value: the question's or conversation's id, the local answer's
    key, the address, the admonition's kind, the heading's marks, or what was found; text:
    alternative text of an image, text of a link, title of an admonition; alone: it stands at the
    beginning of its line, and nothing after it.
    """

    kind: Kind
    line: int
    value: str
    text: str = ""
    alone: bool = False


def without_code(body: str) -> str:
    """Return the text with code blanked out, every other character in its place."""
    lines = body.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            lines[number] = ""
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence, lines[number] = mark[1], ""
        else:
            lines[number] = re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", lambda m: " " * len(m[0]), line)
    return "\n".join(lines)


def find_placements(body: str) -> tuple[Placement, ...]:
    """Return all that the Markdown places, in the order of its lines."""
    if not _MAY_PLACE.search(body):
        return ()
    text = without_code(body)
    found = [*_blocks(text), *_others(text)]
    return tuple(sorted(found, key=lambda placement: placement.line))


def local_keys(bodies: Iterable[str]) -> frozenset[str]:
    """Return the keys of all answers of a trust's own that texts place."""
    return frozenset(
        found.value for body in bodies for found in find_placements(body) if found.kind == "local"
    )


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _blocks(text: str) -> Iterator[Placement]:
    for match in BLOCK.finditer(text):
        line = _line(text, match.start())
        alone = text.split("\n")[line - 1].rstrip() == match[0]
        name, value = match[1], match[2] or ""
        if name == "question":
            yield Placement("question", line, value, alone=alone)
        elif name == "conversation":
            yield Placement("conversation", line, value, alone=alone)
        elif name == "local":
            yield Placement("local", line, value, alone=alone)
        else:
            yield Placement("unknown-block", line, name, alone=alone)


def _others(text: str) -> Iterator[Placement]:
    # Blocks are blanked here: their brackets are no links.
    text = BLOCK.sub(lambda match: " " * len(match[0]), text)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            line = _line(text, match.start("value"))
            yield Placement(kind, line, groups["value"], groups.get("text") or "")
