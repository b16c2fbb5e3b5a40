"""The forms with which an administrator answers a request."""

from typing import Any

from wtforms import BooleanField, Form, TextAreaField
from wtforms.validators import DataRequired, Length

from app.accounts.forms import own_password

MOST_LETTERS = 2000


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class RefuseForm(Form):
    """Why a request is refused, in words for the person."""

    reason = TextAreaField(
        "Why it is refused",
        [
            DataRequired("Enter the reason: the person is entitled to it."),
            Length(max=MOST_LETTERS, message=f"Use {MOST_LETTERS} characters at most."),
        ],
        filters=[_trimmed],
    )


class CarryOutForm(Form):
    """The administrator's password; and that another record store was asked, where there is one."""

    elsewhere = BooleanField("The record store has been asked to erase this account")
    password = own_password()

    def __init__(self, formdata: Any = None, *, other_store: bool = False) -> None:
        super().__init__(formdata)
        if other_store:
            self.elsewhere.validators = [
                DataRequired("Ask the other record store first, then tick this.")
            ]
        else:
            del self.elsewhere
