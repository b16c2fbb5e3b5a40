"""The form by which an action is written."""

from typing import Any

from wtforms import Form, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from app.day_field import DayField
from app.forms import offer
from app.welcome.access import Seat
from app.welcome.actions_kept import Action


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _most(number: int) -> Length:
    return Length(max=number, message=f"Use {number} characters at most.")


class ActionForm(Form):
    """An action: what, who, by when, and how the two will know."""

    title = StringField(
        "What will be done?",
        [DataRequired("Enter what will be done."), _most(120)],
        filters=[_line],
    )
    owner = SelectField("Who does it?")
    who = StringField("Who, if it is somebody else", [_most(80)], filters=[_line])
    due = DayField("By which day?", needed="Enter a day: an action without a day is a wish.")
    how = StringField("How will we know?", [_most(200)], filters=[_line])
    note = StringField("Note (only the two of you)", [_most(400)], filters=[_line])

    def __init__(self, formdata: Any, seat: Seat, action: Action | None = None) -> None:
        data: dict[str, Any] = {}
        if action is not None:
            words = action.words
            data = {"title": words.title, "owner": action.owner, "who": words.who}
            data |= {"how": words.how, "note": words.note}
            data["due"] = action.due
        super().__init__(formdata, data=data)
        supervisor = seat.sup_name or "The supervisor"
        offer(
            self.owner,
            (
                ("img", seat.img_name),
                ("sup", supervisor),
                ("other", "Somebody else, or a role such as HR"),
            ),
        )

    def validate_who(self, field: StringField) -> None:
        """Ask for a name or a role where it is neither of the two."""
        if self.owner.data == "other" and not field.data:
            raise ValidationError("Enter who does it, such as HR or the rota coordinator.")
