"""Checking a certificate: open to everybody, and answering only whether it holds, what, when and by whom."""

from typing import Any, Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.evidence import certificates, limits
from app.evidence.brought import MAX_BYTES
from app.evidence.certificates import Held
from app.evidence.checking import SENTENCES, WORDS, check
from app.evidence.codes import read_code
from app.evidence.credential import awarded
from app.evidence.forms import CodeForm, NameForm
from app.evidence.names import initials, same_name
from app.evidence.verdicts import State
from app.forms import error_list
from app.permissions import public
from app.services import services
from course.visible import without_controls

UNKNOWN: Final = (
    "No certificate has this code. Check it against the paper: a letter may have been misread."
)

bp = Blueprint("verify", __name__, template_folder="templates", url_prefix="/verify")


@bp.after_request
def hide_from_search(answer: Response) -> Response:
    """Ask search engines to leave these pages out: an address here may be that of a person's paper."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@bp.get("")
@public
def page() -> str:
    """Ask for the code of a paper."""
    return render_template("evidence/verify.html", form=CodeForm(), errors=[])


@bp.post("")
@public
def send_code() -> ResponseReturnValue:
    """Lead to the answer for a code."""
    form = CodeForm(request.form)
    if not form.validate():
        return render_template("evidence/verify.html", form=form, errors=error_list(form)), 400
    return redirect(url_for(".answer", code=read_code(form.code.data or "")), 303)


@bp.get("/<code>")
@public
def answer(code: str) -> ResponseReturnValue:
    """Say of a code whether it holds, what it is for, when and by whom."""
    kept = read_code(code)
    if kept is not None and kept != code:
        return redirect(url_for(".answer", code=kept))
    held = _find(kept)
    return _unknown(code) if held is None else _answer(held, NameForm())


@bp.post("/<code>")
@public
def compare(code: str) -> ResponseReturnValue:
    """Say whether a name is the one that was printed."""
    held = _find(read_code(code))
    if held is None:
        return _unknown(code)
    form = NameForm(request.form)
    if not form.validate():
        return _answer(held, form, error_list(form)), 400
    limits.count_name(held.certificate.code)
    return _answer(held, form, same=same_name(form.name.data or "", held.certificate.name))


@bp.get("/credential")
@public
def credential() -> str:
    """Ask for a credential."""
    return _credential()


@bp.post("/credential")
@public
def send_credential() -> ResponseReturnValue:
    """Check a credential that was uploaded or pasted. Nothing of it is kept."""
    sent, pasted = request.files.get("file"), request.form.get("text", "").strip()
    uploaded = sent.stream.read(MAX_BYTES + 1) if sent and sent.filename else None
    data = pasted.encode() if uploaded is None else uploaded
    # The field that was looked at, also where both were filled in.
    field = "text" if pasted and uploaded is None else "file"
    if not data:
        sentence = "Choose the file, or paste the text of the credential."
        return _credential(pasted, sentence, field), 400
    limits.count_check()
    parts = services()
    verdict = check(parts, parts.database.of_request(), data, now())
    if verdict.state is State.UNREADABLE:
        return _credential(pasted, verdict.sentence, field), 400
    return render_template("evidence/verdict.html", verdict=verdict, word=WORDS[verdict.state])


def _find(code: str | None) -> Held | None:
    """Return what has a code; a code that does not exist is counted."""
    held = None if code is None else certificates.by_code(services().database.of_request(), code)
    if held is None:
        limits.count_check()
    return held


def _unknown(typed: str) -> ResponseReturnValue:
    form = CodeForm(data={"code": without_controls(typed)})
    errors = [{"text": UNKNOWN, "href": "#code"}]
    form.code.errors = [UNKNOWN]
    return render_template("evidence/verify.html", form=form, errors=errors), 404


def _answer(
    held: Held, form: NameForm, errors: list[dict[str, str]] | None = None, same: bool | None = None
) -> str:
    row = held.certificate
    shown: dict[str, Any] = {
        "title": row.title,
        "kind": row.kind,
        "version": held.lines[0].version if row.kind == "module" else "",
        "awarded": awarded(row),
        "organisation": row.organisation,
        "initials": initials(row.name),
        "passed": [line for line in held.lines if line.passed],
    }
    return render_template(
        "evidence/answer.html",
        code=row.code,
        word=WORDS[held.state],
        sentence=SENTENCES[held.state],
        valid=held.state is State.VALID,
        shown=shown,
        form=form,
        errors=errors or [],
        same=same,
    )


def _credential(pasted: str = "", mistake: str = "", field: str = "file") -> str:
    return render_template(
        "evidence/credential.html",
        pasted=without_controls(pasted),
        mistake=mistake,
        field=field,
        most=MAX_BYTES // 1000,
    )
