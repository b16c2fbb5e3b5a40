"""What is left of ordinary sentences when everything is taken out: prose that reads well."""

import pytest

from app.reflection.identifiers import identifiers, without, without_any

READS = [
    (
        "Her NHS number is 999 000 0018.",
        "Her NHS number is on record.",
    ),
    (
        "I typed her NHS number 999 000 0018 into the wrong chart.",
        "I typed her patient number into the wrong chart.",
    ),
    (
        "I wrote an NHS number, 999 000 0018, on the form.",
        "I wrote an NHS number on the form.",
    ),
    (
        "NHS number: 999 000 0018, seen at night.",
        "A patient number, seen at night.",
    ),
    (
        "The sample had the wrong NHS number 9990000018 on it.",
        "The sample had the wrong patient number on it.",
    ),
    (
        "Her CHI number was 3201991236, and I read it out aloud.",
        "Her CHI number was on record, and I read it out aloud.",
    ),
    (
        "She lay in bay 3, bed 12, by the window.",
        "She lay in a bed, by the window.",
    ),
    (
        "I was called from bed 3 to bed 9 and forgot the first one.",
        "I was called from a bed to another bed and forgot the first one.",
    ),
    (
        "Ward 7B nurses were kind to me.",
        "The ward nurses were kind to me.",
    ),
    (
        "The ward 7B nurses were kind to me.",
        "The ward nurses were kind to me.",
    ),
    (
        "I ran from ward 7B to ward 3.",
        "I ran from a ward to another ward.",
    ),
    (
        "Bed 12 was empty when I came back.",
        "A bed was empty when I came back.",
    ),
    (
        "I met Mrs Hughes and Mr Patel in the corridor.",
        "I met this person and another person in the corridor.",
    ),
    (
        "“Good morning, Mrs Hughes,” I said, and sat down.",
        "“Good morning, madam,” I said, and sat down.",
    ),
    (
        "“Dr Shah, can you come?” asked the nurse.",
        "“Doctor, can you come?” asked the nurse.",
    ),
    (
        "My consultant, Dr Shah, agreed with the plan.",
        "My consultant agreed with the plan.",
    ),
    (
        "My consultant Dr Shah agreed with the plan.",
        "My consultant agreed with the plan.",
    ),
    (
        "I called Margaret back in the evening.",
        "I called this person back in the evening.",
    ),
    (
        "I told Dr Shah and Dr Lee, and both were kind.",
        "I told a colleague and another colleague, and both were kind.",
    ),
    (
        "Dear Dr Shah, I am sorry about yesterday.",
        "Dear colleague, I am sorry about yesterday.",
    ),
    (
        "Poor Mrs Hughes had waited for six hours.",
        "This person had waited for six hours.",
    ),
    (
        "She was born on 3 April 1950 in Leeds.",
        "She was born years ago in Leeds.",
    ),
    (
        "Her date of birth is 03/04/1950.",
        "Her date of birth is on record.",
    ),
    (
        "DOB: 03/04/1950.",
        "A date of birth.",
    ),
    (
        "She has been here since 12 March 2026.",
        "She has been here since a certain day.",
    ),
    (
        "I was on call from 3 May to 9 May.",
        "I was on call from a certain day to another day.",
    ),
    (
        "It happened on Monday 12 March 2026 at night.",
        "It happened one day at night.",
    ),
    (
        "The letter of 3 May was never sent.",
        "The letter of a certain day was never sent.",
    ),
    (
        "A 92-year-old with pneumonia came in.",
        "A very elderly person with pneumonia came in.",
    ),
    (
        "I saw a 92-year-old man with a fall.",
        "I saw a very elderly man with a fall.",
    ),
    (
        "She died at the age of 93.",
        "She died at a great age.",
    ),
    (
        "I rang her on her mobile 07700 900123.",
        "I rang her on her mobile.",
    ),
    (
        "Her phone number is 07700 900123.",
        "Her phone number is on record.",
    ),
    (
        "Her e-mail address is a.b@ward.example.",
        "Her e-mail address is on record.",
    ),
    (
        "I wrote to her e-mail a.b@ward.example twice.",
        "I wrote to her e-mail address twice.",
    ),
    (
        "He lives at 12 Elm Road, SW1A 1AA.",
        "He lives at an address.",
    ),
    (
        "I looked up hospital number K1234567.",
        "I looked up a hospital number.",
    ),
    (
        "Her hospital number was K1234567.",
        "Her hospital number was on record.",
    ),
    (
        "I reported it as incident 123456.",
        "I reported it as an incident.",
    ),
    (
        "My GMC number is 7012345.",
        "My GMC number is on record.",
    ),
    (
        "I worked at Riverside General Hospital and then at Elm Hospice.",
        "I worked at a place of care and then at another place of care.",
    ),
    (
        "The patient in side room 3 had no visitors.",
        "The patient in a room had no visitors.",
    ),
    (
        "Mrs Hughes’s daughter rang, and Mrs Hughes cried.",
        "This person’s daughter rang, and this person cried.",
    ),
    (
        "The registrar, Dr Lee, was called to bay C.",
        "The registrar was called to a bay.",
    ),
    (
        "Her daughter, Aisha Hughes, asked me why.",
        "Her daughter asked me why.",
    ),
    (
        "We moved her from bed 4 on ward 7B to bed 12 on ward 9.",
        "We moved her from a bed on a ward to another bed on another ward.",
    ),
    (
        "Sister Mary told me to sit down.",
        "A colleague told me to sit down.",
    ),
    (
        "I thanked Staff Nurse Joy and Nurse Ann.",
        "I thanked a colleague and another colleague.",
    ),
    (
        "It was Dr Shah’s idea, not mine.",
        "It was a colleague’s idea, not mine.",
    ),
    (
        "He came on 12/03/26 and left on 14/03/26.",
        "He came one day and left another day.",
    ),
    (
        "I asked the patient, Mrs Hughes said no.",
        "I asked the patient, this person said no.",
    ),
    (
        "Two patients, Mrs Hughes and Mr Patel, were moved.",
        "Two patients, this person and another person, were moved.",
    ),
    (
        "Ring her mobile 07700 900123 first.",
        "Ring her mobile first.",
    ),
    (
        "Old Mr Smith was kind.",
        "This person was kind.",
    ),
    (
        "It was 12 March 2026.",
        "It was a certain day.",
    ),
    (
        "The number to ring is 07700 900123.",
        "The number to ring is on record.",
    ),
    (
        "I gave Mr Patel Mr Smith’s tablets.",
        "I gave this person another person’s tablets.",
    ),
    (
        "MRN 1234567 was wrong.",
        "A hospital number was wrong.",
    ),
    (
        "I wrote “Mrs Hughes” on the board.",
        "I wrote “this person” on the board.",
    ),
    (
        "On 3 May, in bay C, Dr Lee told me off.",
        "One day, in a bay, a colleague told me off.",
    ),
]


@pytest.mark.parametrize(("text", "left"), READS)
def test_a_sentence_reads_well_without_what_was_found(text: str, left: str) -> None:
    assert without_any(text) == left
    assert identifiers(left) == ()


@pytest.mark.parametrize(("text", "left"), READS)
def test_taking_out_one_after_the_other_comes_to_an_end_too(text: str, left: str) -> None:
    for _ in identifiers(text):
        text = without(text, identifiers(text)[0])
    assert identifiers(text) == ()


def test_words_that_are_left_out_leave_no_stray_comma() -> None:
    (found,) = identifiers("My mother, Aisha, was ill.")
    assert found.neutral == ""
    assert without("My mother, Aisha, was ill.", found) == "My mother was ill."
