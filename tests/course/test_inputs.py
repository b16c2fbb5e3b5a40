"""Our inputs are the design system's: the same elements, classes and ties as its own macros make."""

from typing import Any

import pytest
from markupsafe import Markup

from course.rendering.templating import shared_environment
from tests.course.render_sample import parsed

STEM = Markup("A <em>stem</em>")
ITEMS: list[dict[str, Any]] = [
    {"value": "a", "html": Markup("One")},
    {"value": "b", "html": Markup("Two <sub>2</sub>")},
]
OURS = """
{% from "course/question/inputs.html" import chooser, group, ticks %}
{% call group("x", stem, heading, error, advice) %}
{% if kind == "select" %}{{ chooser("x", "Label", items, "fs-match", disabled) }}
{% else %}{{ ticks(kind, "x", items, chosen, disabled) }}{% endif %}
{% endcall %}
"""
THEIRS = {
    "radios": """
{% from "nhsuk/components/radios/macro.jinja" import radios %}
{{ radios({"idPrefix": "x", "name": "answer", "value": chosen[0], "disabled": disabled,
  "errorMessage": error, "hint": {"text": advice} if advice else none,
  "fieldset": {"legend": {"html": stem, "size": "s", "heading": heading}}, "items": items}) }}
""",
    "checkboxes": """
{% from "nhsuk/components/checkboxes/macro.jinja" import checkboxes %}
{{ checkboxes({"idPrefix": "x", "name": "answer", "values": chosen, "disabled": disabled,
  "errorMessage": error, "hint": {"text": advice} if advice else none,
  "fieldset": {"legend": {"html": stem, "size": "s", "heading": heading}}, "items": items}) }}
""",
    "select": """
{% from "nhsuk/components/fieldset/macro.jinja" import fieldset %}
{% from "nhsuk/components/hint/macro.jinja" import hint %}
{% from "nhsuk/components/error-message/macro.jinja" import errorMessage %}
{% from "nhsuk/components/select/macro.jinja" import select %}
<div class="nhsuk-form-group{{ ' nhsuk-form-group--error' if error }}">
{% call fieldset({"legend": {"html": stem, "size": "s", "heading": heading},
  "describedBy": described}) %}
{% if advice %}{{ hint({"id": "x-hint", "text": advice}) }}{% endif %}
{% if error %}{{ errorMessage({"id": "x-error", "text": error.text}) }}{% endif %}
{{ select({"id": "x", "name": "answer", "disabled": disabled, "label": {"html": "Label"},
  "formGroup": {"classes": "fs-match"}, "items": items}) }}
{% endcall %}
</div>
""",
}


def _shape(template: str, **values: Any) -> list[tuple[str, dict[str, str], str]]:
    html = shared_environment().from_string(template).render(**values)
    body = parsed(html).find("body")
    assert body is not None
    return [
        (each.tag, dict(sorted(each.attrib.items())), " ".join((each.text or "").split()))
        for each in body.iter()
    ]


@pytest.mark.parametrize("kind", THEIRS)
@pytest.mark.parametrize("heading", [False, {"level": 3}])
@pytest.mark.parametrize("error", [False, {"text": "Choose one answer."}])
@pytest.mark.parametrize("advice", ["", "Choose all that apply."])
@pytest.mark.parametrize("disabled", [False, True])
def test_each_input_is_as_the_library_makes_it(
    kind: str, heading: Any, error: Any, advice: str, disabled: bool
) -> None:
    described = " ".join((["x-hint"] if advice else []) + (["x-error"] if error else []))
    items: list[dict[str, Any]] = ITEMS
    if kind == "select":
        items = [{"value": "", "text": "Choose…"}, {"value": "a", "text": "A", "selected": True}]
    values = {
        "kind": kind,
        "stem": STEM,
        "heading": heading,
        "error": error,
        "advice": advice,
        "items": items,
        "chosen": ["b"],
        "disabled": disabled,
        "described": described or False,
    }
    assert _shape(OURS, **values) == _shape(THEIRS[kind], **values)
