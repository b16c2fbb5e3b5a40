"""Rules on the boxes in which the four nations differ: each part says for which nations it is."""

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from course.files.schema import alternatives, did_you_mean
from course.nations import HOME_NATIONS, is_home_nation
from course.reading.drafts import ModuleDraft, Shared
from course.reading.nation_boxes import (
    JOINT,
    KNOWN,
    Mark,
    NationBox,
    is_header,
    mark_in,
    nation_boxes,
)

_CODES: Final = tuple(HOME_NATIONS)
_CODE_OF: Final = {
    **{name.casefold(): code for code, name in HOME_NATIONS.items()},
    **{code.casefold(): code for code in _CODES},
}
_WIDER: Final = {
    "UK": "write what holds for all without a mark, before the first one",
    "GB": "write 'ENG, SCO, WAL:'",
}
_BOLD: Final = r"(?:\*\*|__)?"
# "- **England.** …": a nation in a list or in bold, which reads well and tells nothing to the course.
_NO_MARK: Final = re.compile(
    rf" {{0,3}}(?P<list>(?:[-*+]|\d+[.)]) +)?{_BOLD}(?P<word>{KNOWN})(?:{JOINT}(?:{KNOWN}))*"
    rf"{_BOLD} ?[.:]{_BOLD}",
    re.IGNORECASE,
)

Fault: TypeAlias = tuple[int, str, str]
"""A line, counted from 0; what is wrong; how to mend it."""


def check_nations(draft: ModuleDraft, shared: Shared) -> None:
    """Note every slip in a box ``nations`` of the topics and the card."""
    for page in draft.pages:
        for box in nation_boxes(page.body or ""):
            for line, what, mend in _faults(box):
                page.report.add(page.body_line + line, what, mend)


def _faults(box: NationBox) -> list[Fault]:
    faults = [*_in_marks(box), *_in_lines(box), *_in_parts(box)]
    if box.marks or faults:
        return faults
    mend = (
        "begin a paragraph with 'ENG:', 'SCO:', 'WAL:' or 'NI:', or use '!!! important' or plain"
        " text"
    )
    return [(box.begin, "the box 'nations' names no nation", mend)]


def _in_marks(box: NationBox) -> Iterator[Fault]:
    named: set[str] = set()
    for mark in box.marks:
        for word in mark.words:
            if not is_home_nation(word):
                yield mark.line, f"unknown nation '{word}'", _mend_of(word)
            elif word in named:
                mend = "write all that holds there below one mark"
                yield mark.line, f"the box names '{word}' twice", mend
            named.add(word)
        if not _has_only_commas(mark):
            mend = f"write '{', '.join(mark.words)}:'"
            yield mark.line, f"'{mark.codes}:' joins nations without a comma", mend


def _has_only_commas(mark: Mark) -> bool:
    return len(mark.codes.split(",")) == len(mark.words)


def _mend_of(word: str) -> str:
    if word in _WIDER:
        return _WIDER[word]
    code = _CODE_OF.get(word.casefold())
    mend = f"did you mean '{code}'?" if code else did_you_mean(word, _CODES)
    return f"{mend} (use {alternatives(_CODES)})" if mend.startswith("did") else mend


def _in_lines(box: NationBox) -> Iterator[Fault]:
    """Find a mark that is none: within a paragraph, in a list or in bold; and a box in the box."""
    marked = {mark.line for mark in box.marks}
    told = False  # a list of four is one slip
    for line, text in box.content.items():
        if is_header(text):
            mend = "end this one first, or leave the inner one out"
            yield line, "a box 'nations' stands inside another", mend
        mark, no_mark = mark_in(text), _NO_MARK.match(text)
        if line in marked:
            continue
        if mark and all(is_home_nation(word) for word in re.split(JOINT, mark["codes"])):
            what = f"'{mark['codes']}:' stands in the middle of a paragraph"
            yield line, what, "leave a line free before it"
        elif no_mark and not told and (no_mark["list"] or box.begins_paragraph(line)):
            told = True
            mend = f"begin a paragraph of its own with '{_CODE_OF[no_mark['word'].casefold()]}:'"
            yield line, f"'{no_mark[0].strip()}' is no mark of a nation", mend


def _in_parts(box: NationBox) -> Iterator[Fault]:
    for part in box.parts:
        first = box.content[part.mark.line][part.mark.text_at - box.indent :]
        rest = (box.content[line] for line in range(part.mark.line + 1, part.end))
        if not any(text.strip() for text in (first, *rest)):
            yield part.mark.line, f"'{part.mark.codes}:' has no text", "write it after the colon"
