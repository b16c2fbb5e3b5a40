"""What could tell who somebody is: found by its shape, taken out, and not seen where it is not."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reflection.identifiers import identifiers, without, without_any
from app.reflection.patient_numbers import (
    is_date,
    passes_modulus_10,
    passes_modulus_11,
    patient_number,
)

# Numbers: of the range that is kept for tests, published as examples, or with a day that there is not.
VECTORS = {
    # digits: modulus 11, modulus 10, a date, whose number it is
    "9990000018": (True, None, False, "NHS"),
    "9990000026": (True, None, False, "NHS"),
    "9991112227": (True, None, False, "NHS"),
    "9990000019": (False, None, False, None),
    "9434765919": (True, None, False, "NHS"),
    "3200000007": (True, None, False, "NHS"),  # just below the range of Health and Care numbers
    "3200000015": (True, None, False, "HC"),
    "3201991236": (True, False, False, "HC"),
    "0101011237": (True, True, True, "CHI"),
    "1904851231": (True, False, True, "CHI"),
    "0211165794": (True, False, True, "CHI"),
    "0101201234": (False, True, True, "CHI"),
    "0101201233": (False, False, True, None),
    "2902191230": (None, None, False, None),
    "2902201234": (None, None, True, ...),
}


@pytest.mark.parametrize(("digits", "says"), VECTORS.items())
def test_patient_numbers_are_known_by_their_last_digit(
    digits: str, says: tuple[bool | None, bool | None, bool, object]
) -> None:
    eleven, ten, date, kind = says
    assert eleven is None or passes_modulus_11(digits) is eleven
    assert ten is None or passes_modulus_10(digits) is ten
    assert is_date(digits[:6]) is date
    assert kind is ... or patient_number(digits) == kind


FOUND = [
    # a sentence, what is found in it, and how it reads without
    ("Mrs Hughes said no.", "Mrs Hughes", "This person said no."),
    ("I asked Mr. J.S. again.", "Mr. J.S.", "I asked this person again."),
    ("Then Mr van der Berg left.", "Mr van der Berg", "Then this person left."),
    ("It was Ms O’Brien-Smith’s plan.", "Ms O’Brien-Smith", "It was this person’s plan."),
    ("I rang Dr Shah.", "Dr Shah", "I rang a colleague."),
    ("I rang Prof Anne Green.", "Prof Anne Green", "I rang a colleague."),
    ("Then Sister Mary came.", "Sister Mary", "Then a colleague came."),
    ("A patient called Margaret cried.", "called Margaret", "A patient cried."),
    ("My patient Aisha cried.", "Aisha", "My patient cried."),
    ("I saw Margaret Hughes there.", "Margaret Hughes", "I saw this person there."),
    ("Born 3/4/1950 in winter.", "Born 3/4/1950", "Born years ago in winter."),
    ("She (DOB 03.04.50) slept.", "DOB 03.04.50", "She (a date of birth) slept."),
    ("It was on 12 March 2026.", "on 12 March 2026", "It was one day."),
    ("It was on the 3rd of May.", "on the 3rd of May", "It was one day."),
    ("On March 12th we met.", "On March 12th", "One day we met."),
    ("Seen 2026-03-12 at home.", "2026-03-12", "Seen one day at home."),
    ("Seen 12/03/26 at home.", "12/03/26", "Seen one day at home."),
    ("The number 999 000 0018 fits.", "number 999 000 0018", "The patient number fits."),
    ("The number 9990000019 may.", "number 9990000019", "The patient number may."),
    ("The number 999-000-0018 fits.", "number 999-000-0018", "The patient number fits."),
    ("The number ٩٩٩٠٠٠٠٠١٨ fits.", "number ٩٩٩٠٠٠٠٠١٨", "The patient number fits."),
    ("The CHI 3201991236 is none.", "CHI 3201991236", "The patient number is none."),
    ("His label said K1234567.", "K1234567", "His label said a hospital number."),
    ("See hospital number 123456.", "hospital number 123456", "See a hospital number."),
    ("It was GMC number 7012345.", "GMC number 7012345", "It was a registration number."),
    ("She lay in bed 12.", "bed 12", "She lay in a bed."),
    ("She lay in bay C, alone.", "bay C", "She lay in a bay, alone."),
    ("It was side room 3.", "side room 3", "It was a room."),
    ("We went to ward 7B.", "ward 7B", "We went to a ward."),
    ("We went to Willow Ward.", "Willow Ward", "We went to a ward."),
    (
        "I worked at Riverside General Hospital then.",
        "Riverside General Hospital",
        "I worked at a place of care then.",
    ),
    ("He lives at SW1A 1AA.", "SW1A 1AA", "He lives at an address."),
    ("He lives at ls1 4ap.", "ls1 4ap", "He lives at an address."),
    ("Ring 07700 900123 first.", "07700 900123", "Ring a phone number first."),
    ("Ring +44 7700 900123 first.", "+44 7700 900123", "Ring a phone number first."),
    ("Ring 020 7946 0958 first.", "020 7946 0958", "Ring a phone number first."),
    ("Write to a.b@ward.example today.", "a.b@ward.example", "Write to an e-mail address today."),
    ("A 92-year-old woman slept.", "92-year-old", "A very elderly woman slept."),
    ("He was aged 101 and well.", "aged 101", "He was of great age and well."),
]


@pytest.mark.parametrize(("text", "words", "left"), FOUND)
def test_what_could_tell_who_it_is_is_found_and_taken_out(text: str, words: str, left: str) -> None:
    found = identifiers(text)
    assert [text[each.start : each.end].strip() for each in found] == [words]
    assert without_any(text) == left
    assert identifiers(left) == ()


ORDINARY = """
I had been in the Emergency Department for six hours when the nurse in charge asked whether I had eaten.
I said yes, which was not true. Later that night an older man came in with a chest infection. His National
Early Warning Score was 4, and I thought he could wait. The nurse said she was worried. I asked for his
oxygen: 93 % on 2 litres, respiratory rate 24, pulse 110, blood pressure 128/76, temperature 38.2.

