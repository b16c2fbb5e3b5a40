"""The structures of an entry: their steps, and what to ask oneself on the way.

Sources: Borton, *Reach, Touch and Teach* (1970); Gibbs, *Learning by Doing* (1988).
"""

from typing import Final, NamedTuple


class Step(NamedTuple):
    """A part of an entry. key: under which its text is kept; hint: what belongs there."""

    key: str
    title: str
    hint: str


class Structure(NamedTuple):
    """A way to write. good_for: when to choose it; prompts: to begin with when one is stuck."""

    key: str
    title: str
    good_for: str
    steps: tuple[Step, ...]
    prompts: tuple[str, ...]


THREE: Final = Structure(
    "three",
    "What? So what? Now what?",
    "Five minutes after a shift. Right for nearly everything.",
    (
        Step("what", "What?", "Two or three sentences: what you saw, did and said."),
        Step(
            "so-what",
            "So what?",
            "The heart of it: what you thought and felt, and what you had taken for granted.",
        ),
        Step(
            "now-what", "Now what?", "One step that you will really take: when, and who will ask."
        ),
    ),
    (
        "What surprised me?",
        "How would the nurse, or the patient, tell it?",
        "What went well that I would like to do again on purpose?",
        "At the time I thought … Now I think …",
    ),
)

GIBBS: Final = Structure(
    "gibbs",
    "Gibbs’ cycle",
    "When something moved you: feelings come second and cannot be skipped.",
    (
        Step("description", "Description", "What happened, in as few words as will do."),
        Step("feelings", "Feelings", "What you felt then, and what you feel now."),
        Step("evaluation", "Evaluation", "What was good about it, and what was hard."),
        Step(
            "analysis", "Analysis", "Why it went as it did: yours, shared, and the system’s part."
        ),
        Step("conclusion", "Conclusion", "What you understand now that you did not before."),
        Step(
            "action-plan",
            "Action plan",
            "What you will do next time, by when, and who will see it.",
        ),
    ),
    (
        "Was I uneasy, torn, ashamed, relieved, proud?",
        "Which part was mine, which was shared, which was the system’s?",
        "What would I say to a friend who had done the same?",
        "Stay with the step that opens something. The others may be one line.",
    ),
)

FREE: Final = Structure(
    "free",
    "In my own way",
    "No steps: one page, and your thoughts.",
    (
        Step(
            "text", "Your text", "Write as you think, in any language. Short sentences are welcome."
        ),
    ),
    (
        "Which moment stays with me?",
        "I felt … because …",
        "Which rule here is written nowhere, and how did I find it out?",
        "Next time, before I …, I will …",
    ),
)

STRUCTURES: Final = (THREE, GIBBS, FREE)
_BY_KEY: Final = {each.key: each for each in STRUCTURES}


def structure_of(key: str) -> Structure:
    """Return a structure by its key; for a key that is none, the one without steps."""
    return _BY_KEY.get(key, FREE)
