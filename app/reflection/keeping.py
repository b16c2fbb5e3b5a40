"""What happens to a text that comes when its writer is not signed in: it is kept for them, and they are told."""

import uuid
from collections.abc import Mapping
from typing import Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import BadInput
from app.reflection import unsaved
from app.reflection.own import own_of
from app.reflection.pages import posted, writer_of
from app.services import services
from app.viewer import viewer_or_none

SIGN_IN_ENDED: Final = "Your sign-in had ended. What you wrote is kept: sign in and it is there."


def keep_for_writer(
    fields: Mapping[str, str], *, always: bool = False
) -> ResponseReturnValue | None:
    """Keep a text for its writer where somebody else is signed in, or nobody; return the answer.

    always: even where it is the writer, whose sign-in is a new one. None where there is nothing to keep.
    """
    writer = writer_of(fields)
    here = viewer_or_none()
    if writer is None or (here is not None and here.person_id == writer and not always):
        return None
    try:
        sent = posted(fields)
    except BadInput:
        return None
    if not sent.writing.is_empty:
        with services().database.write() as session:
            unsaved.put_by(session, own_of(writer), sent, now())
    if here is not None and here.person_id != writer:
        # Nothing of the text: it is another person's.
        return render_template("reflection/of_another.html"), 409
    wanted = url_for("reflection.writing.take_up", form_id=sent.form_id)
    if sent.writing.is_empty:
        wanted = url_for("reflection.journal")
    elif here is None:
        flash(SIGN_IN_ENDED, "note")
    return redirect(wanted if here else url_for("accounts.sign_in", next=wanted), 303)


def kept_for(fields: Mapping[str, str]) -> uuid.UUID | None:
    """Return which waiting text a page was opened with; none for any other page."""
    try:
        return uuid.UUID(fields.get("unsaved", ""))
    except ValueError:
        return None
