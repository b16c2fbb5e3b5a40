"""What each question asked when its module was last released, to see when one has become another.

Answers that are kept and statements that were sent name a question by its id. A question that comes
to ask something else under its old id would turn them into answers to what nobody was asked.
"""

import hashlib
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from course.interactions import plain_text, xapi_definition
from course.model import Module
from course.question_types import type_of
from course.questions import Question
from course.reading import changes

FILE: Final = "released.json"
# What is written when a version is made: a line more in it does not make another version.
_NOT_CONTENT: Final = (FILE, changes.FILE)
_ALIKE: Final = 0.5
_WORD = re.compile(r"\w+")
_VERSION_LINE = re.compile(rb"^version:.*$", re.MULTILINE)
# Tags say where a topic is proposed; whoever reads the topic, here or in a package, sees none of them.
_FRONT_MATTER = re.compile(rb"\A---\n.*?^---$", re.MULTILINE | re.DOTALL)
_TAGS = re.compile(rb"^tags:.*\n(?:[ -].*\n)*", re.MULTILINE)


class ReleasedItem(Struct, frozen=True):
    """A question as it was. right: what was wholly right; asks: its stem and its answers, in words."""

    type: str
    right: tuple[tuple[str, ...], ...]
    asks: str


class Release(Struct, frozen=True):
    """A module as it was released. digest: of its files."""

    version: str
    digest: str
    items: dict[str, ReleasedItem]


def release_of(module: Module) -> Release:
    """Return what is to be remembered of a module."""
    return Release(
        version=module.version,
        digest=digest_of(module),
        items={question.id: _item(question) for question in module.questions},
    )


def digest_of(module: Module) -> str:
    """Return a digest of a module's files, without version, tags and what tells of versions."""
    folder = Path(module.folder)
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        left_out = path.name in _NOT_CONTENT or path.name.startswith((".", "~"))
        if path.is_file() and not left_out:
            content = _content(path)
            digest.update(f"{path.relative_to(folder)} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    content = _VERSION_LINE.sub(b"", path.read_bytes())
    if path.suffix != ".md":
        return content
    return _FRONT_MATTER.sub(lambda front: _TAGS.sub(b"", front[0]), content, count=1)


def write_release(folder: Path, release: Release) -> Path:
    """Write what is remembered into a module's folder, and return the file."""
    path = folder / FILE
    text = msgspec.json.format(msgspec.json.encode(release), indent=1)
    path.write_bytes(text + b"\n")
    return path


def read_release(folder: Path) -> Release | None:
    """Return what was remembered; None where the module was never released.

    Raises msgspec.DecodeError or UnicodeDecodeError where the file is not as it was written.
    """
    path = folder / FILE
    return msgspec.json.decode(path.read_bytes(), type=Release) if path.exists() else None


def has_other_answer(then: ReleasedItem, question: Question) -> bool:
    """Say whether nothing that was right is right now. A conversation has many ways that are."""
    kind = type_of(question)
    right = set(kind.right(question))
    return not kind.in_own_file and bool(then.right) and not right.intersection(then.right)


def asks_something_else(then: ReleasedItem, question: Question) -> bool:
    """Say whether more than half of the words have changed."""
    old, new = (_WORD.findall(text.casefold()) for text in (then.asks, _item(question).asks))
    return SequenceMatcher(None, old, new, autojunk=False).ratio() < _ALIKE


def _item(question: Question) -> ReleasedItem:
    kind = type_of(question)
    lists = xapi_definition(question, "en").items()
    answers = [
        entry["description"]["en"]
        for _, entries in lists
        if isinstance(entries, list)
        for entry in entries
        if isinstance(entry, dict)
    ]
    right = () if kind.in_own_file else kind.right(question)
    return ReleasedItem(kind.name, right, " | ".join([plain_text(question.stem), *answers]))
