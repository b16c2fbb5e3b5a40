"""Add an id at the end of a list in ``index.yaml``, with every comment left as it is."""

import re

from course.authoring.plan import CannotBegin

_KEYS = ("topics", "questions")
_ITEM = re.compile(r"(\s*)- +\S")


def with_id(text: str, key: str, new_id: str) -> str:
    """Return the index with an id more. key: ``topics`` or ``questions``.

    Reads both ways of writing a list: ``key: [a, b]`` on one line, and ``- a`` line by line. Raises
    CannotBegin where the list is written in another way.
    """
    lines = text.split("\n")
    at = next((n for n, line in enumerate(lines) if line.startswith(f"{key}:")), None)
    if at is None:
        raise CannotBegin(f"index.yaml has no list '{key}:'. Add it, and try again.")
    written, hash_sign, comment = lines[at].partition(" #")
    rest = written.partition(":")[2].strip()
    if rest.startswith("[") and rest.endswith("]"):
        inside = rest[1:-1].strip()
        after = written[len(written.rstrip()) :] + hash_sign + comment
        lines[at] = f"{key}: [{inside}{', ' if inside else ''}{new_id}]{after}"
        return "\n".join(lines)
    if rest:
        raise CannotBegin(
            f"The list '{key}:' in index.yaml is written over several lines in"
            " brackets. Write each id on a line after '- ', and try again."
        )
    last, indent = at, "  "
    for number in range(at + 1, len(lines)):
        item = _ITEM.match(lines[number])
        if item:
            last, indent = number, item[1]
        elif lines[number].strip() and not lines[number].lstrip().startswith("#"):
            break
    lines.insert(last + 1, f"{indent}- {new_id}")
    return "\n".join(lines)
