"""Pages on which an administrator says whose accounts elsewhere are whose, and brings in a file of statements."""

import uuid
from collections.abc import Sequence
from typing import Any, Final

import msgspec
from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.asked import must_have_page, one_of, page_number
from app.csv_text import csv_answer
from app.database import now
from app.elsewhere import account_file, accounts, importing, saying
from app.elsewhere.account_file import Taken
from app.elsewhere.accounts import SHOWS, AccountRow, Choice
from app.elsewhere.forms import RULES, FileForm, WhoseForm
from app.elsewhere.importing import UnreadableStatements
from app.forms import error_list
from app.importing import keeping
from app.importing.errors import UnreadableFileError
from app.importing.keeping import Kept
from app.importing.reading import MAX_BYTES as MAX_CSV_BYTES
from app.importing.reading import MAX_ROWS
from app.permissions import allow, may
from app.records.address import record_store_address
from app.services import Services, services
from app.supervision.reading import late_reading, read_statements
from app.viewer import member
from app.wording import counted
from lrs.transfer.plain import MAX_BYTES
from lrs.writing.preparation import MAX_BATCH

KIND: Final = "statements"
FAULTS_SHOWN: Final = 200
MOST_OF_REQUEST: Final = 2 * MAX_BYTES

bp = Blueprint(
    "elsewhere", __name__, template_folder="templates", url_prefix="/statements-from-elsewhere"
)


