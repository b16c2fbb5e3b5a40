"""Pages for signing in and out, and for the link with which an account begins.

Those of one's own account stand on the same blueprint (``own_routes``).
"""

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app import security_log
from app.accounts import commands, letters, links, own_routes, sign_ins
from app.accounts.blueprint import bp
from app.accounts.entering import enter
from app.accounts.forms import NewPasswordForm, SignInForm
from app.accounts.login import safe_path
from app.accounts.visitor import visitor
from app.database import now
from app.forms import error_list
from app.permissions import allow, public
from app.providers import domains, policy
from app.second_step import totp
from app.second_step.reachable import obstacle
from app.services import services
from app.viewer import viewer, viewer_or_none

__all__ = ["bp", "own_routes"]


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Show the form."""
    wanted = safe_path(request.args.get("next", ""))
    if viewer_or_none() is not None:
        return redirect(wanted or url_for("home.start"))
    return _sign_in_page(SignInForm(), [], wanted)


@bp.post("/sign-in")
@public
def sign_in_send() -> ResponseReturnValue:
    """Begin a sign-in."""
    form = SignInForm(request.form)
    wanted = safe_path(request.form.get("next", ""))
    errors = error_list(form) if not form.validate() else []
    if not errors:
        begun = commands.sign_in(
            services(),
            visitor(),
            form.email.data or "",
            form.password.data or "",
            now(),
        )
        if begun is not None:
            return enter(begun, wanted)
        errors = [{"text": "E-mail address or password is wrong.", "href": "#email"}]
    return _sign_in_page(form, errors, wanted), 400


def _sign_in_page(form: SignInForm, errors: list[dict[str, str]], wanted: str) -> str:
    return render_template(
        "accounts/sign_in.html",
        form=form,
        errors=errors,
        next=wanted,
        obstacle=obstacle(),
        work_accounts=domains.any_provider(services().database.of_request()),
    )


@bp.post("/sign-out")
@allow("see_own_account")
def sign_out() -> ResponseReturnValue:
    """End this sign-in."""
    with services().database.write() as writing:
        totp.forget_unconfirmed(writing, viewer().person_id)
        provider = policy.through(writing, viewer().sign_in_id)
        sign_ins.end_own(writing, viewer().person_id, viewer().sign_in_id)
    security_log.tell("signed out", viewer().person_id)
    session.clear()
    if provider is None:
        return redirect(url_for("accounts.sign_in"))
    session["signed_out_of"] = str(provider.id)
    return redirect(url_for("work_account.signed_out"))


@bp.get("/welcome/<token>")
@public
def welcome(token: str) -> ResponseReturnValue:
    """Show the form with which a person chooses a password."""
    with services().database.read() as reading:
        person = links.person_of(reading, token, now())
    form = NewPasswordForm(None, person.name, person.email)
    return render_template(
        "accounts/welcome.html", form=form, errors=[], new_person=person, token=token
    )


@bp.post("/welcome/<token>")
@public
def welcome_send(token: str) -> ResponseReturnValue:
    """Keep the password, end the link, and sign in."""
    with services().database.read() as reading:
        person = links.person_of(reading, token, now())
    form = NewPasswordForm(request.form, person.name, person.email)
    if not form.validate():
        page = render_template(
            "accounts/welcome.html",
            form=form,
            errors=error_list(form),
            new_person=person,
            token=token,
        )
        return page, 400
    with services().database.write() as writing:
        person = links.person_of(writing, token, now(), to_write=True)
        if person.password_hash:
            letters.password_changed(services(), writing, person, now())
        person = links.use(writing, token, form.password.data or "", now())
        security_log.tell("password changed", person.id, "link")
        begun = commands.begin_or_wait(services(), writing, person, visitor().device, now())
    return enter(begun, "")