Perhaps I heard the number and not the worry. On Monday I talked it through with my Educational Supervisor.
She asked: “What did the nurse see?” In my previous hospital in Khartoum nobody rang unless told to. I had
given 1.2 g of co-amoxiclav at 10:30 and 500 ml of saline. His HbA1c was 52, his CRP 210, his vitamin B12 3mg
under the range, his Glasgow Coma Scale 15, platelets 250,000.

What? So what? Now what? The Royal College says that reflection is a habit. I read Good Medical Practice again,
and Gibbs too. I may try it in March; in 2026 the NHS changed the form. It is 24/7 work, from 9 to 5 or 12 hours,
and 3 of 4 times it went well; 3 in 10 may do better. SBAR helps. COVID-19 was over, H1N1 was not. A man of 54 is not rare. Day 3 of
antibiotics, stage 2. After Friday prayers I met the Bed Manager at the end of the bed. Bed rest was for 3 days.

He had Type 2 Diabetes Mellitus and Chronic Kidney Disease, and then an Acute Coronary Syndrome. The Cardiac Arrest
Team came for a Pulmonary Embolism next door. Meanwhile Atrial Fibrillation was on the Drug Chart, with a Urinary Tract
Infection. I wrote the Discharge Summary after the Grand Round, and spoke to the Clinical Lead and the Medical Registrar.
The Treatment Escalation Plan was old. Speech and Language Therapy came. Human Resources rang about my Certificate of
Sponsorship. Personally I think that Rapid Response is a good word. West African and South Asian doctors know this.

“I’m sorry,” I said. “Will you show me?” Her daughter, a teacher, smiled. The doctor I asked did not know. The
patient I saw next was well. Then Ramadan began. My Portuguese is poor, my Arabic is not. The Consultant thanked
me, and Sister too. I rang Dr on call. Mr and Mrs are what people say here. I was in the room I like.
"""


def test_ordinary_prose_is_left_alone() -> None:
    assert [ORDINARY[each.start : each.end] for each in identifiers(ORDINARY)] == []


@given(st.text(alphabet=st.sampled_from("Mr Smith. bed 12 999000018,\n-ÅI’ß٣@/"), max_size=80))
def test_any_text_can_be_looked_through_and_what_is_found_lies_apart(text: str) -> None:
    found = identifiers(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    without_any(text)


@pytest.mark.parametrize("piece", ["Aa ", "Mr ", "A.", "1 ", "a@", "+1-", "de la ", "Bb’"])
def test_a_long_strange_text_costs_no_more_than_a_long_one(piece: str) -> None:
    # A pattern that looks again and again from each place would not come to an end here.
    found = identifiers(piece * (10_000 // len(piece)))
    assert len(found) < 10_000


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        ("", True),
        ("   ", True),
        ("“", True),
        ("It rained. ", True),
        ("It rained. “", True),
        ("Who?", True),
        ("It rained,\n", True),
        ("It rained\n\n  (", True),
        ("It rained ", False),
        ("It rained, “", False),
    ],
)
def test_a_neutral_word_has_a_capital_where_a_sentence_begins(before: str, begins: bool) -> None:
    text = f"{before}Mrs Holloway slept."
    (found,) = identifiers(text)
    assert without(text, found)[len(before)].isupper() == begins
