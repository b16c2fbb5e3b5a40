"""The page on which a person gets everything that is held about them."""

import io

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue

from app.accounts.confirming import ConfirmForm, errors_of, sent
from app.accounts.download import everything
from app.accounts.held import HOLDINGS
from app.database import now
from app.own_organisations import as_a_person
from app.permissions import allow
from app.services import services
from app.viewer import viewer

bp = Blueprint("own_data", __name__, template_folder="templates", url_prefix="/account/data")
bp.before_request(as_a_person)


@bp.get("")
@allow("see_own_account")
def page() -> str:
    """Say what the file holds, and ask for the password."""
    return _page(ConfirmForm(), [])


@bp.post("")
@allow("see_own_account")
def download() -> ResponseReturnValue:
    """Give the file."""
    form = ConfirmForm(sent())
    errors = errors_of(form)
    if errors:
        return _page(form, errors), 400
    parts, moment = services(), now()
    content = everything(parts, parts.database.of_request(), viewer(), moment)
    answer = send_file(
        io.BytesIO(content),
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"first-shift-about-you-{moment:%Y-%m-%d}.zip",
        max_age=0,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(form: ConfirmForm, errors: list[dict[str, str]]) -> str:
    return render_template(
        "accounts/data.html", form=form, errors=errors, titles=[each.title for each in HOLDINGS]
    )
