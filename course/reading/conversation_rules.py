"""Rules on one conversation: it can be walked from its start to an end, whatever is said."""

from collections.abc import Iterator

from course.files.report import Report
from course.files.schema import did_you_mean
from course.files.yaml_positions import Node, line_of
from course.questions import Conversation, Turn

Problem = tuple[int, str, str]


def check_conversation(talk: Conversation, name: str, node: Node, report: Report) -> bool:
    """Note each mistake of a conversation; say whether it has none. name: of its file."""
    problems = [
        *_name_problems(talk, name, node),
        *_reference_problems(talk, node),
        *_turn_problems(talk, node),
    ]
    # Where a reference is broken, what can be reached is not known.
    problems = problems or [*_reach_problems(talk, node)]
    for problem in problems:
        report.add(*problem)
    return not problems


def _name_problems(talk: Conversation, name: str, node: Node) -> Iterator[Problem]:
    if talk.id != name:
        what = f"the id '{talk.id}' is not the file's name"
        yield line_of(node, "id"), what, f"write '{name}', or rename the file"


def _reference_problems(talk: Conversation, node: Node) -> Iterator[Problem]:
    people = [person.id for person in talk.people]
    turns = [turn.id for turn in talk.turns]
    if talk.start not in turns:
        mend = did_you_mean(talk.start, turns)
        yield line_of(node, "start"), f"no step has the id '{talk.start}'", mend
    for place, turn in enumerate(talk.turns):
        if turn.who not in people:
            line = line_of(node, "steps", place, "who")
            yield line, f"no person has the id '{turn.who}'", did_you_mean(turn.who, people)
        for at, saying in enumerate(turn.choices):
            if saying.next not in turns:
                line = line_of(node, "steps", place, "choices", at, "next")
                mend = did_you_mean(saying.next, turns)
                yield line, f"no step has the id '{saying.next}'", mend
    unheard = [p for p in people if p not in {turn.who for turn in talk.turns}]
    for person in unheard:
        line = line_of(node, "people", people.index(person))
        yield line, f"'{person}' never speaks", "give them a line, or name them in the setting"


def _turn_problems(talk: Conversation, node: Node) -> Iterator[Problem]:
    for place, turn in enumerate(talk.turns):
        line = line_of(node, "steps", place, "id")
        if turn.choices and (turn.ending or turn.summary):
            yield line, f"the step '{turn.id}' ends and has choices", "take one of them out"
        elif not turn.choices and not (turn.ending and turn.summary):
            mend = "add 'choices:', or 'ending:' and 'summary:'"
            yield line, f"the step '{turn.id}' leads nowhere", mend
        elif turn.choices and _best(turn) != 1:
            what = f"{_best(turn)} choices of '{turn.id}' share the highest marks"
            yield line, what, "let one of them be the best line"


def _best(turn: Turn) -> int:
    marks = [saying.marks for saying in turn.choices]
    return marks.count(max(marks))


def _reach_problems(talk: Conversation, node: Node) -> Iterator[Problem]:
    reached = _reached(talk)
    for place, turn in enumerate(talk.turns):
        if turn.id not in reached:
            line = line_of(node, "steps", place, "id")
            yield line, f"no choice leads to the step '{turn.id}'", "lead to it, or take it out"
    for place, turn in enumerate(talk.turns):
        for at, saying in enumerate(turn.choices):
            if turn.id in _reached(talk, saying.next):
                line = line_of(node, "steps", place, "choices", at, "next")
                what = f"from '{turn.id}' the talk can come back to itself by '{saying.next}'"
                yield line, what, "lead forward only, so that every talk ends"


def _reached(talk: Conversation, start: str = "") -> set[str]:
    found: set[str] = set()
    waiting = [start or talk.start]
    while waiting:
        turn = talk.turn(waiting.pop())
        if turn.id not in found:
            found.add(turn.id)
            waiting.extend(saying.next for saying in turn.choices)
    return found
