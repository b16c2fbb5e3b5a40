"""Advice on answers that give themselves away: by their length, or by where they stand."""

from collections import Counter
from collections.abc import Iterator, Sequence

from course.files.report import Report
from course.files.yaml_positions import line_of
from course.interactions import plain_text
from course.questions import Conversation, Single, Turn
from course.reading.drafts import ModuleDraft, QuestionDraft
from course.talk import best_saying

_MUCH_LONGER = 1.4
_FEW = 8
"""Of fewer questions than this nothing is said: chance alone would seem a pattern."""
_TOO_OFTEN = 0.5


def advise_answers(draft: ModuleDraft) -> Iterator[tuple[Report, int, str, str]]:
    """Yield each question whose right option is much longer than any other."""
    for entry, question in _singles(draft):
        right, others = _lengths(question)
        if right > _MUCH_LONGER * max(others):
            what = f"the right option of '{question.id}' is by far the longest ({right} characters)"
            mend = f"shorten it, or lengthen another (now {max(others)} at most)"
            yield entry.report, line_of(entry.node, "options"), what, mend


def advise_bank(draft: ModuleDraft) -> Iterator[tuple[Report, int, str, str]]:
    """Yield what a learner could guess from all questions of a module together."""
    singles = [question for _, question in _singles(draft)]
    if len(singles) < _FEW:
        return
    longest = sum(right > max(others) for right, others in map(_lengths, singles))
    if longest > _TOO_OFTEN * len(singles):
        what = f"in {longest} of {len(singles)} questions the right option is the longest"
        yield draft.report, 1, what, "make other options as long, in some of them longer"
    places = Counter(_place(question) for question in singles)
    place, times = places.most_common(1)[0]
    if times > _TOO_OFTEN * len(singles):
        letter = "abcdefgh"[place]
        what = f"in {times} of {len(singles)} questions the right option stands at '{letter}'"
        yield draft.report, 1, what, "move it in some of them"


def advise_conversations(draft: ModuleDraft) -> Iterator[tuple[Report, int, str, str]]:
    """Yield each conversation whose best line is nearly always the longest."""
    for entry in draft.questions:
        talk = entry.question
        if not isinstance(talk, Conversation):
            continue
        turns = [turn for turn in talk.turns if turn.choices]
        longest = sum(_best_is_longest(turn) for turn in turns)
        if len(turns) >= _FEW // 2 and longest > _TOO_OFTEN * len(turns):
            what = f"in {longest} of {len(turns)} steps the best line is the longest"
            yield entry.report, line_of(entry.node, "steps"), what, "let weaker lines be longer"


def _singles(draft: ModuleDraft) -> Iterator[tuple[QuestionDraft, Single]]:
    for entry in draft.questions:
        if isinstance(entry.question, Single):
            yield entry, entry.question


def _lengths(question: Single) -> tuple[int, Sequence[int]]:
    """Return how long the right option is, and how long the others are, in characters."""
    lengths = {o.correct: [] for o in question.options}  # type: dict[bool, list[int]]
    for option in question.options:
        lengths[option.correct].append(len(plain_text(option.text)))
    return lengths[True][0], lengths[False]


def _place(question: Single) -> int:
    return next(place for place, option in enumerate(question.options) if option.correct)


def _best_is_longest(turn: Turn) -> bool:
    best = best_saying(turn)
    return all(len(each.say) < len(best.say) for each in turn.choices if each != best)
