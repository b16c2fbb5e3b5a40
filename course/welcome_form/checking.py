"""What a rule may ask: fields that exist, their options, and nothing that would tell a private answer."""

from collections.abc import Iterator

from course.files.schema import did_you_mean
from course.welcome_form.model import Field, Form, Part
from course.welcome_form.rules import Asked, Condition, Rule, Several

Problem = tuple[int, str, str]


def asked_of(condition: Condition) -> Iterator[Asked]:
    """Yield each condition on a field that a condition holds."""
    if isinstance(condition, Several):
        for each in condition.conditions:
            yield from asked_of(each)
    elif isinstance(condition, Asked):
        yield condition


def rule_problems(rule: Rule, form: Form) -> Iterator[Problem]:
    """Yield what is wrong with a rule: line, sentence, how to mend it."""
    for asked in asked_of(rule.condition):
        field = form.field(asked.field)
        if field is None:
            names = [each.id for each in form.fields]
            mend = did_you_mean(asked.field, names) if len(asked.field) < 30 else "name a field"
            yield asked.line, f"the form has no field '{asked.field}'", mend
            continue
        for each in asked.in_row or (asked,):
            yield from _part_problems(field, each)
        if field.class_ == "NX" and (rule.class_ != "NX" or rule.shown != "img"):
            what = f"the rule '{rule.id}' asks '{field.id}', which only the doctor may be told of"
            yield asked.line, what, "give it class: NX and shown: img"
        if asked.talk is not None and not field.talk:
            yield asked.line, f"'{field.id}' has no tick to talk about it", "ask another field"


def _part_problems(field: Field, asked: Asked) -> Iterator[Problem]:
    if asked.filled is not None or asked.talk is not None:
        return
    parts = field.parts if asked.parts else (field.part(asked.part),)
    for part in parts:
        if part is None:
            mend = did_you_mean(asked.part, [each.id for each in field.parts])
            yield asked.line, f"the field '{field.id}' has no part '{asked.part}'", mend
        else:
            yield from _kind_problems(field, part, asked)


def _kind_problems(field: Field, part: Part, asked: Asked) -> Iterator[Problem]:
    for option in asked.options:
        if option not in part.options:
            mend = did_you_mean(option, part.options) if part.options else "ask filled: yes"
            yield asked.line, f"'{field.id}' has no option '{option}'", mend
    if (asked.least is not None or asked.most is not None) and part.kind not in {"number", "scale"}:
        yield asked.line, f"'{field.id}' holds no number", "ask one of its options instead"
    if asked.ticked is not None and part.kind != "tick":
        yield asked.line, f"'{field.id}' is no tick", "ask one of its options instead"
