"""Pages of one's own account: name, password, nation, sign-ins, organisation."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import security_log
from app.accounts import commands, letters, queries, sign_ins
from app.accounts.blueprint import bp
from app.accounts.confirming import confirmed, refusal
from app.accounts.forms import ChangePasswordForm, NameForm, NationForm
from app.accounts.login import safe_path
from app.accounts.models import Person
from app.accounts.visitor import visitor
from app.database import now
from app.forms import error_list
from app.organisations import invitations
from app.permissions import allow
from app.providers import fresh
from app.providers import own as own_accounts
from app.second_step import gate
from app.services import services
from app.viewer import viewer


@bp.get("/account")
@allow("see_own_account")
def account() -> ResponseReturnValue:
    """Show who is signed in, and where else."""
    reading, seen = services().database.of_request(), viewer()
    own = queries.own_account(reading, seen)
    waiting = invitations.waiting_for(reading, seen.person_id, now())
    if seen.membership_id is None and not seen.platform_administrator:
        if queries.choices(reading, seen):  # since this sign-in began
            return redirect(url_for("accounts.organisation"))
        return render_template(
            "accounts/left.html", own=own, left=queries.left(reading, seen), invitations=waiting
        )
    return render_template(
        "accounts/account.html",
        own=own,
        invitations=waiting,
        sign_ins=sign_ins.of_person(reading, viewer()),
        second_step=gate.is_needed(reading, viewer().person_id),
        work_accounts=own_accounts.any_of(reading, viewer()),
    )


@bp.post("/account/sign-ins/<uuid:sign_in_id>/end")
@allow("see_own_account")
def end_sign_in(sign_in_id: uuid.UUID) -> ResponseReturnValue:
    """End one of the person's own sign-ins."""
    with services().database.write() as writing:
        sign_ins.end_own(writing, viewer().person_id, sign_in_id)
    security_log.tell("sign-ins ended", viewer().person_id)
    flash("That sign-in has ended.", "success")
    return redirect(url_for("accounts.account"))


@bp.post("/account/sign-ins/end-others")
@allow("see_own_account")
def end_other_sign_ins() -> ResponseReturnValue:
    """End all of the person's sign-ins but this one."""
    with services().database.write() as writing:
        sign_ins.end_others(writing, viewer().person_id, viewer().sign_in_id)
    security_log.tell("sign-ins ended", viewer().person_id)
    flash("You are now signed in here only.", "success")
    return redirect(url_for("accounts.account"))


@bp.route("/account/password", methods=["GET", "POST"])
@allow("see_own_account")
def password() -> ResponseReturnValue:
    """Change the person's own password."""
    own = queries.own_account(services().database.of_request(), viewer())
    form = ChangePasswordForm(request.form, own.name, own.email)
    errors: list[dict[str, str]] = []
    if not fresh.has_password(services().database.of_request(), viewer()):
        form.old.validators = []
    if request.method == "POST":
        errors = error_list(form, ("old", "password")) if not form.validate() else []
        old = form.old.data or ""
        if not errors and not confirmed(services(), visitor(), viewer(), old, now()):
            form.old.errors = [refusal()]
            errors = error_list(form, ("old", "password"))
        if not errors:
            with services().database.write() as writing:
                commands.change_password(writing, viewer(), form.password.data or "", now())
                person = writing.get_one(Person, viewer().person_id)
                letters.password_changed(services(), writing, person, now())
            flash("Your password is changed, and you are signed in here only.", "success")
            return redirect(url_for("accounts.account"))
    page = render_template("accounts/password.html", form=form, errors=errors)
    return page, 400 if errors else 200


@bp.route("/account/name", methods=["GET", "POST"])
@allow("see_own_account")
def name() -> ResponseReturnValue:
    """Say how the person wants to be called, and how that is spoken."""
    own = queries.own_account(services().database.of_request(), viewer())
    form = NameForm(request.form, own.preferred_name, own.said)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        errors = error_list(form) if not form.validate() else []
        if not errors:
            with services().database.write() as writing:
                commands.choose_name(
                    writing, viewer(), form.preferred_name.data or "", form.said.data or ""
                )
            flash("Your name is saved. Your supervisors see it as well.", "success")
            return redirect(url_for("accounts.account"))
    page = render_template("accounts/name.html", form=form, errors=errors, own=own)
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
