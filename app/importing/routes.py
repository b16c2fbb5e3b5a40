"""Pages on which people are brought in from a file: sent, checked, and then imported as it was checked."""

import hmac
import uuid
from typing import Final

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.csv_text import csv_answer, csv_text
from app.database import now
from app.errors import Conflict
from app.importing import carrying_out, keeping
from app.importing.errors import UnreadableFileError
from app.importing.keeping import Kept
from app.importing.planning import KINDS, Plan, plan
from app.importing.reading import COLUMNS, MAX_BYTES, MAX_ROWS, Text, decode, read
from app.mail.letters import is_set_up
from app.organisations.inviting import invitation_sent
from app.organisations.models import Role
from app.permissions import allow
from app.services import services
from app.viewer import member

bp = Blueprint("importing", __name__, template_folder="templates", url_prefix="/people/import")

SHOWN: Final = 100
"""How many of each kind the page names; all are done."""
_EXAMPLE: Final = (
    (
        *("Dr Amara Silva", "amara.silva@example.nhs.uk", "Doctor (learner)"),
        *("helen.marsh@example.nhs.uk", "", "", "2026-12-02"),
    ),
    (
        "Dr Helen Marsh",
        "helen.marsh@example.nhs.uk",
        "Supervisor; Doctor (learner)",
        "",
        "",
        "",
        "",
    ),
)


@bp.get("")
@allow("manage_people")
def begin() -> str:
    """Ask for a file."""
    return _begin()


@bp.get("/template.csv")
@allow("manage_people")
def template() -> Response:
    """Hand out a file with the columns and two examples."""
    return csv_answer(csv_text(COLUMNS, _EXAMPLE), "people-template.csv")


@bp.post("")
@allow("manage_people")
def check() -> ResponseReturnValue:
    """Check a file, and keep it for an hour where nothing is wrong; nothing is done."""
    pasted = request.form.get("pasted", "")
    sent = request.files.get("file")
    try:
        if sent is not None and sent.filename:
            text = decode(sent.stream.read(MAX_BYTES + 1))
        elif pasted.strip():
            text = Text(decode(pasted.encode()).text, "")
        else:
            return _begin("Choose a file, or paste the table.", pasted), 400
        found = plan(services().database.of_request(), member(), read(text.text), now())
    except UnreadableFileError as error:
        return _begin(error.sentence, pasted), 400
    if found.problems:
        page = render_template(
            "importing/problems.html",
            plan=found,
            encoding=text.encoding,
            pasted=pasted,
            **_limits(),
        )
        return page, 400
    with services().database.write() as writing:
        kept = Kept(text=text.text, encoding=text.encoding)
        key = keeping.keep(services(), writing, member(), kept, now())
    return redirect(url_for(".one", key=key), 303)


@bp.get("/<uuid:key>")
@allow("manage_people")
def one(key: uuid.UUID) -> ResponseReturnValue:
    """Show what an import would do; or, once it is done, what it did."""
    session = services().database.of_request()
    found = keeping.find(session, member(), key, now())
    kept = keeping.opened(services(), found)
    if found.done is not None:
        return render_template(
            "importing/done.html",
            key=key,
            counts=kept.counts,
            links=bool(kept.links),
            mailed=is_set_up(services()),
            hours=services().settings.link_hours,
            until=found.expires,
        )
    return _checked(key, kept)


@bp.post("/<uuid:key>")
@allow("manage_people")
def carry_out(key: uuid.UUID) -> ResponseReturnValue:
    """Do exactly what was shown; where something has changed since, do nothing and show it anew."""
    moment = now()
    with services().database.write() as writing:
        carrying_out.lock(writing, member())
        found = keeping.find(writing, member(), key, moment, to_write=True)
        if found.done is not None:
            return redirect(url_for(".one", key=key), 303)
        kept = keeping.opened(services(), found)
        made = plan(writing, member(), read(kept.text), moment)
        shown = request.form.get("digest", "")
        same = not made.problems and hmac.compare_digest(made.digest.encode(), shown.encode())
        if same:
            hours = services().settings.link_hours
            invited = carrying_out.carry_out(writing, member(), made, moment, hours)
            rows = [
                (each.invitation.name, each.invitation.email, link)
                for each in invited
                for link in (invitation_sent(writing, each.invitation, each.token),)
            ]
            # By mail they go to those who are invited, and to nobody else.
            links = "" if is_set_up(services()) or not rows else _links(rows)
            counts: dict[str, int] = {kind: len(made.of_kind(kind)) for kind in KINDS}
            keeping.put(services(), found, Kept(counts=counts, links=links))
            found.done = moment
    if not same:
        flash(
            "Nothing was done: your organisation’s people have changed since this was shown. Look again.",
            "note",
        )
    return redirect(url_for(".one", key=key), 303)


@bp.post("/<uuid:key>/links")
@allow("manage_people")
def links(key: uuid.UUID) -> Response:
    """Hand out the links that an import made, once."""
    with services().database.write() as writing:
        found = keeping.find(writing, member(), key, now(), to_write=True)
        kept = keeping.opened(services(), found)
        if not kept.links:
            raise Conflict(
                "These links have been downloaded, and are not kept here. Make a new one for somebody"
                " on the page of their invitation."
            )
        keeping.put(services(), found, Kept(counts=kept.counts))
    answer = csv_answer(kept.links, "links.csv")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/<uuid:key>/links")
@allow("manage_people")
def links_again(key: uuid.UUID) -> ResponseReturnValue:
    """Lead back, for who opens the address of the download again."""
    return redirect(url_for(".one", key=key), 303)


def _links(rows: list[tuple[str, str, str]]) -> str:
    return csv_text(("name", "email", "link"), rows)


def _begin(problem: str = "", pasted: str = "") -> str:
    return render_template("importing/begin.html", problem=problem, pasted=pasted, **_limits())


def _limits() -> dict[str, object]:
    return {
        "columns": COLUMNS,
        "most": MAX_ROWS,
        "kilobytes": MAX_BYTES // 1000,
        "role_names": [role.label for role in Role],
    }


def _checked(key: uuid.UUID, kept: Kept) -> ResponseReturnValue:
    session = services().database.of_request()
    table = read(kept.text)
    made: Plan = plan(session, member(), table, now())
    if made.problems:
        page = render_template(
            "importing/problems.html", plan=made, encoding=kept.encoding, pasted="", **_limits()
        )
        return page, 409
    return render_template(
        "importing/check.html",
        key=key,
        plan=made,
        ignored=table.ignored,
        encoding=kept.encoding,
        mailed=is_set_up(services()),
        shown=SHOWN,
    )
