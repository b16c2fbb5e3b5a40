"""The forms of second steps."""

from wtforms import Form, PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired, Length


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


class CodeForm(Form):
    """A code of the app, or a recovery code."""

    code = StringField(
        "Code", [DataRequired("Enter the code."), Length(max=40, message="That is too long.")]
    )


class NameForm(Form):
    """What a passkey is called, and the password."""

    name = StringField(
        "What do you call it?",
        [
            DataRequired("Enter a name, such as “My phone”."),
            Length(max=60, message="Use 60 characters at most."),
        ],
        filters=[_line],
    )
    password = PasswordField(
        "Your password",
        [InputRequired("Enter your password."), Length(max=1000, message="That is too long.")],
    )
