"""Pages for signing in and out, for one's own account, and for the link that begins it."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.accounts import commands, letters, links, queries, sign_ins
from app.accounts.entering import enter
from app.accounts.forms import ChangePasswordForm, NationForm, NewPasswordForm, SignInForm
from app.accounts.login import safe_path
from app.accounts.models import Person
from app.accounts.visitor import visitor
from app.database import now
from app.forms import error_list
from app.permissions import allow, public
from app.second_step import gate
from app.services import services
from app.viewer import viewer, viewer_or_none

bp = Blueprint("accounts", __name__, template_folder="templates")


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Show the form."""
    wanted = safe_path(request.args.get("next", ""))
    if viewer_or_none() is not None:
        return redirect(wanted or url_for("home.start"))
    return render_template("accounts/sign_in.html", form=SignInForm(), errors=[], next=wanted)


@bp.post("/sign-in")
@public
def sign_in_send() -> ResponseReturnValue:
    """Begin a sign-in."""
    form = SignInForm(request.form)
    wanted = safe_path(request.form.get("next", ""))
    errors = error_list(form) if not form.validate() else []
    if not errors:
        begun = commands.sign_in(
            services().database,
            services().settings,
            visitor(),
            form.email.data or "",
            form.password.data or "",
            now(),
        )
        if begun is not None:
            return enter(begun, wanted)
        errors = [{"text": "E-mail address or password is wrong.", "href": "#email"}]
    page = render_template("accounts/sign_in.html", form=form, errors=errors, next=wanted)
    return page, 400


@bp.post("/sign-out")
@allow("see_own_account")
def sign_out() -> ResponseReturnValue:
    """End this sign-in."""
    with services().database.write() as writing:
        sign_ins.end_own(writing, viewer().person_id, viewer().sign_in_id)
    session.clear()
    return redirect(url_for("accounts.sign_in"))


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
        person = links.person_of(writing, token, now())
        if person.password_hash:
            letters.password_changed(services(), writing, person, now())
        person = links.use(writing, token, form.password.data or "", now())
        begun = commands.begin_or_wait(writing, person, visitor().device, now())
    return enter(begun, "")


@bp.get("/account")
@allow("see_own_account")
def account() -> ResponseReturnValue:
    """Show who is signed in, and where else."""
    reading = services().database.of_request()
    return render_template(
        "accounts/account.html",
        own=queries.own_account(reading, viewer()),
        sign_ins=sign_ins.of_person(reading, viewer()),
        second_step=gate.is_needed(reading, viewer().person_id),
    )


@bp.post("/account/sign-ins/<uuid:sign_in_id>/end")
@allow("see_own_account")
def end_sign_in(sign_in_id: uuid.UUID) -> ResponseReturnValue:
    """End one of the person's own sign-ins."""
    with services().database.write() as writing:
        sign_ins.end_own(writing, viewer().person_id, sign_in_id)
    flash("That sign-in has ended.", "success")
    return redirect(url_for("accounts.account"))


@bp.post("/account/sign-ins/end-others")
@allow("see_own_account")
def end_other_sign_ins() -> ResponseReturnValue:
    """End all of the person's sign-ins but this one."""
    with services().database.write() as writing:
        sign_ins.end_others(writing, viewer().person_id, viewer().sign_in_id)
    flash("You are now signed in here only.", "success")
    return redirect(url_for("accounts.account"))


@bp.route("/account/password", methods=["GET", "POST"])
@allow("see_own_account")
def password() -> ResponseReturnValue:
    """Change the person's own password."""
    own = queries.own_account(services().database.of_request(), viewer())
    form = ChangePasswordForm(request.form, own.name, own.email)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        errors = error_list(form) if not form.validate() else []
        if not errors:
            with services().database.write() as writing:
                changed = commands.change_password(
                    writing, viewer(), form.old.data or "", form.password.data or ""
                )
                if changed:
                    own_row = writing.get_one(Person, viewer().person_id)
                    letters.password_changed(services(), writing, own_row, now())
            if changed:
                flash("Your password is changed, and you are signed in here only.", "success")
                return redirect(url_for("accounts.account"))
            errors = [{"text": "Your password until now is another one.", "href": "#old"}]
    page = render_template("accounts/password.html", form=form, errors=errors)
    return page, 400 if errors else 200


@bp.route("/account/nation", methods=["GET", "POST"])
@allow("see_own_account")
def nation() -> ResponseReturnValue:
    """Choose the nation that the person sees first where the four differ."""
    own = queries.own_account(services().database.of_request(), viewer())
    form = NationForm(request.form, own.nation, own.of_organisation)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        errors = error_list(form) if not form.validate() else []
        if not errors:
            with services().database.write() as writing:
                commands.choose_nation(writing, viewer(), form.chosen)
            flash("Your choice is saved. It holds from the next page on.", "success")
            return redirect(url_for("accounts.account"))
    page = render_template("accounts/nation.html", form=form, errors=errors)
    return page, 400 if errors else 200


@bp.get("/account/organisation")
@allow("see_own_account")
def organisation() -> ResponseReturnValue:
    """Ask in which organisation the person acts now."""
    return render_template(
        "accounts/organisation.html",
        choices=queries.choices(services().database.of_request(), viewer()),
        next=safe_path(request.args.get("next", "")),
    )


@bp.post("/account/organisation/<uuid:membership_id>")
@allow("see_own_account")
def organisation_send(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Act in another organisation."""
    with services().database.write() as writing:
        commands.act_in(writing, viewer(), membership_id)
    return redirect(safe_path(request.form.get("next", "")) or url_for("home.start"))
