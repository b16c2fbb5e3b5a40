"""The forms of second steps."""

from wtforms import Form, StringField
from wtforms.validators import DataRequired, Length

from app.accounts.forms import one_line, own_password


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
        filters=[one_line],
    )
    password = own_password()
