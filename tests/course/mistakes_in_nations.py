"""Mistakes in the boxes in which the four nations differ; each with the line that it gives."""

from tests.course.course_files import FIRST_FILE as FIRST

_USE = "(use ENG, SCO, WAL or NI)"


def _box(text: str, line: int, sentence: str) -> tuple[str, str, str, int, str]:
    """Put a box in the place of the heading in line 16. text: the box's, unindented."""
    inside = "\n".join(f"    {each}" if each else "" for each in text.split("\n"))
    return FIRST, "## A heading", f'!!! nations "Who"\n{inside}', line, sentence


IN_NATIONS = {
    "nation's code unknown": _box(
        "ENG: One.\n\nSCT: Two.", 19, f"unknown nation 'SCT'; did you mean 'SCO'? {_USE}"
    ),
    "nation's code unlike any": _box(
        "ENG: One.\n\nIRL: Two.", 19, "unknown nation 'IRL'; use ENG, SCO, WAL or NI"
    ),
    "nation's code in small letters": _box(
        "ENG, sco: One.", 17, f"unknown nation 'sco'; did you mean 'SCO'? {_USE}"
    ),
    "nation by its name": _box(
        "Northern Ireland: One.",
        17,
        f"unknown nation 'Northern Ireland'; did you mean 'NI'? {_USE}",
    ),
    "all nations as one": _box(
        "UK: One.",
        17,
        "unknown nation 'UK'; write what holds for all without a mark, before the first one",
    ),
    "three nations as one": _box(
        "NI: One.\n\nGB: Two.", 19, "unknown nation 'GB'; write 'ENG, SCO, WAL:'"
    ),
    "nation twice": _box(
        "ENG, WAL: One.\n\nNI: Two.\n\nWAL: Three.",
        21,
        "the box names 'WAL' twice; write all that holds there below one mark",
    ),
    "nation twice in one mark": _box(
        "ENG, ENG: One.",
        17,
        "the box names 'ENG' twice; write all that holds there below one mark",
    ),
    "nations joined by a word": _box(
        "WAL and NI: One.", 17, "'WAL and NI:' joins nations without a comma; write 'WAL, NI:'"
    ),
    "nation in the middle of a paragraph": _box(
        "ENG: One.\nSCO: Two.",
        18,
        "'SCO:' stands in the middle of a paragraph; leave a line free before it",
    ),
    "nation without text": _box(
        "ENG: One.\n\nSCO:\n\nWAL: Three.", 19, "'SCO:' has no text; write it after the colon"
    ),
    "last nation without text": _box(
        "ENG: One.\n\nSCO:", 19, "'SCO:' has no text; write it after the colon"
    ),
    "no nation": _box(
        "For all.",
        16,
        "the box 'nations' names no nation; begin a paragraph with 'ENG:', 'SCO:', 'WAL:' or"
        " 'NI:', or use '!!! important' or plain text",
    ),
    "nations as a list with bold names": _box(
        "- **England.** One.\n- **Scotland.** Two.",
        17,
        "'- **England.**' is no mark of a nation; begin a paragraph of its own with 'ENG:'",
    ),
    "nation in bold": _box(
        "ENG: One.\n\n**NI**: Two.",
        19,
        "'**NI**:' is no mark of a nation; begin a paragraph of its own with 'NI:'",
    ),
    "nation as an entry of a list": _box(
        "ENG: One.\n\n- WAL: Two.",
        19,
        "'- WAL:' is no mark of a nation; begin a paragraph of its own with 'WAL:'",
    ),
    "box of nations in another": _box(
        'ENG: One.\n\n!!! nations "Inner"\n    SCO: Two.',
        19,
        "a box 'nations' stands inside another; end this one first, or leave the inner one out",
    ),
}
