"""Which accepted answer a slip of the finger meant; the twin is ``near-miss.js``."""

from collections.abc import Collection, Sequence

from course.question_types.typed_text import comparable
from course.slips import allowed_slips, distance


def meant_by(typed: str, accepted: Sequence[str], others: Collection[str]) -> str:
    """Return the accepted text that somebody meant who misspelt it; empty where none is near enough.

    typed: none of those accepted. others: words that mean something else: what is as near to one of
    them is never taken for an accepted word. Of several texts the nearest, of those the first.
    """
    words = comparable(typed).split(" ")
    near: list[tuple[int, int]] = []
    for place, text in enumerate(accepted):
        slips = _slips(words, comparable(text).split(" "), others)
        if slips is not None:
            near.append((slips, place))
    return accepted[min(near)[1]] if near else ""


def _slips(words: Sequence[str], meant: Sequence[str], others: Collection[str]) -> int | None:
    """Return how many slips lie between two texts, word by word; none where that is too many."""
    if len(words) != len(meant):
        return None
    slips = 0
    for word, there in zip(words, meant, strict=True):
        if word == there:
            continue
        far = distance(word, there)
        if far > allowed_slips(there) or any(distance(word, other) <= far for other in others):
            return None
        slips += far
    return slips
