"""Send a question to another system and back, and say what must arrive."""

from typing import Any

from course.exchange.formats import FORMATS
from course.exchange.html_text import from_text, to_text
from course.exchange.importing import Incoming, incoming
from course.exchange.outgoing import item_of
from course.files.report import Report
from course.questions import (
    RATINGS,
    FillIn,
    Hotspot,
    Likert,
    LongText,
    Matching,
    Multiple,
    Numeric,
    Question,
    Ranking,
    Rating,
    Sequencing,
    Single,
    TrueFalse,
)
from course.unwritten import EXPLANATION, RIGHT, WRONG

Words = tuple[Any, ...]


def imported(
    text: str, format_: str, purpose: str = "practice"
) -> tuple[tuple[Incoming, ...], Report]:
    """Return what an import makes of a file's text, with its report."""
    report = Report("bank", [])
    found = incoming(text, FORMATS[format_], "first", purpose, (), report)
    return found, report


def lines(report: Report) -> list[str]:
    """Return what was told, line by line, without the file."""
    told = sorted((*report.mistakes, *report.advice), key=lambda each: each.line)
    return [str(each).removeprefix("bank:") for each in told]


def there_and_back(question: Question, format_: str) -> Question | None:
    """Return a question after its journey, or None where it does not travel."""
    item, _ = item_of(question)
    text = FORMATS[format_].write([item] if item else [], ())
    found, report = imported(text, format_, question.purpose)
    assert report.mistakes == []
    return found[0].question if found else None


def in_words(question: Question) -> Words:
    """Return all that a learner can read of a question, without ids of answers and marks in it."""
    return (question.id, question.purpose, question.stem, question.explanation, *_own(question))


def _own(question: Question) -> Words:
    match question:
        case Single() | Multiple():
            return tuple((o.text, o.feedback, o.correct) for o in question.options)
        case TrueFalse():
            return question.answer, question.feedback_true, question.feedback_false
        case FillIn():
            return question.accept, question.hint, *_outcomes(question)
        case Numeric():
            return question.answer, question.tolerance, question.unit, *_outcomes(question)
        case Matching():
            return _pairs(question)
        case Sequencing():
            return *(step.text for step in question.steps), *_outcomes(question)
        case Likert():
            return tuple((level.text, level.feedback) for level in question.scale)
        case LongText():
            return question.compare
    raise AssertionError(f"{type(question)} never comes back")


def _outcomes(question: FillIn | Numeric | Sequencing) -> Words:
    return question.feedback_right, question.feedback_wrong


def _pairs(question: Matching) -> Words:
    targets = {target.id: target.text for target in question.targets}
    pairs = tuple((p.text, targets[p.target], p.feedback) for p in question.pairs)
    return *pairs, frozenset(targets.values())


def expected(question: Question, format_: str) -> Words:
    """Return what must arrive, in words."""
    gift = format_ == "gift"
    match question:
        case Numeric() if gift and question.unit:
            stem = f"{question.stem} (in {question.unit})"
            own: Words = (question.answer, question.tolerance, "", *_outcomes(question))
            return question.id, question.purpose, stem, question.explanation, *own
        case FillIn() if gift:
            head = in_words(question)[:4]
            return *head, question.accept, "", *_outcomes(question)
        case Sequencing() if gift:
            steps = [step.text for step in question.steps]
            return *in_words(question)[:3], EXPLANATION, *steps, RIGHT, WRONG
        case Matching():
            return *in_words(question)[:4], *_with_plain_targets(question)
        case Ranking():
            return _ranking(question, gift)
        case Rating():
            return _rating(question)
        case Hotspot():
            stem = f"{question.stem} (In the picture: {question.alt})"
            spots = tuple((s.text, s.feedback, s.correct) for s in question.spots)
            return question.id, question.purpose, stem, question.explanation, *spots
    return in_words(question)


def _with_plain_targets(question: Matching) -> Words:
    *pairs, _ = _pairs(question)
    plain = tuple((text, from_text(to_text(target)), told) for text, target, told in pairs)
    return *plain, frozenset(from_text(to_text(t.text)) for t in question.targets)


def _ranking(question: Ranking, gift: bool) -> Words:
    options = question.options
    told = [piece for o in options for piece in (f"{o.text}:", o.feedback)]
    explanation = EXPLANATION if gift else " ".join([question.explanation, *told])
    texts = (option.text for option in options)
    return question.id, question.purpose, question.stem, explanation, *texts, RIGHT, WRONG


def _rating(question: Rating) -> Words:
    pairs = tuple((a.text, RATINGS[a.rating], a.feedback) for a in question.actions)
    head = (question.id, question.purpose, question.stem, question.explanation)
    return *head, *pairs, frozenset(RATINGS.values())
