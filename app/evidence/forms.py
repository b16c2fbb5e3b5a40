"""The forms of checking, and of the list of issuers that are trusted."""

from typing import Any

from wtforms import Form, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from app.evidence.codes import read_code
from app.evidence.issuers import read_address, read_jwks
from app.evidence.keys import Jwk
from course.visible import one_line, without_controls

MAX_KEYS_CHARS = 50_000


def _line(text: str | None) -> str:
    return one_line(text or "")


class CodeForm(Form):
    """The code on a paper."""

    code = StringField(
        "Code on the certificate",
        [DataRequired("Enter the code that is printed on the certificate.")],
    )

    def validate_code(self, field: StringField) -> None:
        """Refuse what can be no code."""
        if read_code(field.data or "") is None:
            raise ValidationError(
                "A code has 20 letters and digits, such as 7KQ2-M9XR-4TBD-WZ3H-0F5C. Check it against the"
                " paper."
            )


class NameForm(Form):
    """The name on a paper."""

    name = StringField(
        "Name on the paper",
        [
            DataRequired("Enter the name as it is printed."),
            Length(max=200, message="That is too long: use 200 characters at most."),
        ],
        filters=[_line],
    )


class IssuerForm(Form):
    """A server that is to be trusted."""

    name = StringField(
        "Name of the server or organisation",
        [
            DataRequired("Enter whose server it is."),
            Length(max=100, message="That is too long: use 100 characters at most."),
        ],
        filters=[_line],
    )
    address = StringField(
        "Address", [DataRequired("Enter the address of the server.")], filters=[_line]
    )
    keys = TextAreaField("Its public keys", filters=[lambda text: without_controls(text or "")])

    read_address: str = ""
    read_keys: tuple[Jwk, ...] = ()

    def __init__(self, formdata: Any = None, *, file: str | None = "", data: Any = None) -> None:
        """Take what was sent. file: the text of the file with the keys, which goes before what was pasted; none for one
        that holds no text."""
        super().__init__(formdata, data=data)
        self._file = file

    def validate_address(self, field: StringField) -> None:
        """Read the address."""
        try:
            self.read_address = read_address(field.data or "")
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def validate_keys(self, field: TextAreaField) -> None:
        """Read the keys."""
        if self._file is None:
            raise ValidationError("The file is no text. Keys come as JSON.")
        text = self._file or field.data or ""
        if not text.strip():
            raise ValidationError("Paste the public keys, or choose the file that holds them.")
        if len(text) > MAX_KEYS_CHARS:
            raise ValidationError("That is longer than any set of keys.")
        try:
            self.read_keys = read_jwks(text)
        except ValueError as error:
            raise ValidationError(str(error)) from None
