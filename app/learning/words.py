"""How far somebody is, in words: said to the doctor and to the supervisor from this one place."""

from typing import Final, Literal

from app.wording import counted

ModuleWord = Literal["Not passed yet", "Not started", "In progress", "Passed"]

NOT_PASSED: Final = "Not passed yet"
NOT_STARTED: Final = "Not started"
IN_PROGRESS: Final = "In progress"
PASSED: Final = "Passed"


def module_word(*, begun: bool, passed: bool, attempts: int) -> ModuleWord:
    """Return the state of a module. attempts: at its assessment that were sent."""
    if passed:
        return PASSED
    if attempts:
        return NOT_PASSED  # whether another one is under way or not
    return IN_PROGRESS if begun else NOT_STARTED


def topics_opened(opened: int, of: int) -> str:
    """Return such as "3 of 8 topics opened": a topic is opened by reading it, done with its questions."""
    return f"{opened} of {counted(of, 'topic')} opened"
