"""Which form of a term a card asks for, over all terms of the course."""

from pathlib import Path

from app.practice.content import asked_form, other_forms
from course.glossary.forms import needs_exact_case, same_form
from course.model import GlossaryEntry
from course.reader import read_course


def entry(term: str, example: str, *also: str) -> GlossaryEntry:
    """Return an entry of the glossary."""
    return GlossaryEntry(term, term, "role", "It means something.", example, also=also)


def test_the_form_of_the_example_is_asked_for_as_the_glossary_writes_it() -> None:
    assert asked_form(entry("registrar", "“Run it past the reg.”", "reg")) == "reg"
    assert asked_form(entry("board round", "“Board round at half eight.”")) == "board round"
    assert asked_form(entry("LED", "“I’m a clinical fellow.”", "clinical fellow")) == (
        "clinical fellow"
    )
    assert asked_form(entry("site manager", "“Site wants a plan.”")) == "site manager"


def test_the_other_forms_are_told_with_the_answer() -> None:
    led = entry("LED", "“I’m a clinical fellow.”", "trust grade", "clinical fellow")
    assert other_forms(led, "clinical fellow") == ("LED", "trust grade")


def test_no_card_of_the_course_asks_for_what_its_entry_does_not_hold(one_module: Path) -> None:
    course, _ = read_course(one_module)
    for each in course.glossary.values():
        asked = asked_form(each)
        held = {same_form(form) for form in each.forms}
        # An abbreviation may stand in its plural.
        assert same_form(asked) in held or needs_exact_case(asked), (each.id, asked)
        if not any(form[0].isupper() for form in each.forms) and not needs_exact_case(asked):
            assert not asked[0].isupper(), (each.id, asked)
