"""Turn questions into items of another system, and tell what cannot travel.

Types without an exact partner: a ranking becomes an ordering, a rating a matching, a hotspot a choice
in words, a scale a choice without a wrong answer, a long text an essay. A conversation stays here.
Feedback that a partner has no place for follows the explanation, a paragraph each.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from course.exchange.html_text import from_text, to_text
from course.exchange.neutral import FULL, NONE, Answer, Format, Item, pattern_of
from course.model import Module
from course.question_types import type_of
from course.questions import (
    RATINGS,
    FillIn,
    Hotspot,
    Likert,
    LongText,
    Matching,
    Multiple,
    Numeric,
    Option,
    Purpose,
    Question,
    QuestionBase,
    Ranking,
    Rating,
    Sequencing,
    Single,
    TrueFalse,
)

_PURPOSES: Final[dict[Purpose, str]] = {
    "precheck": "Before you begin",
    "practice": "Practice",
    "assessment": "Assessment",
}


class Outgoing(Struct, frozen=True):
    """What leaves: the items, and a line for each thing that does not travel as it is."""

    items: tuple[Item, ...]
    told: tuple[str, ...]


def module_items(module: Module) -> Outgoing:
    """Return all questions of a module, topic by topic, each with its category."""
    items: list[Item] = []
    told: list[str] = []
    for topic in module.topics:
        for purpose, words in _PURPOSES.items():
            for question in module.of_purpose(purpose, topic.slug):
                item, lines = item_of(question, (module.title, topic.title, words))
                items.extend([item] if item else [])
                told.extend(lines)
    tied = sum(bool(question.sources or question.objective) for question in module.questions)
    if tied:
        told.append(f"objectives and sources of {tied} questions: there is no place for them")
    return Outgoing(tuple(items), tuple(told))


class QuestionsFile(Struct, frozen=True):
    """A file to hand out. told: a line for each thing that does not travel as it is."""

    name: str
    text: str
    mimetype: str
    told: tuple[str, ...]


def module_file(module: Module, format_: Format) -> QuestionsFile:
    """Return all questions of a module as a file, at whose head the same lines are told."""
    outgoing = module_items(module)
    told = (*outgoing.told, *(line for each in outgoing.items for line in format_.lost(each)))
    return QuestionsFile(
        name=f"first-shift-{module.slug}-questions{format_.suffix}",
        text=format_.write(outgoing.items, told),
        mimetype=format_.mimetype,
        told=told,
    )


def item_of(question: Question, category: Sequence[str] = ()) -> tuple[Item | None, list[str]]:
    """Return a question as an item, or None where it has no partner, with what is to be told."""
    build = _BUILD.get(type(question))
    name = type_of(question).name
    if build is None:
        return None, [f"{question.id}: left out, since a {name} has no partner elsewhere"]
    parts, told = build(question)
    item = Item(
        **{
            "name": question.id,
            "stem": question.stem,
            "general": (question.explanation,),
            "category": tuple(category),
            **parts,
        }
    )
    return item, [f"{question.id}: {each}" for each in told]


_Built = tuple[dict[str, Any], list[str]]


def _single(question: Single) -> _Built:
    return {"kind": "choice", "answers": _options(question.options, NONE)}, []


def _multiple(question: Multiple) -> _Built:
    right = sum(option.correct for option in question.options)
    # Moodle knows five decimals alone, and a wrong answer costs what a right one earns, as here.
    share = (FULL / right).quantize(Decimal("0.00001")).normalize()
    answers = tuple(
        Answer(option.text, share if option.correct else -share, option.feedback)
        for option in question.options
    )
    return {"kind": "choices", "answers": answers}, []


def _options(options: Iterable[Option], wrong: Decimal) -> tuple[Answer, ...]:
    return tuple(Answer(o.text, FULL if o.correct else wrong, o.feedback) for o in options)


def _true_false(question: TrueFalse) -> _Built:
    credit = {True: FULL, False: NONE}
    answers = (
        Answer("true", credit[question.answer], question.feedback_true),
        Answer("false", credit[not question.answer], question.feedback_false),
    )
    return {"kind": "true-false", "answers": answers}, []


def _fill_in(question: FillIn) -> _Built:
    right = (Answer(pattern_of(t), FULL, question.feedback_right) for t in question.accept)
    answers = (*right, Answer("*", NONE, question.feedback_wrong))
    return {"kind": "words", "answers": answers, "hint": question.hint}, []


def _numeric(question: Numeric) -> _Built:
    right = Answer(question.answer, FULL, question.feedback_right, tolerance=question.tolerance)
    answers = (right, Answer("*", NONE, question.feedback_wrong))
    return {"kind": "number", "answers": answers, "unit": question.unit}, []


def _matching(question: Matching) -> _Built:
    plain = {target.id: from_text(to_text(target.text)) for target in question.targets}
    used = {pair.target for pair in question.pairs}
    pairs = [(pair.text, plain[pair.target], pair.feedback) for pair in question.pairs]
    marked = [t.text for t in question.targets if t.text != plain[t.id]]
    told = [f"'{text}' loses its marks: a partner is plain text" for text in marked]
    rest = [text for id_, text in plain.items() if id_ not in used]
    return _matched(pairs, rest, told)


def _rating(question: Rating) -> _Built:
    pairs = [(each.text, RATINGS[each.rating], each.feedback) for each in question.actions]
    rest = [words for words in RATINGS.values() if words not in {word for _, word, _ in pairs}]
    told = ["becomes a matching, in which a rating that is nearly right is worth nothing"]
    return _matched(pairs, rest, told)


def _matched(
    pairs: Sequence[tuple[str, str, str]],
    rest: Sequence[str],
    told: list[str],
) -> _Built:
    told.append("the feedback of its pairs follows the explanation")
    answers = tuple(Answer(text, FULL, target=target) for text, target, _ in pairs)
    fitting_none = tuple(Answer("", target=target) for target in rest)
    remarks = tuple((text, feedback) for text, _, feedback in pairs)
    return {"kind": "match", "answers": (*answers, *fitting_none), "remarks": remarks}, told


def _sequencing(question: Sequencing) -> _Built:
    parts: dict[str, Any] = {
        "kind": "order",
        "answers": tuple(Answer(step.text) for step in question.steps),
        "right": question.feedback_right,
        "wrong": question.feedback_wrong,
    }
    return parts, []


def _ranking(question: Ranking) -> _Built:
    parts: dict[str, Any] = {
        "kind": "order",
        "answers": tuple(Answer(option.text) for option in question.options),
        "remarks": tuple((option.text, option.feedback) for option in question.options),
    }
    told = [
        "becomes an ordering, in which an order that is nearly right may be worth less",
        "the feedback of its responses follows the explanation",
    ]
    return parts, told


def _hotspot(question: Hotspot) -> _Built:
    parts = {
        "kind": "choice",
        "stem": f"{question.stem} (In the picture: {from_text(question.alt)})",
        "answers": tuple(
            Answer(spot.text, FULL if spot.correct else NONE, spot.feedback)
            for spot in question.spots
        ),
    }
    return parts, ["becomes a choice in words: the picture stays here, and its description goes"]


def _likert(question: Likert) -> _Built:
    answers = tuple(Answer(level.text, FULL, level.feedback) for level in question.scale)
    return {"kind": "choice", "answers": answers}, [
        "becomes a choice in which every answer is worth the full mark"
    ]


def _long_text(question: LongText) -> _Built:
    parts = {"kind": "essay", "general": (question.explanation, *question.compare)}
    return parts, ["becomes an essay, which somebody has to mark; here it is private"]


_BUILD: Final[dict[type[QuestionBase], Callable[[Any], _Built]]] = {
    Single: _single,
    Multiple: _multiple,
    TrueFalse: _true_false,
    FillIn: _fill_in,
    Numeric: _numeric,
    Matching: _matching,
    Sequencing: _sequencing,
    Ranking: _ranking,
    Rating: _rating,
    Hotspot: _hotspot,
    Likert: _likert,
    LongText: _long_text,
}
