"""The questions of a meeting: ours; or, where it uses the trust's own form, when and where, and the reviews."""

from typing import Final

from msgspec.structs import replace

from app.welcome.content import content
from app.welcome.models import WelcomeForm
from course.welcome_form.model import Field, Form, Section

DATES: Final = ("a.start", "a.meet")
"""What a meeting needs whichever form it uses: the days of the reviews follow from it."""

KEEP_FIELD: Final = "r12.keep"
"""The question of the last review that says what is kept."""


def questions_of(form: WelcomeForm) -> Form:
    """Return the questions of a meeting. Raises NotFound as ``content`` does."""
    ours = content().form
    return ours if form.own_form_id is None else beside_own_form(ours)


def beside_own_form(ours: Form) -> Form:
    """Return what is asked beside a trust's own form."""
    dates = tuple(field for field in map(ours.field, DATES) if field is not None)
    return Form(
        ours.title,
        (Section("a", "When and where", dates, "The reviews follow from the first day."),),
        tuple(
            replace(section, fields=tuple(map(_of_review, section.fields)))
            for section in ours.reviews
        ),
    )


def _of_review(field: Field) -> Field:
    if field.id != KEEP_FIELD:
        return field
    words = {"delete": "Delete it", "keep": "Keep it until a year after my post"}
    part = field.parts[0]
    options = {key: words.get(key, text) for key, text in part.options.items()}
    label = "The filled form after today"
    return replace(
        field,
        label=label,
        parts=(replace(part, label=label, options=options),),
        help="Unless you keep it, it is deleted after this review. Download it first if you want it.",
        why="It is yours.",
    )
