"""What an LMS's pages ask of this server: the login, the launch, the choice of a module, our keys.

They come from another site, in a window of their own or in a frame, and hold no token of a form: the
login only leads back to the LMS, the launch is proven by a signature, the choice by a ticket.
"""

import uuid
from typing import Final
from urllib.parse import urlencode

from flask import (
    Blueprint,
    Response,
    current_app,
    jsonify,
    redirect,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from app import security_log
from app.accounts.tokens import new_token
from app.database import now
from app.errors import AppError
from app.lti import claims, deep_linking, states
from app.lti.addresses import DEEP_LINK, LAUNCH, base, module_of, path_of
from app.lti.arriving import come
from app.lti.entering import begin, enter, work_of
from app.lti.errors import LtiRefused
from app.lti.framing import ANYWHERE, framed
from app.lti.keys import KEYS
from app.lti.messages import Message, accept, judge
from app.lti.models import LtiPlatform
from app.lti.platforms import candidates, note_error, note_launch
from app.lti.states import OVER, State
from app.permissions import public
from app.services import services
from course.assets import FOLDER, MARK

bp = Blueprint("lti_launch", __name__, url_prefix="/lti", template_folder="templates")

ASKED: Final = (
    "iss",
    "login_hint",
    "target_link_uri",
    "lti_message_hint",
    "client_id",
    "lti_deployment_id",
)
MOST_HINT: Final = 8_000
LOGO_SECONDS: Final = 24 * 60 * 60
WINDOW: Final = "window"
"""Says that the page was opened in a window of its own, where a browser does not say so itself."""


@bp.route("/login", methods=["GET", "POST"])
@public
def login() -> ResponseReturnValue:
    """Begin a launch: lead to the LMS, which says who it is; from a frame, offer a window of its own first."""
    asked = {name: request.values.get(name, "")[:MOST_HINT] for name in ASKED}
    platform = _platform(asked)
    deep = path_of(asked["target_link_uri"]) == DEEP_LINK
    own_window = request.headers.get("Sec-Fetch-Dest") == "document" or WINDOW in request.args
    if not own_window and not deep:
        query = urlencode({name: value for name, value in asked.items() if value} | {WINDOW: "1"})
        address = f"{url_for('.login')}?{query}"
        return framed("lti/open.html", platform.origins, platform=platform.name, address=address)
    cookie = request.cookies.get(states.COOKIE) or new_token()
    browser = states.browser_of(cookie) if own_window else None
    state, text = states.begin(_key(), platform.issuer, platform.client_id, browser)
    answer = redirect(_way(platform, asked, state, text), 303)
    answer.headers["Cache-Control"] = "no-store"
    if own_window:
        states.set_cookie(answer, cookie)
    return answer


@bp.post("/launch")
@public
def launch() -> ResponseReturnValue:
    """Take the LMS's answer: let somebody in, or let a teacher choose a module."""
    if request.form.get("error"):
        raise LtiRefused(
            "Your LMS did not say who you are: it asks you to sign in there first. Sign in to your LMS, and"
            " open the link again."
        )
    cookie = request.cookies.get(states.COOKIE, "")
    state = states.read(_key(), request.form.get("state", ""), cookie)
    parts, moment = services(), now()
    message = judge(
        parts.settings,
        parts.database.of_request(),
        request.form.get("id_token", ""),
        state,
        moment,
    )
    path_of(str(message.claims.get(claims.TARGET, "")))
    if message.kind == claims.DEEP_LINKING:
        return _choice(message)
    if not state.browser:
        raise LtiRefused(OVER)
    return _let_in(message, state)


def _let_in(message: Message, state: State) -> ResponseReturnValue:
    parts, moment = services(), now()
    module = module_of(message.claims)
    if module and module not in {each.slug for each in parts.shelf.course.modules}:
        raise LtiRefused(
            "The module behind this link is not here at the moment, so nothing was begun. Tell whoever put"
            " the link into your LMS; they can choose another module.",
            message.platform_id,
        )
    with parts.database.write() as session:
        accept(session, message, moment)
        found = come(session, message, module, bytes.fromhex(state.browser), moment)
        note_launch(session, message.platform_id, moment)
        if found.user is None:
            return redirect(url_for("lti_arrival.page", token=found.arrival), 303)
        token = begin(session, found.user)
        wanted = work_of(found.user, module, learns=found.learns)
    return enter(token, wanted)


def _choice(message: Message) -> ResponseReturnValue:
    parts, moment = services(), now()
    with parts.database.write() as session:
        platform = session.get_one(LtiPlatform, message.platform_id)
        wanted = deep_linking.wanted_by(message, platform)
        accept(session, message, moment)
        note_launch(session, platform.id, moment)
    return _picker(_of_ticket(wanted), wanted)


@bp.post("/deep-link")
@public
def choose() -> ResponseReturnValue:
    """Answer the LMS with the modules that were chosen."""
    parts = services()
    wanted = deep_linking.read_ticket(_key(), request.form.get("ticket", ""))
    platform = _of_ticket(wanted)
    chosen = request.form.getlist("module")
    modules = [each for each in parts.shelf.course.modules if each.slug in chosen]
    if not modules or (len(modules) > 1 and not wanted.several):
        return _picker(platform, wanted, chosen, error=True)
    token = deep_linking.answer(parts.settings, platform, wanted, modules, base())
    return framed(
        "lti/chosen.html",
        platform.origins,
        to=(deep_linking.origin_or_none(wanted.back),),
        platform=platform.name,
        modules=modules,
        back=wanted.back,
        token=token,
    )


@bp.get("/modules/<slug>")
@public
def module(slug: str) -> ResponseReturnValue:
    """Lead whoever opens the address of a link by hand to the module; they are asked to sign in."""
    return redirect(url_for("learning.module", slug=slug))


@bp.get("/jwks.json")
@public
def jwks() -> Response:
    """Publish the public halves of the keys that sign what this server sends to LMSs."""
    answer = jsonify({"keys": list(KEYS.published(services().settings))})
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


@bp.get("/mark.svg")
@public
def logo() -> Response:
    """Give the mark that stands beside our name in pages of an LMS: another site may show this picture."""
    answer = Response((FOLDER / MARK).read_bytes(), mimetype="image/svg+xml")
    answer.cache_control.public, answer.cache_control.max_age = True, LOGO_SECONDS
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@bp.errorhandler(AppError)
def refused(why: AppError) -> Response:
    """Say in the place of the course what went wrong; let the administrator of the LMS know too."""
    origins: tuple[str, ...] = ANYWHERE
    if request.endpoint == "lti_launch.launch":
        security_log.tell("not let in", by="LMS")
    if isinstance(why, LtiRefused) and why.platform_id is not None:
        parts = services()
        with parts.database.write() as session:
            note_error(session, why.platform_id, why.sentence, now(), why.stray)
            origins = tuple(session.get_one(LtiPlatform, why.platform_id).origins)
    return framed("lti/refused.html", origins, why.status, sentence=why.sentence)


def _platform(asked: dict[str, str]) -> LtiPlatform:
    """Return the platform that begins a login. Raises LtiRefused."""
    found = candidates(services().database.of_request(), asked["iss"], asked["client_id"])
    if not found:
        raise LtiRefused(
            "This learning system is not registered with First Shift, or not under this client ID. Its"
            " administrator connects it in First Shift, on the page “LMS”."
        )
    if len({each.client_id for each in found}) > 1:
        raise LtiRefused(
            "Your LMS does not say under which client ID it asks, and several are registered here."
        )
    deployment = asked["lti_deployment_id"]
    listed = [
        each for each in found if deployment in {row.deployment_id for row in each.deployments}
    ]
    platform = (listed or list(found))[0]
    if platform.stopped is not None:
        raise LtiRefused(f"Opening the course from {platform.name} is switched off.")
    return platform


def _way(platform: LtiPlatform, asked: dict[str, str], state: State, text: str) -> str:
    """Return where the LMS says who somebody is. Source: LTI Security Framework 1.1, 5.1.1.2."""
    query = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": platform.client_id,
        "redirect_uri": f"{base()}{LAUNCH}",
        "state": text,
        "nonce": state.nonce,
        "login_hint": asked["login_hint"],
    }
    if asked["lti_message_hint"]:
        query["lti_message_hint"] = asked["lti_message_hint"]
    joint = "&" if "?" in platform.auth_url else "?"
    return f"{platform.auth_url}{joint}{urlencode(query)}"


def _picker(
    platform: LtiPlatform,
    wanted: deep_linking.Wanted,
    chosen: list[str] | None = None,
    *,
    error: bool = False,
) -> Response:
    return framed(
        "lti/pick.html",
        platform.origins,
        400 if error else 200,
        to=(deep_linking.origin_or_none(wanted.back),),
        platform=platform.name,
        organisation_name=platform.organisation.name,
        modules=services().shelf.course.modules,
        several=wanted.several,
        chosen=chosen or [],
        error=error,
        ticket=deep_linking.ticket_of(_key(), wanted),
    )


def _of_ticket(wanted: deep_linking.Wanted) -> LtiPlatform:
    found = services().database.of_request().get(LtiPlatform, uuid.UUID(wanted.platform))
    if found is None or found.stopped is not None:
        raise LtiRefused(deep_linking.OVER)
    return found


def _key() -> str:
    return str(current_app.secret_key)
