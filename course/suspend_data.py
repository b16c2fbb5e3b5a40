"""Keep a learner's state in one short text: SCORM's ``cmi.suspend_data``.

The browser's twin writes and reads the same text; ``vectors/suspend_data.json`` holds the cases.

**The text** is four fields joined by ``~``; its alphabet is ``A-Z a-z 0-9 - _ . ~``::

    v1 ~ module version ~ body ~ checksum

- *version*: informational, as in ``module.yaml`` (digits and points), may be empty.
- *body*: bits as base64url characters, six bits each (``course/bits.py``: the order of bits, and
  what a varint is).
- *checksum*: ``fnv1a32(slug + "~" + version + "~" + body)`` as eight lower-case hexadecimal digits
  (``course/random32.py``). The slug is in it, so that another module's data is refused.

**The body**, in this order (positions count from 0)::

    varint      T, the length of index_topics
    T bits      topic seen, one bit for each position of index_topics
    varint      location: 0 none, 1 the assessment, 2 + p the topic at position p of index_topics
    varint      Q, the length of index_questions
    Q times     an ANSWER PLACE, for each position of index_questions
    varint      attempts finished
    1 bit       a best score follows; if so 14 bits: best_percent in hundredths (0 to 10000)
    1 bit       passed
    1 bit       an attempt is under way; if so:
        32 bits     seed
        varint      n, how many questions were drawn
        n times     varint: the question's position in index_questions; then an ANSWER PLACE

    ANSWER PLACE:
    1 bit       an answer was given; if so:
        1 bit       it was right
        varint      c, the number of characters of the response (0: not kept)
        c × 6 bits  characters: a to z are 0 to 25, 0 to 9 are 26 to 35

Characters of a response, by type: single, hotspot and likert ``b``; multiple ``ac``; true-false
``t`` or ``f``; matching and rating source and target in turn, ``a1b3``; sequencing and ranking
``cab``; conversation what was chosen at each turn, ``aba``; fill-in, numeric and long-text none.

**Reading another version of the module.** The index only grows, and an answer is kept as the
option's own id, so nothing shifts. T and Q are those of the writer: places that the writer did not
have are unseen, and places that only the writer had are skipped. What is of a topic or question
that has left the module is dropped. A kept response that is no answer to the question any more
becomes None ("given, but what is no longer known"). An attempt of which a drawn question has left
is dropped as a whole. Writing skips the same: topics and questions that the module does not have.

Source: SCORM 1.2 Run-Time Environment, 3.4.4 (CMIString4096).
"""

import re
from collections.abc import Iterable
from string import ascii_lowercase, digits
from typing import Final

from course.bits import BitReader, BitWriter
from course.errors import ResponseError, SuspendDataError
from course.model import Module
from course.question_types import type_of
from course.questions import Question, Response
from course.random32 import fnv1a32
from course.state import ASSESSMENT, Attempt, Given, State

MARK: Final = "v1"
LIMIT_CHARACTERS: Final = 4096
"""What SCORM 1.2 takes at most."""
BUDGET_CHARACTERS: Final = 3800
"""What a module's fullest state may take: some systems count a little differently."""

_CHARACTERS = ascii_lowercase + digits
_VERSION = re.compile(r"[0-9.]*")


def encode(state: State, module: Module) -> str:
    """Return a learner's state as text. Raises SuspendDataError where it would not fit."""
    bits = BitWriter()
    _write_topics(bits, state, module)
    answers = [state.answers.get(question) for question in module.index_questions]
    bits.write_varint(len(answers))
    for question_id, given in zip(module.index_questions, answers, strict=True):
        _write_answer(bits, _find(module, question_id), given)
    _write_scores(bits, state)
    _write_attempt(bits, state.attempt, module)
    body = bits.text()
    version = module.version if _VERSION.fullmatch(module.version) else ""
    text = "~".join((MARK, version, body, _checksum(module, version, body)))
    if len(text) > LIMIT_CHARACTERS:
        raise SuspendDataError(f"the state takes {len(text)} characters; {LIMIT_CHARACTERS} fit")
    return text


def decode(text: str, module: Module) -> State:
    """Return the state that a text holds.

    Raises SuspendDataError where the text is none of this module's, was cut or changed, or was
    written by a later edition of the codec.
    """
    version, body = _open(text, module)
    bits = BitReader(body)
    seen = [bits.read(1) for _ in range(bits.read_varint())]
    location = _location(bits.read_varint(), module)
    answers = _read_answers(bits, module)
    attempts = bits.read_varint()
    best = bits.read(14) if bits.read(1) else None
    passed = bits.read(1) == 1
    attempt = _read_attempt(bits, module) if bits.read(1) else None
    bits.finish()
    present = {topic.slug for topic in module.topics}
    pairs = zip(module.index_topics, seen, strict=False)
    return State(
        location=location,
        topics_seen=frozenset(slug for slug, bit in pairs if bit and slug in present),
        answers=answers,
        attempts=attempts,
        best_percent=None if best is None else min(best, 10000) / 100,
        passed=passed,
        attempt=attempt,
        version=version,
    )


