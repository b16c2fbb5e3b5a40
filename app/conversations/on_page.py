"""A text that comes when its sign-in has ended stays in the page that answers: nothing of it is kept here.

Whoever sent it has it already. They sign in in another window and press “Save” once more; the token of
the form is then of another sign-in, and the page comes back once more with a right one.
"""

from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.conversations.talk import FIELDS, TEXTS
from app.days import names_of
from app.viewer import viewer_or_none

_DAYS: Final = ("day", "by")
_CARRIED: Final = (
    *FIELDS,
    *(part for name in _DAYS for part in names_of(name).values()),
    "version",
)


def keep_on_page() -> ResponseReturnValue | None:
    """Answer a text that came without a sign-in; none where there is nothing to keep."""
    if request.method != "POST" or viewer_or_none() is not None:
        return None
    return signed_out_page()


def signed_out_page() -> ResponseReturnValue | None:
    """Return the page that holds what was typed; none where nothing was."""
    if not any(request.form.get(name, "").strip() for name in TEXTS):
        return None
    typed = {name: request.form.get(name, "") for name in _CARRIED}
    page = render_template("conversations/signed_out.html", typed=typed, labels=TEXTS)
    return page, 401, {"Cache-Control": "no-store"}
