"""The page for a forgotten password."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import Form, StringField
from wtforms.validators import InputRequired, Length

from app.accounts import forgotten
from app.accounts.forms import lower
from app.accounts.visitor import visitor
from app.database import now
from app.forms import error_list
from app.mail.letters import is_set_up
from app.permissions import public
from app.services import services

bp = Blueprint("forgotten", __name__, template_folder="templates", url_prefix="/sign-in/forgotten")


class ForgottenForm(Form):
    """The address to which the link goes."""

    email = StringField(
        "E-mail address",
        [InputRequired("Enter your e-mail address."), Length(max=254, message="That is too long.")],
        filters=[lower],
    )


@bp.get("")
@public
def page() -> str:
    """Ask for the address; where this server sends no mail, say who helps."""
    return _page(ForgottenForm())


@bp.post("")
@public
def ask() -> ResponseReturnValue:
    """Let a link be sent, and say the same whether or not there is an account."""
    form = ForgottenForm(request.form)
    if not is_set_up(services()) or not form.validate():
        return _page(form), 400
    email = form.email.data or ""
    with services().database.write() as writing:
        forgotten.ask(services(), writing, visitor(), email, now())
    return render_template("accounts/forgotten_asked.html", email=email, hours=forgotten.HOURS)


def _page(form: ForgottenForm) -> str:
    return render_template(
        "accounts/forgotten.html", form=form, errors=error_list(form), mail=is_set_up(services())
    )
