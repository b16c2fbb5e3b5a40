"""What stands where a text is still to be written, so that a learner can read on meanwhile.

Imported questions often lack what our format asks for. ``course/advising/unwritten.py`` points to it.
"""

from typing import Final

RIGHT: Final = "Right."
WRONG: Final = "Not right."
EXPLANATION: Final = "The explanation is still to be written."
PAIR: Final = "Why these belong together is still to be written."
LEVEL: Final = "The next step from here is still to be written."
COMPARE: Final = (
    "What others notice is still to be written.",
    "What else there is to notice is still to be written.",
)

BARE: Final = frozenset((RIGHT, WRONG))
"""Feedback that says no more than the mark does."""

STILL_TO_BE_WRITTEN: Final = frozenset((EXPLANATION, PAIR, LEVEL, *COMPARE))
