"""A conversation and a card as files, and each mistake that an author can make in them."""

from pathlib import Path

import pytest

from course.model import Card
from course.questions import Conversation
from tests.course.course_files import FIRST_FILE, GOOD, NIGHT_FILE, read, write_course
from tests.course.talk_files import CARD, CARD_FILE, TALK_FILE, WHOLE

IN_A_TALK = {
    "id that is not the file's name": (
        *("id: at-the-desk", "id: at-a-desk", 1),
        "the id 'at-a-desk' is not the file's name; write 'at-the-desk', or rename the file",
    ),
    "topic unknown": (
        *("topic: first-day", "topic: last-day", 2),
        "no topic is called 'last-day'; did you mean 'first-day'?",
    ),
    "objective unknown": (
        *("objective: o1", "objective: o7", 3),
        "no objective has the id 'o7'; use o1",
    ),
    "a key misspelt": (
        *("setting:", "seting:", 5),
        "at-the-desk.yaml has no key 'seting'; did you mean 'setting'?",
    ),
    "start unknown": (
        *("start: opening", "start: openin", 8),
        "no step has the id 'openin'; did you mean 'opening'?",
    ),
    "person unknown": (
        *("who: son\n    says: How", "who: nurse\n    says: How", 17),
        "no person has the id 'nurse'; use son",
    ),
    "person who never speaks": (
        *("son}\n", "son}\n  - {id: nurse, name: Ruth, role: the nurse}\n", 8),
        "'nurse' never speaks; give them a line, or name them in the setting",
    ),
    "choice to a step that there is not": (
        *("next: calmer", "next: calm", 14),
        "no step has the id 'calm'; did you mean 'calmer'?",
    ),
    "step that nobody reaches": (
        *("next: end-good", "next: end-poor", 22),
        "no choice leads to the step 'end-good'; lead to it, or take it out",
    ),
    "step that leads nowhere": (
        *("ending: good, ", "", 22),
        "the step 'end-good' leads nowhere; add 'choices:', or 'ending:' and 'summary:'",
    ),
    "ending with choices": (
        *("who: son\n    says: How", "who: son\n    ending: good\n    says: How", 16),
        "the step 'calmer' ends and has choices; take one of them out",
    ),
    "no best line": (
        *("empathy: 0, clarity: 1, safety: 1", "empathy: 2, clarity: 2, safety: 2", 10),
        "2 choices of 'opening' share the highest marks; let one of them be the best line",
    ),
    "mark out of bounds": (
        *("empathy: 0", "empathy: 5", 15),
        "'5' is no mark; write a whole number from 0 to 2",
    ),
    "a step's id twice": (
        *("- {id: end-poor", "- {id: end-good", 23),
        "steps holds 'end-good' twice; give each entry its own",
    ),
    "an ending that there is not": (
        *("ending: poor", "ending: bad", 23),
        "unknown ending 'bad'; use good, mixed or poor",
    ),
}


def _files(file: str, old: str, new: str) -> dict[str, str]:
    assert old in WHOLE[file]
    return {**WHOLE, file: WHOLE[file].replace(old, new, 1)}


def test_a_conversation_and_a_card_are_read_whole(tmp_path: Path) -> None:
    course, mistakes = read(write_course(tmp_path, WHOLE))
    assert mistakes == []
    module = course.module("small")
    talk = module.question("at-the-desk")
    assert isinstance(talk, Conversation)
    assert (talk.stem, talk.purpose, talk.topic) == ("At the desk", "practice", "first-day")
    assert [turn.id for turn in talk.turns] == ["opening", "calmer", "end-good", "end-poor"]
    assert module.card == Card("In your pocket", CARD.partition("\n")[2])
    # Three minutes for the talk: 2 before it.
    assert module.topic("first-day").minutes == 5