@bp.url_value_preprocessor
def take_files(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Take a file that is a little too large: it is refused with a sentence."""
    request.max_content_length = MOST_OF_REQUEST


@bp.get("")
@allow("take_in_statements")
def overview() -> str:
    """Show how statements come in; to who may match them the accounts too, those that nobody has matched first."""
    parts = services()
    if not may("match_accounts"):
        return _overview(parts)
    read_statements(parts)
    session, asker = parts.database.of_request(), member()
    show = one_of(request.args, "show", "Accounts elsewhere", SHOWS)
    page = page_number(request.args)
    numbers = accounts.numbers(session, asker)
    must_have_page(page, numbers[show], accounts.PAGE)
    return _overview(
        parts,
        rows=accounts.accounts(session, asker, show, page),
        show=show,
        page=page,
        pages=-(-numbers[show] // accounts.PAGE),
        numbers=numbers,
        as_of=late_reading(parts),
    )


@bp.get("/accounts.csv")
@allow("match_accounts")
def table() -> Response:
    """Hand out the accounts, to be filled in and sent back."""
    read_statements(services())
    text = accounts.as_csv(services().database.of_request(), member())
    return csv_answer(text, "accounts-elsewhere.csv")


@bp.get("/accounts/file")
@allow("match_accounts")
def accounts_file() -> str:
    """Ask for a file that says whose accounts are whose."""
    return _ask_accounts()


@bp.post("/accounts/file")
@allow("match_accounts")
def take_accounts() -> ResponseReturnValue:
    """Take what a file says of accounts, whole or not at all."""
    parts = services()
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _ask_accounts("Choose a file."), 400
    try:
        with parts.database.write() as writing:
            content = sent.stream.read(MAX_CSV_BYTES + 1)
            taken = account_file.take(writing, member(), parts.home_page, content)
    except UnreadableFileError as error:
        return _ask_accounts(error.sentence), 400
    if taken.mistakes:
        return _ask_accounts(taken=taken), 400
    words = f"{counted(taken.changed, 'account')} matched anew, {taken.same} as before"
    left = f", {taken.left} left as they are: no e-mail address stands there" if taken.left else ""
    flash(f"{words}{left}.", "success")
    return redirect(url_for(".overview", show="matched"), 303)


@bp.get("/accounts/<uuid:actor_id>")
@allow("match_accounts")
def account(actor_id: uuid.UUID) -> str:
    """Show one account, and ask whose it is."""
    found = accounts.account(services().database.of_request(), member(), actor_id)
    people = _people(found)
    return _account(found, people, WhoseForm(people, is_said=found.is_said))


@bp.post("/accounts/<uuid:actor_id>")
@allow("match_accounts")
def match(actor_id: uuid.UUID) -> ResponseReturnValue:
    """Say whose an account is; what it told before shows with that person from now on."""
    parts = services()
    found = accounts.account(parts.database.of_request(), member(), actor_id)
    people = _people(found)
    form = WhoseForm(people, is_said=found.is_said, formdata=request.form)
    if not form.validate():
        return _account(found, people, form), 400
    with parts.database.write() as writing:
        if form.whose.data == RULES:
            saying.take_back(writing, member(), actor_id)
        else:
            saying.say(writing, member(), parts.home_page, found.actor, form.member)
    flash(f"Done: {found.name} is matched as you said.", "success")
    return redirect(url_for(".overview"), 303)


@bp.get("/import")
@allow("take_in_statements")
def begin() -> str:
    """Ask for a file of statements."""
    importing.must_have_store(services())
    return _ask_statements(FileForm())


@bp.post("/import")
@allow("take_in_statements")
def check() -> ResponseReturnValue:
    """Look a file through, and keep it for an hour where nothing is wrong; nothing is stored."""
    parts = services()
    importing.must_have_store(parts)
    form, sent = FileForm(request.form), request.files.get("file")
    fine = form.validate()
    if sent is None or not sent.filename:
        return _ask_statements(form, "Choose a file."), 400
    if not fine:
        return _ask_statements(form), 400
    label = form.label.data or ""
    try:
        text = importing.text_of(sent.stream.read(MAX_BYTES + 1))
        found = importing.check(parts, parts.database.of_request(), member(), label, text)
    except UnreadableStatements as error:
        return _ask_statements(form, error.sentence), 400
    if found.file.faults:
        return _ask_statements(form, found=found), 400
    with parts.database.write() as writing:
        kept = Kept(text=text, label=label)
        key = keeping.keep(parts, writing, member(), kept, now(), KIND)
    return redirect(url_for(".one", key=key), 303)


@bp.get("/import/<uuid:key>")
@allow("take_in_statements")
def one(key: uuid.UUID) -> ResponseReturnValue:
    """Show what an import would store; or, once it is done, what it has stored."""
    parts = services()
    session = parts.database.of_request()
    waiting = keeping.find(session, member(), key, now())
    kept = keeping.opened(parts, waiting, KIND)
    if waiting.done is not None:
        return render_template(
            "elsewhere/done.html",
            counts=kept.counts,
            label=kept.label,
            may_match=may("match_accounts"),
        )
    found = importing.check(parts, session, member(), kept.label, kept.text)
    if found.file.faults:
        return _ask_statements(FileForm(data={"label": kept.label}), found=found), 409
    return render_template(
        "elsewhere/check.html",
        may_match=may("match_accounts"),
        key=key,
        found=found,
        label=kept.label,
    )


@bp.post("/import/<uuid:key>")
@allow("take_in_statements")
def carry_out(key: uuid.UUID) -> ResponseReturnValue:
    """Store the file: all of it, or nothing where something in the records has changed since."""
    parts = services()
    with parts.database.read() as reading:
        kept = keeping.opened(parts, keeping.find(reading, member(), key, now()), KIND)
        # Between two transactions, since the store has its own. The same again would store nothing new.
        found = (
            importing.check(parts, reading, member(), kept.label, kept.text) if kept.text else None
        )
    if found is None or found.file.faults:
        return redirect(url_for(".one", key=key), 303)
    with parts.database.write() as writing:
        waiting = keeping.find(writing, member(), key, now(), to_write=True)
        if waiting.done is not None:
            return redirect(url_for(".one", key=key), 303)
        begun = keeping.opened(parts, waiting, KIND)
        if not begun.counts:
            # Of the first of two at once, and of one whose process ended halfway: the next finds nothing new.
            counts = {"statements": found.file.statements, "new": found.file.new}
            keeping.put(parts, waiting, msgspec.structs.replace(kept, counts=counts))
            importing.write_down(writing, member(), "begun", found.file, counts)
    importing.carry_out(parts, member(), kept.label, found.file)
    with parts.database.write() as writing:
        waiting = keeping.find(writing, member(), key, now(), to_write=True)
        if waiting.done is None:
            counts = keeping.opened(parts, waiting, KIND).counts
            keeping.put(parts, waiting, Kept(counts=counts, label=kept.label))
            waiting.done = now()
            importing.write_down(writing, member(), "imported", found.file, counts)
    return redirect(url_for(".one", key=key), 303)


def _overview(parts: Services, **matching: Any) -> str:
    """Return the page; matching: the accounts, empty for who only brings statements in."""
    return render_template(
        "elsewhere/overview.html",
        has_store=importing.has_store(parts),
        address=record_store_address(parts),
        may_make_keys=may("manage_record_keys"),
        may_match=bool(matching),
        **matching,
    )


def _looked_for(found: AccountRow) -> str:
    """Return what somebody is looked for by: at first the name that the account has elsewhere."""
    return request.values.get("q", found.called).strip()[: accounts.MOST_LOOKED_FOR]


def _people(found: AccountRow) -> Sequence[Choice]:
    text = "" if found.is_by_rule else _looked_for(found)
    return accounts.people(services().database.of_request(), member(), text) if text else ()


def _addresses(found: Sequence[Choice]) -> dict[str, str]:
    """Return the address of each person who can be chosen: names may be the same."""
    return {str(each.membership_id): each.email for each in found}


def _account(found: AccountRow, people: Sequence[Choice], form: WhoseForm) -> str:
    session = services().database.of_request()
    return render_template(
        "elsewhere/account.html",
        account=found,
        titles=accounts.titles(session, member(), found.id),
        form=form,
        errors=error_list(form),
        hints=_addresses(people),
        q=_looked_for(found),
    )


def _ask_accounts(problem: str = "", taken: Taken | None = None) -> str:
    return render_template(
        "elsewhere/accounts_file.html",
        problem=problem,
        mistakes=taken.mistakes if taken else (),
        columns=accounts.COLUMNS,
        most=MAX_ROWS,
        kilobytes=MAX_CSV_BYTES // 1000,
    )


def _ask_statements(
    form: FileForm, problem: str = "", found: importing.Checked | None = None
) -> str:
    errors = error_list(form)
    if problem:
        errors.append({"text": problem, "href": "#file"})
    return render_template(
        "elsewhere/import.html",
        form=form,
        errors=errors,
        problem=problem,
        faults=found.file.faults if found else (),
        statements=found.file.statements if found else 0,
        shown=FAULTS_SHOWN,
        most=MAX_BATCH,
        megabytes=MAX_BYTES // 1_000_000,
    )
