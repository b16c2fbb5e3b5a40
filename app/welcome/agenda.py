"""The meeting's steps: minutes, what, who leads, a line to say, and where it is written down."""

from typing import Final, NamedTuple


class Step(NamedTuple):
    """A step. sections: of the form, or names of pages, where it is written down."""

    minutes: str
    what: str
    leads: str
    line: str
    sections: tuple[str, ...] = ()


STEPS: Final = (
    Step(
        "0 to 5",
        "Welcome, names, purpose, privacy, phones off",
        "The supervisor",
        "This is to plan your support, not to judge you. Skip anything. I will answer too.",
        ("b",),
    ),
    Step(
        "5 to 15",
        "Basics first: home, money, family, sleep, travel",
        "The doctor",
        "Before medicine: is there anything at home that would make tomorrow hard?",
        ("g",),
    ),
    Step(
        "15 to 25",
        "Story and strengths",
        "The doctor",
        "What should I know about where you trained, so that I do not misread you?",
        ("b", "c"),
    ),
    Step(
        "25 to 35",
        "Training and skills: what you do alone, what not yet",
        "Both",
        "Tell me about the last time you were the most senior doctor in the room.",
        ("d", "e"),
    ),
    Step(
        "35 to 45",
        "Talking and understanding; how we give feedback",
        "Both",
        "If I speak too fast or use odd words, what will you say to me?",
        ("f", "h"),
    ),
    Step(
        "45 to 60",
        "Needs: both ratings side by side; first the lines that you see differently",
        "Both",
        "You gave yourself 1 and the post needs 3. What would move it?",
        ("needs",),
    ),
    Step(
        "60 to 70",
        "First on call, what is not done alone yet, whom to call",
        "The supervisor",
        "Call me for these. You will never be blamed for calling.",
        ("e", "h"),
    ),
    Step(
        "70 to 80",
        "Three to seven actions, their days, the next meeting",
        "Both",
        "Which one of mine do you want first?",
        ("actions",),
    ),
    Step(
        "80 to 85",
        "Read back, sign, copy",
        "The doctor",
        "What did we agree, in your words?",
        ("sign",),
    ),
)

_OF_OWN: Final = {
    "Needs: both ratings side by side; first the lines that you see differently": (
        "What is needed: page by page; first what you see differently",
        "Which page of the form would you like to talk about most?",
    )
}


def steps(*, own: bool) -> tuple[Step, ...]:
    """Return the steps. own: the trust's own form is used, so what is written down stands in a file."""
    if not own:
        return STEPS
    found = []
    for step in STEPS:
        what, line = _OF_OWN.get(step.what, (step.what, step.line))
        places = tuple(name for name in step.sections if name in {"actions", "sign"})
        found.append(step._replace(what=what, line=line, sections=places or ("filled",)))
    return tuple(found)


SHORT: Final = (
    "A busy week: on day 1, in 20 minutes, section A, the emergency numbers, what is not done alone yet, the first"
    " on-call shift, and when to call. The rest within ten working days."
)

SHORT_OWN: Final = (
    "A busy week: on day 1, in 20 minutes, the emergency numbers, what is not done alone yet, the first on-call"
    " shift, and when to call. The rest within ten working days."
)