@pytest.mark.parametrize("name", IN_A_TALK)
def test_a_mistake_in_a_conversation_is_one_line(name: str, tmp_path: Path) -> None:
    old, new, line, sentence = IN_A_TALK[name]
    course, mistakes = read(write_course(tmp_path, _files(TALK_FILE, old, new)))
    assert f"modules/{TALK_FILE}:{line}: {sentence}" in mistakes
    assert course.modules == ()


def test_a_talk_that_comes_back_to_itself_is_told_at_the_choice(tmp_path: Path) -> None:
    old = "next: end-poor, empathy: 1"
    _, mistakes = read(write_course(tmp_path, _files(TALK_FILE, old, "next: opening, empathy: 1")))
    what = "from 'calmer' the talk can come back to itself by 'opening'"
    mend = "lead forward only, so that every talk ends"
    assert f"modules/{TALK_FILE}:21: {what}; {mend}" in mistakes


OTHERS = {
    "conversation placed as a question": (
        *(FIRST_FILE, "[[conversation: at", "[[question: at", 27),
        "'at-the-desk' is a conversation; write '[[conversation: at-the-desk]]'",
    ),
    "question placed as a conversation": (
        *(FIRST_FILE, "[[question: fd-two", "[[conversation: fd-two", 25),
        "'fd-two' is a question; write '[[question: fd-two]]'",
    ),
    "card without a title": (
        *(CARD_FILE, "# In your pocket", "In your pocket", 1),
        "the card has no title; begin it with '# Its title'",
    ),
    "card with a question": (
        *(CARD_FILE, "## First", "[[question: fd-one]]", 3),
        "the card holds more than headings, text, lists and local answers; "
        "move this to a topic: a card is for the pocket",
    ),
    "card with an unknown local answer": (
        *(CARD_FILE, "crash_number", "crash_numbr", 5),
        "local_answers.yaml has no key 'crash_numbr'; did you mean 'crash_number'?",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_mistake_beside_a_conversation_is_one_line(name: str, tmp_path: Path) -> None:
    file, old, new, line, sentence = OTHERS[name]
    course, mistakes = read(write_course(tmp_path, _files(file, old, new)))
    assert f"modules/{file}:{line}: {sentence}" in mistakes
    assert course.modules == ()


def test_a_conversation_that_is_placed_nowhere_is_told(tmp_path: Path) -> None:
    files = {**WHOLE, FIRST_FILE: GOOD[FIRST_FILE]}
    _, mistakes = read(write_course(tmp_path, files))
    what = "the conversation 'at-the-desk' is placed nowhere"
    mend = "write '[[conversation: at-the-desk]]' in its topic"
    assert mistakes == [f"modules/{TALK_FILE}:1: {what}; {mend}"]


def test_a_conversation_among_the_questions_is_sent_to_its_file(tmp_path: Path) -> None:
    entry = "- id: x\n  type: conversation\n"
    file = "small/questions/night.yaml"
    _, mistakes = read(write_course(tmp_path, {**WHOLE, file: WHOLE[file] + entry}))
    what = "a conversation is no entry of a file of questions"
    assert any(f"{what}; move it to 'conversations/x.yaml'" in mistake for mistake in mistakes)


def test_a_purpose_that_a_type_cannot_serve_is_told(tmp_path: Path) -> None:
    entry = (
        "- id: self\n  purpose: assessment\n  type: likert\n  stem: How sure?\n  scale:\n"
        + "".join(f'    - {{id: "{n}", text: T{n}, feedback: F{n}}}\n' for n in (1, 2, 3))
        + "  explanation: Because.\n"
    )
    file = "small/questions/night.yaml"
    _, mistakes = read(write_course(tmp_path, {**WHOLE, file: WHOLE[file] + entry}))
    what = "a question of type 'likert' cannot have the purpose 'assessment'"
    assert any(f"{what}; write practice" in mistake for mistake in mistakes)


def test_the_night_has_no_card(tmp_path: Path) -> None:
    assert NIGHT_FILE in WHOLE
    course, _ = read(write_course(tmp_path))
    assert course.module("small").card is None