def fullest_state(module: Module) -> State:
    """Return the state that takes the most room: everything answered, a whole attempt under way."""
    bank = module.of_purpose("assessment")
    places = {question_id: place for place, question_id in enumerate(module.index_questions)}
    longest = sorted(
        bank, key=lambda q: (len(_characters(q, _longest(q).response)), places[q.id]), reverse=True
    )
    drawn = longest[: module.assessment.draw]
    return State(
        location=ASSESSMENT,
        topics_seen=frozenset(topic.slug for topic in module.topics),
        answers={q.id: _longest(q) for q in module.questions},
        attempts=255,
        best_percent=100.0,
        passed=True,
        attempt=Attempt(0xFFFFFFFF, tuple(q.id for q in drawn), {q.id: _longest(q) for q in drawn}),
    )


def _longest(question: Question) -> Given:
    kind = type_of(question)
    return Given(True, kind.longest(question) if kind.kept else None)


def _checksum(module: Module, version: str, body: str) -> str:
    return f"{fnv1a32('~'.join((module.slug, version, body))):08x}"


def _open(text: str, module: Module) -> tuple[str, str]:
    fields = text.split("~")
    if fields[0] != MARK:
        raise SuspendDataError(f"suspend data does not begin with {MARK}~")
    if len(fields) != 4:
        raise SuspendDataError("suspend data has not its four fields")
    _, version, body, checksum = fields
    if checksum != _checksum(module, version, body):
        raise SuspendDataError("suspend data was cut, changed, or is another module's")
    return version, body


def _find(module: Module, question_id: str) -> Question | None:
    return next((q for q in module.questions if q.id == question_id), None)


def _write_topics(bits: BitWriter, state: State, module: Module) -> None:
    bits.write_varint(len(module.index_topics))
    for slug in module.index_topics:
        bits.write(int(slug in state.topics_seen), 1)
    places = ["", ASSESSMENT, *module.index_topics]
    bits.write_varint(places.index(state.location) if state.location in places else 0)


def _location(number: int, module: Module) -> str:
    places = ["", ASSESSMENT, *module.index_topics]
    present = {"", ASSESSMENT, *(topic.slug for topic in module.topics)}
    return places[number] if number < len(places) and places[number] in present else ""


def _write_answer(bits: BitWriter, question: Question | None, given: Given | None) -> None:
    if question is None or given is None:
        bits.write(0, 1)
        return
    characters = _characters(question, given.response)
    bits.write(1, 1)
    bits.write(int(given.correct), 1)
    bits.write_varint(len(characters))
    for character in characters:
        bits.write(_CHARACTERS.index(character), 6)


def _characters(question: Question, response: Response | None) -> str:
    kind = type_of(question)
    return kind.to_characters(response) if kind.kept and response is not None else ""


def _read_answer(bits: BitReader, question: Question | None) -> Given | None:
    if not bits.read(1):
        return None
    correct = bits.read(1) == 1
    values = [bits.read(6) for _ in range(bits.read_varint())]
    if question is None:
        return None
    return Given(correct, _response(question, values))


def _response(question: Question, values: Iterable[int]) -> Response | None:
    kind = type_of(question)
    characters = "".join(_CHARACTERS[value] for value in values if value < len(_CHARACTERS))
    if not kind.kept or not characters:
        return None
    try:
        return kind.parse(question, kind.from_characters(question, characters))
    except ResponseError:
        return None


def _read_answers(bits: BitReader, module: Module) -> dict[str, Given]:
    answers = {}
    for place in range(bits.read_varint()):
        question_id = _at(module.index_questions, place)
        given = _read_answer(bits, _find(module, question_id))
        if given is not None:
            answers[question_id] = given
    return answers


def _at(index: tuple[str, ...], place: int) -> str:
    return index[place] if place < len(index) else ""


def _write_scores(bits: BitWriter, state: State) -> None:
    bits.write_varint(state.attempts)
    bits.write(int(state.best_percent is not None), 1)
    if state.best_percent is not None:
        bits.write(round(state.best_percent * 100), 14)
    bits.write(int(state.passed), 1)


def _write_attempt(bits: BitWriter, attempt: Attempt | None, module: Module) -> None:
    gone = attempt is None or not all(_find(module, drawn) for drawn in attempt.drawn)
    bits.write(0 if gone else 1, 1)
    if attempt is None or gone:
        return
    bits.write(attempt.seed, 32)
    bits.write_varint(len(attempt.drawn))
    for question_id in attempt.drawn:
        bits.write_varint(module.index_questions.index(question_id))
        _write_answer(bits, _find(module, question_id), attempt.answers.get(question_id))


def _read_attempt(bits: BitReader, module: Module) -> Attempt | None:
    seed, count = bits.read(32), bits.read_varint()
    drawn: list[str] = []
    answers: dict[str, Given] = {}
    for _ in range(count):
        question_id = _at(module.index_questions, bits.read_varint())
        question = _find(module, question_id)
        given = _read_answer(bits, question)
        drawn.append(question_id if question else "")
        if given is not None:
            answers[question_id] = given
    return None if "" in drawn else Attempt(seed, tuple(drawn), answers)
