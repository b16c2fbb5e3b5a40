"""Turn an item into what an author would write: the keys of an entry of a file of questions.

What our format asks for and the item lacks is filled so that a learner can read it, and advice of
``firstshift check`` points to it (``course/advising/unwritten.py``). Limits and numbers are not judged
here: the course's reader does that with the finished entry.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from course.exchange.html_text import remarks_in
from course.exchange.neutral import FULL, Answer, Item, any_text, literal, number_of
from course.question_types.typed_text import plain_number
from course.unwritten import COMPARE, EXPLANATION, LEVEL, PAIR, RIGHT, WRONG

Entry = dict[str, Any]
Tell = Callable[[str, str], None]
"""Notes what is lost, and how to mend it."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEVELS = range(3, 8)
_POINTS = range(2, 7)


class Unusable(Exception):  # noqa: N818 (named for what it says of an item)
    """Raised when an item cannot become a question: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what, mend)
        self.what = what
        self.mend = mend


def entry_of(item: Item, new_id: str, purpose: str, tell: Tell) -> Entry:
    """Return the entry of a question. Raises Unusable.

    tell: gets a phrase that continues the question's name ("loses …"), and what to do.
    """
    kind, general, own = _KINDS[item.kind](item, tell)
    explanation = " ".join(general) or EXPLANATION
    if not general:
        tell("has no general feedback, which becomes the explanation", "write one")
    return {
        "id": new_id,
        "purpose": purpose,
        "type": kind,
        "stem": item.stem,
        **own,
        "explanation": explanation,
    }


_Made = tuple[str, tuple[str, ...], Entry]


def _choice(item: Item, tell: Tell) -> _Made:
    right = [answer for answer in item.answers if answer.credit >= FULL]
    if len(right) == len(item.answers) and len(right) in _LEVELS:
        return _scale(item, tell)
    if len(right) != 1:
        what = f"{len(right)} of its answers are worth 100 per cent"
        raise Unusable(what, "give one of them 100 per cent, or let several be chosen")
    if any(0 < answer.credit < FULL for answer in item.answers):
        tell("loses what is partly right", "see whether each such answer may count as wrong")
    return "single", item.general, {"options": _options(item, tell, lambda a: a.credit >= FULL)}


def _scale(item: Item, tell: Tell) -> _Made:
    tell(
        "becomes a scale on which learners place themselves, since no answer is wrong", "see to it"
    )
    _tell_of_missing([answer.feedback for answer in item.answers], tell)
    scale = [
        {"id": str(place), "text": answer.text, "feedback": answer.feedback or LEVEL}
        for place, answer in enumerate(item.answers, start=1)
    ]
    return "likert", item.general, {"scale": scale}


def _choices(item: Item, tell: Tell) -> _Made:
    shares = {answer.credit for answer in item.answers if answer.credit > 0}
    if len(shares) > 1:
        tell("loses its unequal credits", "all right options count alike here")
    return "multiple", item.general, {"options": _options(item, tell, lambda a: a.credit > 0)}


def _options(item: Item, tell: Tell, is_right: Callable[[Answer], bool]) -> list[Entry]:
    _tell_of_missing([answer.feedback for answer in item.answers], tell)
    return [
        {
            "id": letter,
            "text": answer.text,
            **({"correct": "yes"} if is_right(answer) else {}),
            "feedback": _feedback(item, is_right(answer), answer.feedback),
        }
        for letter, answer in zip(_LETTERS, item.answers, strict=False)
    ]


def _true_false(item: Item, tell: Tell) -> _Made:
    by_word = {answer.text.lower(): answer for answer in item.answers}
    if set(by_word) != {"true", "false"}:
        raise Unusable("its two answers are not 'true' and 'false'", "write them so")
    is_true = by_word["true"].credit > by_word["false"].credit
    _tell_of_missing([answer.feedback for answer in item.answers], tell)
    feedback = {
        "true": _feedback(item, is_true, by_word["true"].feedback),
        "false": _feedback(item, not is_true, by_word["false"].feedback),
    }
    answer = "true" if is_true else "false"
    return "true-false", item.general, {"answer": answer, "feedback": feedback}


def _words(item: Item, tell: Tell) -> _Made:
    full = [a for a in item.answers if a.credit >= FULL]
    wild = [a.text for a in full if literal(a.text) is None]
    if wild:
        what = f"loses the answer '{wild[0]}', in which '*' stands for any text"
        tell(what, "write each text that is right into 'accept'")
    accept = [text for a in full if (text := literal(a.text)) is not None]
    if not accept:
        raise Unusable("no text is wholly right", "give one answer 100 per cent, without '*'")
    texts = list(dict.fromkeys(" ".join(text.split()) for text in accept))
    hint = {"hint": item.hint} if item.hint else {}
    return "fill-in", item.general, {"accept": texts, **_outcomes(item, full, tell), **hint}


def _number(item: Item, tell: Tell) -> _Made:
    full = [a for a in item.answers if a.credit >= FULL and not any_text(a.text)]
    numbers = [(number_of(a.text), number_of(a.tolerance)) for a in full]
    if not numbers or numbers[0][0] is None:
        raise Unusable("no number is wholly right", "give one answer 100 per cent, such as 30")
    if len(full) > 1:
        tell(f"keeps {full[0].text} alone of its {len(full)} right numbers", "widen its tolerance")
    tolerance = abs(numbers[0][1] or Decimal(0))
    own = {"answer": plain_number(numbers[0][0]), "tolerance": plain_number(tolerance)}
    unit = {"unit": item.unit} if item.unit else {}
    return "numeric", item.general, {**own, **unit, **_outcomes(item, full[:1], tell)}


def _outcomes(item: Item, full: Sequence[Answer], tell: Tell) -> Entry:
    """Return the two texts of feedback on what was typed."""
    told = list(dict.fromkeys(answer.feedback for answer in full if answer.feedback))
    if len(told) > 1:
        tell("keeps the feedback of its first right answer alone", "join them by hand")
    rest = [a for a in item.answers if a.credit < FULL]
    wrong = next((a.feedback for a in rest if any_text(a.text) and a.feedback), item.wrong)
    partly = [a.text for a in rest if not any_text(a.text)]
    if partly:
        what = f"loses the answer '{partly[0]}', which is partly right or has feedback of its own"
        tell(what, "put what matters of it into the feedback")
    return _right_and_wrong(told[0] if told else item.right, wrong, tell)


def _right_and_wrong(right: str, wrong: str, tell: Tell) -> Entry:
    _tell_of_missing([right, wrong], tell)
    return {"feedback": {"right": right or RIGHT, "wrong": wrong or WRONG}}


def _match(item: Item, tell: Tell) -> _Made:
    targets = list(dict.fromkeys(answer.target for answer in item.answers if answer.target))
    ids = {text: str(place) for place, text in enumerate(targets, start=1)}
    pairs = [answer for answer in item.answers if answer.text]
    if any(not answer.target for answer in pairs):
        raise Unusable("a line has no partner", "give each line its answer")
    general, notes = remarks_in(item.general, [answer.text for answer in pairs])
    if not notes:
        _tell_of_missing([""], tell)
    own = {
        "targets": [{"id": id_, "text": text} for text, id_ in ids.items()],
        "pairs": [
            {
                "id": letter,
                "text": answer.text,
                "target": ids[answer.target],
                "feedback": notes.get(answer.text) or PAIR,
            }
            for letter, answer in zip(_LETTERS, pairs, strict=False)
        ],
    }
    return "matching", general, own


def _order(item: Item, tell: Tell) -> _Made:
    steps = [
        {"id": letter, "text": answer.text}
        for letter, answer in zip(_LETTERS, item.answers, strict=False)
    ]
    own = {"steps": steps, **_right_and_wrong(item.right, item.wrong, tell)}
    return "sequencing", item.general, own


def _essay(item: Item, tell: Tell) -> _Made:
    general, compare = item.general, item.notes
    if len(compare) < 2 and len(general) - 1 in _POINTS:
        general, compare = general[:1], general[1:]
    if len(compare) < 2:
        tell("has nothing to compare with what was written", "write what others notice")
        compare = (*compare, *COMPARE)[:2]
    return "long-text", general, {"compare": list(compare)}


def _feedback(item: Item, right: bool, given: str) -> str:
    if right:
        return given or item.right or RIGHT
    return given or item.wrong or WRONG


def _tell_of_missing(texts: Sequence[str], tell: Tell) -> None:
    if not all(texts):
        tell("has answers without feedback", "write why each is right or wrong")


_KINDS: Final[Mapping[str, Callable[[Item, Tell], _Made]]] = {
    "choice": _choice,
    "choices": _choices,
    "true-false": _true_false,
    "words": _words,
    "number": _number,
    "match": _match,
    "order": _order,
    "essay": _essay,
}
