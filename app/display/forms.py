"""The form in which somebody says how pages are to look."""

from typing import Any

from msgspec import structs
from wtforms import Form, RadioField
from wtforms.validators import InputRequired

from app.display.choices import ALLOWED, Display
from app.forms import offer


class DisplayForm(Form):
    """One choice of each kind."""

    text = RadioField("Size of text", [InputRequired("Choose a size.")])
    spacing = RadioField("Space between lines", [InputRequired("Choose how much space.")])
    contrast = RadioField("Contrast", [InputRequired("Choose a contrast.")])
    theme = RadioField("Light or dark", [InputRequired("Choose light or dark.")])
    pictures = RadioField("Pictures", [InputRequired("Choose what becomes of pictures.")])

    def __init__(self, formdata: Any, now: Display) -> None:
        super().__init__(formdata, data=structs.asdict(now))
        fields = (self.text, self.spacing, self.contrast, self.theme, self.pictures)
        for field in fields:
            offer(field, ALLOWED[field.name].items())

    @property
    def chosen(self) -> Display:
        """What was chosen, once the form is valid."""
        return Display(**{name: self[name].data for name in ALLOWED})
