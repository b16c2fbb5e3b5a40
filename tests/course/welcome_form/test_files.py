"""The files of the form: ours hold, and each mistake is told with its line."""

import re
from pathlib import Path

import pytest

from course.errors import AuthorMistake
from course.files.report import Report
from course.welcome_form.canonical import canonical, digest, veiled
from course.welcome_form.files import read_welcome_form
from course.welcome_form.rule_reading import read_rules_text

MODULES = Path(__file__).parents[3] / "modules"


def mistakes_of(text: str) -> list[str]:
    form, _ = read_welcome_form(MODULES)
    assert form is not None
    mistakes: list[AuthorMistake] = []
    read_rules_text(text, Report("rules", mistakes), form.form)
    return [str(each) for each in mistakes]


def rule(condition: str, more: str = "class: P2\n    shown: both") -> str:
    return (
        "rules:\n  - id: X1\n    if: "
        + condition
        + "\n    step: Talk\n    because: so\n    owner: img\n    "
        + more
        + "\n"
    )


def test_no_field_asks_who_somebody_is() -> None:
    whole, mistakes = read_welcome_form(MODULES)
    assert whole is not None, mistakes
    labels = " ".join(field.label.lower() for field in whole.form.fields)
    for word in ("ethnic", "nationality", "religion", "gender", "orientation", "date of birth"):
        assert word not in labels
    for word in ("married", "marital", "pregnan", "disab"):
        assert word not in labels


def test_each_local_answer_is_one_that_is_asked_of_trusts() -> None:
    whole, _ = read_welcome_form(MODULES)
    assert whole is not None
    asked = set(re.findall(r"^([a-z_]+):", (MODULES / "local_answers.yaml").read_text(), re.M))
    assert {key for field in whole.form.fields for key in field.local} <= asked


def test_what_must_be_filled_before_signing_is_what_the_meeting_agrees() -> None:
    whole, _ = read_welcome_form(MODULES)
    assert whole is not None
    asked = [field.id for field in whole.form.fields if field.sign]
    assert asked == [
        *("e.alone", "e.oncall", "e.shadow", "e.local"),
        *("h.meetings", "h.escalate", "h.protected"),
    ]
    assert all(field.class_ == "NX" and field.mine for field in whole.form.sections[6].fields)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "rules:1: the file is empty"),
        (
            rule("{field: d.settings, includes: paper-records}"),
            "the form has no field 'd.settings'; did you mean 'd.setting'?",
        ),
        (rule("{field: d.setting, includes: paper}"), "rules:3: 'd.setting' has no option 'paper'"),
        (rule("{field: d.setting}"), "nothing is asked of 'd.setting'"),
        (rule("{field: d.setting, at least: 3}"), "'d.setting' holds no number"),
        (
            rule("{field: g.faith, is: help}"),
            "'g.faith', which only the doctor may be told of; give it class: NX and shown: img",
        ),
        (
            rule("{field: f.ease, part: telephone, is: hard}"),
            "the field 'f.ease' has no part 'telephone'",
        ),
        (rule("{field: b.proud, is: cake}"), "'b.proud' has no option 'cake'; ask filled: yes"),
        (rule("{field: d.gap, talk: yes}"), "'d.gap' has no tick to talk about it"),
        (rule("{field: d.gap, ticked: yes}"), "'d.gap' is no tick"),
        (rule("{field: d.gap, at least: many}"), "rules:3: 'many' is no number"),
        (rule("{field: d.gap, at least: 3}", "class: P2"), "a rule lacks the key 'shown'"),
        (rule("{need: mood, at least: 1}"), "unknown rating 'mood'"),
    ],
)
def test_a_mistake_in_a_rule_is_told_with_its_line(text: str, sentence: str) -> None:
    found = mistakes_of(text)
    assert len(found) == 1
    assert sentence in found[0]


def test_every_mistake_is_told_in_one_run() -> None:
    text = rule("{field: x.y, is: a}") + rule("{field: d.gap, is: a}").removeprefix(
        "rules:\n"
    ).replace("X1", "X2")
    assert len(mistakes_of(text)) == 2


def test_the_same_content_has_the_same_bytes_in_whatever_order() -> None:
    one = {"b": ["ß", 1], "a": {"y": None, "x": "“"}}
    other = {"a": {"x": "“", "y": None}, "b": ["ß", 1]}
    assert canonical(one) == canonical(other) == '{"a":{"x":"“","y":null},"b":["ß",1]}'.encode()
    assert digest(one) == digest(other) != digest({"b": ["ß", 2]})


def test_a_veiled_value_cannot_be_guessed_without_its_salt() -> None:
    value = {"answer": "help"}
    assert veiled(value, b"salt") == veiled({"answer": "help"}, b"salt")
    assert veiled(value, b"salt") != veiled(value, b"other salt")
