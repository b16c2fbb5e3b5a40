"""Words as a search compares them, and the slips that it forgives."""

import pytest

from course.search.spelling import Vocabulary
from course.search.words import finds, meant, normal, words
from course.slips import distance


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bleeps", "bleep"),
        ("organise", "organize"),
        ("organisation", "organizations"),
        ("colour", "colors"),
        ("haemorrhage", "hemorrhages"),
        ("paediatrics", "pediatric"),
        ("oedema", "edema"),
        ("centre", "centers"),
        ("practise", "practice"),
        ("licence", "licensed"),
        ("programme", "programs"),
        ("counselling", "counseling"),
        ("judgement", "judgments"),
        ("diagnoses", "diagnosis"),
        ("families", "family"),
        ("reflection", "reflective"),
        ("escalate", "escalation"),
        ("nurses", "nurse"),
        ("cases", "case"),
    ],
)
def test_words_that_mean_the_same_are_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ward", "word"), ("hours", "horse"), ("notes", "not"), ("sepsis", "sip"), ("need", "nee")],
)
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_a_text_is_cut_into_words_without_case_accents_and_possession() -> None:
    found = [word.plain for word in words("The Patient’s A&E-letter: «naïve», 2222!")]
    assert found == ["the", "patient", "ae", "letter", "naive", "2222"]


def test_a_question_is_about_the_words_that_say_something() -> None:
    assert meant("How do I call the crash team?") == ("call", "crash", "team")
    assert meant("To be or not to be") == ("to", "be", "or", "not")
    assert meant("!? …") == ()


def test_a_longer_word_is_found_by_its_beginning_and_a_short_one_only_whole() -> None:
    assert finds("safeguard", "safeguarding")
    assert not finds("on", "onset")


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("bleep", "bleep", 0),
        ("bleap", "bleep", 1),
        ("blepe", "bleep", 1),
        ("", "abc", 3),
        ("reflexion", "reflection", 2),
        ("escalaton", "escalation", 1),
        ("ca", "abc", 3),
    ],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == slips


COUNTS = {"bleep": 9, "sleep": 40, "reflection": 5, "escalation": 3, "ward": 50, "word": 7}


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("bleap", "bleep"),  # begins alike, though “sleep” is written more
        ("reflexion", "reflection"),
        ("escalaton", "escalation"),
        ("wrad", "ward"),
        ("wxrd", "ward"),  # of two that are as near the one that is written more
        ("lbeep", "bleep"),  # the first two have changed places
        ("deflection", ""),  # the first letter is seldom wrong
        ("reflaxixn", ""),  # three slips find what nobody meant
        ("zzzzzz", ""),
        ("w", ""),
        ("2223", ""),
    ],
)
def test_the_word_that_was_probably_meant(typed: str, word: str) -> None:
    assert Vocabulary.of(COUNTS).meant_by(typed) == word


def test_what_can_be_found_needs_no_mending() -> None:
    vocabulary = Vocabulary.of(COUNTS)
    assert vocabulary.knows("bleeps") and vocabulary.knows("escal")
    assert not vocabulary.knows("bleap") and not vocabulary.knows("wa")


def test_a_word_of_the_same_family_is_found_by_its_beginning() -> None:
    vocabulary = Vocabulary.of({"medicines": 2, "medical": 1, "reflection": 5})
    assert vocabulary.beginning_of("medication") == "medic"
    assert vocabulary.beginning_of("reproachful") == ""
