"""What happens to a section that comes when its writer is not signed in: it is kept, and they are told."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.services import services
from app.viewer import viewer_or_none
from app.welcome import unsaved
from app.welcome.texts import texts


def keep_for_writer(*, always: bool) -> ResponseReturnValue | None:
    """Keep what was sent where somebody else is signed in, or nobody; return the answer.

    always: even where it is the writer, whose sign-in is a new one. None where there is nothing to keep.
    """
    writer = unsaved.writer_of(request.form)
    here = viewer_or_none()
    if writer is None or (here is not None and here.person_id == writer.person_id and not always):
        return None
    with services().database.write() as session:
        kept = unsaved.put_by(session, texts(), writer, request.form, now())
    if kept is None:
        return None
    if here is not None and here.person_id != writer.person_id:
        return render_template("welcome/of_another.html"), 409
    wanted = url_for(
        "welcome.sections.section", form_id=writer.form_id, section_id=writer.place, unsaved=kept
    )
    return redirect(wanted if here else url_for("accounts.sign_in", next=wanted), 303)
