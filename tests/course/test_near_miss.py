"""A slip in the spelling: what is forgiven, what is never taken for the answer, and how it is told."""

from markupsafe import Markup, escape

from course.files.report import Report
from course.interactions import xapi_response
from course.marking import mark, parse_response
from course.model import GlossaryEntry
from course.questions import FillIn, Question
from course.reading.questions import read_entries
from course.reading.told_apart import with_words_apart, words_apart
from course.rendering.feedback_view import feedback_view

LINES = """\
- id: an-id
  purpose: practice
  type: fill-in
  stem: "Complete it."
  accept: [resident, residents]
  {key}
  feedback:
    right: "Yes."
    wrong: "No."
  explanation: "Because."
"""


def fill_in(*accept: str, refuse: tuple[str, ...] = ()) -> FillIn:
    """Return a question that takes some words."""
    return FillIn(
        id="word",
        topic="one",
        purpose="practice",
        stem="Which word?",
        explanation="Because.",
        accept=accept,
        refuse=refuse,
        feedback_right="Yes.",
        feedback_wrong="No.",
    )


def entry(term: str, *also: str) -> GlossaryEntry:
    """Return an entry of the glossary."""
    return GlossaryEntry(term, term, "jargon", "It means something.", "It is said.", also=also)


def typed(question: Question, text: str) -> tuple[bool, str]:
    """Return whether a text is right, and how it is written where it was misspelt."""
    result = mark(question, parse_response(question, [text]))
    return result.success, result.written


def read(key: str) -> tuple[FillIn | None, list[str]]:
    """Return a question read with one more key, and what is wrong with it."""
    report = Report("questions.yaml", [])
    entries = read_entries(LINES.format(key=key), "one", report)
    assert entries is not None
    question = entries[0].question
    assert question is None or isinstance(question, FillIn)
    return question, [f"{each.line}: {each.what}; {each.mend}" for each in report.mistakes]


def test_a_slip_never_turns_one_word_of_the_glossary_into_another() -> None:
    asked = fill_in("bleeding")
    assert typed(asked, "bleeping") == (True, "bleeding")
    told = with_words_apart(asked, {"bleep": entry("bleep", "bleeping")})
    assert typed(told, "bleeping") == (False, "")
    assert typed(told, "bleeing") == (False, "")  # as near to the one as to the other
    assert typed(told, "bleedign") == (True, "bleeding")


def test_what_medicine_tells_apart_is_told_apart_without_a_glossary() -> None:
    for right, wrong in (
        ("hypertension", "hypotension"),
        ("hypothyroidism", "hyperthyroidism"),
        ("adduction", "abduction"),
        ("intravenous", "intervenous"),
        ("symptomatic", "asymptomatic"),
        ("consented", "unconsented"),
        ("ileum", "ilium"),
        ("colectomy", "colostomy"),
        ("dysphagia", "dysphasia"),
    ):
        for one, other in ((right, wrong), (wrong, right)):
            assert not typed(with_words_apart(fill_in(one), {}), other)[0], (one, other)


def test_a_word_of_an_accepted_answer_is_never_held_against_another() -> None:
    apart = words_apart(["night team", "light team"], ["night", "sight"])
    assert "sight" in apart
    assert "night" not in apart


def test_nothing_is_told_apart_where_the_spelling_is_exact() -> None:
    question, mistakes = read("spelling: exact")
    assert question is not None
    assert not mistakes
    assert with_words_apart(question, {"a": entry("presidents")}).apart == ()  # type: ignore[union-attr]
    assert typed(question, "residant") == (False, "")


def test_a_refused_word_is_wrong_however_near() -> None:
    question, mistakes = read("refuse: [president]")
    assert question is not None
    assert not mistakes
    assert typed(question, "President") == (False, "")
    assert typed(question, "residant") == (True, "resident")


def test_the_reader_knows_the_keys_and_tells_what_does_not_fit() -> None:
    assert read("spelling: exakt")[1] == [
        "6: unknown spelling 'exakt'; did you mean 'exact'? (use forgiven or exact)"
    ]
    assert read("refuse: [Residents]")[1] == [
        "6: 'Residents' is accepted and refused; take it out of one of the two"
    ]


def test_the_verdict_says_how_it_is_written_and_the_response_stays_as_typed() -> None:
    asked = fill_in("resident <doctor>")
    response = parse_response(asked, ["Residant <doctor>"])
    view = feedback_view(asked, response, mark(asked, response), Markup)
    assert view.mark == "right"
    assert escape(view.verdict) == "Right; it is written “resident &lt;doctor&gt;”"
    assert xapi_response(asked, response) == "Residant <doctor>"
