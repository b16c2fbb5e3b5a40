"""What a reader can say of a topic, in one press."""

from typing import Final

VERDICTS: Final = {
    "yes": "Right and useful",
    "wrong": "Something is wrong",
    "unclear": "Something is unclear",
}
"""Each verdict in words. The first asks nothing of an editor."""

GOOD: Final = "yes"
