"""What a PDF cannot print is known before it is printed, and told."""

import pytest

from app.pdf import unprintable


@pytest.mark.parametrize(
    "text", ["Dr Ngozi Ézè", "Αθηνά", "Олена", "أحمد حسن", "שרה", "नेहा शर्मा", "", "“–”…"]
)
def test_letters_of_these_scripts_can_be_printed(text: str) -> None:
    assert unprintable(text) == ""


@pytest.mark.parametrize("text", ["ထက်အောင်", "李小龙", "தமிழ்", "বাংলা"])
def test_a_letter_that_no_font_has_is_named(text: str) -> None:
    assert unprintable(text) in set(text)
    assert unprintable(f"Dr {text}") != ""
