"""How far two words are apart in slips of the finger, and how many slips a word may have.

Source: Damerau, "A technique for computer detection and correction of spelling errors" (1964), in the
form that changes no letter twice (optimal string alignment). The browser's twin is ``slips.js``.
"""

from typing import Final

_ONE_SLIP: Final = 5
_TWO_SLIPS: Final = 10


def distance(one: str, other: str) -> int:
    """Return how many slips lead from one word to another.

    A slip is a letter left out, added, or replaced, or two neighbours in the wrong order.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        previous, row = row, [i]
        for j, there in enumerate(other, start=1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = previous
    return row[-1]


def allowed_slips(word: str) -> int:
    """Return how many slips a word is forgiven: none in a short one, nor where a figure could change."""
    if len(word) < _ONE_SLIP or any("0" <= each <= "9" for each in word):
        return 0
    return 1 if len(word) < _TWO_SLIPS else 2
