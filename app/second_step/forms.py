"""The forms of second steps."""

from wtforms import Form, StringField
from wtforms.validators import InputRequired, Length

from app.accounts.confirming import ConfirmForm


class CodeForm(Form):
    """A code of the app, or a recovery code."""

    code = StringField(
        "Code", [InputRequired("Enter the code."), Length(max=40, message="That is too long.")]
    )


class NameForm(ConfirmForm):
    """What a passkey is called, and the password."""

    name = StringField(
        "What do you call it?",
        [
            InputRequired("Enter a name, such as “My phone”."),
            Length(max=60, message="Use 60 characters at most."),
        ],
        filters=[lambda text: " ".join((text or "").split())],
    )
