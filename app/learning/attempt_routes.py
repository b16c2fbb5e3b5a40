"""Pages of the assessment and of the pre-check: beginning, a question a page, looking over, result."""

import uuid
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from app.errors import NotFound
from app.learning import answers, attempt_page, attempts, enrol
from app.learning.acting import acting
from app.learning.attempts import Kind
from app.learning.content import find_module, renderer
from app.learning.models import Attempt, Enrolment
from app.learning.standing import standing
from app.learning.topic_page import Mistake, question_state
from app.learning.tries import tries
from app.permissions import allow
from app.services import services
from app.viewer import member
from course.drawing import shown_order
from course.marking import ResponseError
from course.model import Module

bp = Blueprint("attempts", __name__, url_prefix="/<slug>/<kind:kind>")


def _to(module: Module, kind: Kind, page: str, **values: Any) -> Response:
    address = url_for(f"learning.attempts.{page}", slug=module.slug, kind=kind, **values)
    return redirect(address)


def _running(module: Module, kind: Kind) -> Attempt | None:
    """Return the try that is under way, fitted to the module as it is now."""
    session = services().database.of_request()
    enrolment = enrol.current(session, member().membership_id, module.slug)
    found = None if enrolment is None else attempts.running(session, enrolment.id, kind)
    if found is None or found.module_version == module.version:
        return found
    with acting(module) as act:
        attempts.bring_up_to_date(act, attempts.take(act, kind, str(found.id)))
    return services().database.of_request().get(Attempt, found.id)


@bp.get("")
@allow("learn")
def intro(slug: str, kind: Kind) -> str:
    """Say what is asked, and let it begin."""
    module = find_module(slug)
    running = _running(module, kind)
    where = standing(services().database.of_request(), member().membership_id, module)
    return render_template(
        f"learning/{kind}.html", module=module, standing=where, kind=kind, running=running
    )


@bp.post("/start")
@allow("learn")
def start(slug: str, kind: Kind) -> ResponseReturnValue:
    """Begin a try, or go on with the one that is under way."""
    module = find_module(slug)
    with acting(module) as act:
        attempts.begin(act, kind)
    return _to(module, kind, "item", number=1)


@bp.get("/<int:number>")
@allow("learn")
def item(slug: str, kind: Kind, number: int) -> ResponseReturnValue:
    """Show one question of the try."""
    module = find_module(slug)
    running = _running(module, kind)
    if running is None:
        return _to(module, kind, "intro")
    if not 1 <= number <= len(running.questions):
        return _to(module, kind, "review")
    return _item_page(module, kind, running, number)


def _item_page(
    module: Module, kind: Kind, attempt: Attempt, number: int, mistake: Mistake | None = None
) -> str:
    session = services().database.of_request()
    question = module.question(attempt.questions[number - 1])
    rows = answers.rows_of(session, attempt.id)
    given = answers.still_given(module, rows).get(question.id)
    order = shown_order(question, attempt.seed)
    state = question_state(question, given, mistake, order, feedback=False, heading=1)
    row = rows.get(question.id)
    return render_template(
        "learning/item.html",
        module=module,
        kind=kind,
        attempt=attempt,
        number=number,
        question=question,
        html=renderer().question(question, state),
        saved=row.answered if row else None,
        answered=len(rows),
        errors=mistake.errors if mistake else [],
    )


@bp.post("/<int:number>")
@allow("learn")
def answer(slug: str, kind: Kind, number: int) -> ResponseReturnValue:
    """Save the answer to one question, and go to the next."""
    module = find_module(slug)
    values = request.form.getlist("answer")
    try:
        with acting(module) as act:
            attempt = attempts.take(act, kind, request.form.get("attempt", ""))
            question = attempts.asked(attempt, module, number, request.form.get("question", ""))
            attempts.answer(act, attempt, question, answers.parse(question, values))
    except ResponseError as error:
        mistake = Mistake(request.form["question"], str(error), values)
        running = _running(module, kind)
        if running is None:
            return _to(module, kind, "intro")
        return _item_page(module, kind, running, number, mistake), 422
    if number == len(attempt.questions):
        return _to(module, kind, "review")
    return _to(module, kind, "item", number=number + 1)


@bp.get("/review")
@allow("learn")
def review(slug: str, kind: Kind) -> ResponseReturnValue:
    """Show what is answered and what is not, before it is sent."""
    module = find_module(slug)
    running = _running(module, kind)
    if running is None:
        return _to(module, kind, "intro")
    rows = answers.rows_of(services().database.of_request(), running.id)
    lines = attempt_page.overview(renderer(), module, running, rows)
    return render_template(
        "learning/overview.html",
        module=module,
        kind=kind,
        attempt=running,
        lines=lines,
        missing=sum(line.saved is None for line in lines),
    )


@bp.get("/send")
@allow("learn")
def sure(slug: str, kind: Kind) -> ResponseReturnValue:
    """Ask once more before a try is sent in which something has no answer."""
    module = find_module(slug)
    running = _running(module, kind)
    if running is None:
        return _to(module, kind, "intro")
    missing = attempts.unanswered(services().database.of_request(), running)
    if not missing:
        return _to(module, kind, "review")
    return render_template(
        "learning/sure.html", module=module, kind=kind, attempt=running, missing=missing
    )


@bp.post("/send")
@allow("learn")
def send(slug: str, kind: Kind) -> ResponseReturnValue:
    """Finish the try. Sent twice, it is finished once.

    One with questions that have no answer is sent by who has said so, for as many as there are.
    """
    module = find_module(slug)
    said = request.form.get("unanswered", 0, type=int)
    with acting(module) as act:
        attempt = attempts.find(
            act.session, act.enrolment.id, kind, request.form.get("attempt", "")
        )
        if attempt.finished is None:
            attempts.bring_up_to_date(act, attempt)
            if len(attempts.unanswered(act.session, attempt)) > said:
                return _to(module, kind, "sure")
            attempts.send(act, attempt)
    return _to(module, kind, "result", attempt_id=attempt.id)


@bp.get("/results/<uuid:attempt_id>")
@allow("learn")
def result(slug: str, kind: Kind, attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Show how a try went."""
    module = find_module(slug)
    attempt = _own(module, kind, attempt_id)
    session = services().database.of_request()
    rows = answers.rows_of(session, attempt.id)
    where = standing(session, member().membership_id, module)
    made = tries(session, member().membership_id, module)
    return render_template(
        f"learning/{kind}_result.html",
        module=module,
        kind=kind,
        standing=where,
        tries=made,
        shown=made.shows(module),
        attempt=attempt,
        right=attempt_page.right_answers(attempt, rows),
        by_topic=attempt_page.by_topic(module, attempt, rows),
        reviews=attempt_page.reviews(renderer(), module, attempt, rows),
        latest=where.enrolment is not None and where.enrolment.id == attempt.enrolment_id,
    )


def _own(module: Module, kind: Kind, attempt_id: uuid.UUID) -> Attempt:
    """Return a try of the learner that was sent, of this enrolment or an earlier one."""
    session = services().database.of_request()
    attempt = session.get(Attempt, attempt_id)
    enrolment = session.get(Enrolment, attempt.enrolment_id) if attempt else None
    own = enrolment is not None and (enrolment.membership_id, enrolment.module) == (
        member().membership_id,
        module.slug,
    )
    if attempt is None or not own or attempt.finished is None or attempt.purpose != kind:
        raise NotFound("There is no such result of yours.")
    return attempt
