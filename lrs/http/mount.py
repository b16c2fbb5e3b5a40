"""A mount: the resources of one version under one prefix, as a Flask blueprint.

Each request passes the same steps: which resource and method, which version, who, which
parameters; then the action. Nothing here reads or sets a cookie or a session, so that a
page of another site can do nothing in a reader's name.
"""

from functools import partial

from flask import Blueprint, Response, request

from lrs.authority import Authority
from lrs.errors import BadRequest, LRSError, MethodNotAllowed, NotFound
from lrs.facade import LRS
from lrs.http import answers, cors, credentials, parameters
from lrs.http.call import Action, Call
from lrs.http.resources import RESOURCES
from lrs.versions import V1, V2, Version, named

MAX_BODY_BYTES = 16_000_000
_METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH")


def blueprints(
    lrs: LRS, prefix: str = "/xapi", max_body_bytes: int = MAX_BODY_BYTES
) -> tuple[Blueprint, Blueprint]:
    """Return the blueprints of xAPI 1.0.3 (at prefix) and 2.0 (at prefix/2.0).

    Register both in an app and keep its CSRF protection and sign-in away from them:
    they know Basic credentials only. A body over max_body_bytes is answered by 413.
    """
    return (
        _mount(lrs, V1, prefix, max_body_bytes),
        _mount(lrs, V2, f"{prefix}/2.0", max_body_bytes),
    )


def _mount(lrs: LRS, version: Version, prefix: str, max_body_bytes: int) -> Blueprint:
    name = f"lrs_{version.name.replace('.', '_')}"
    blueprint = Blueprint(name, __name__, url_prefix=prefix)

    def view(path: str = "") -> Response:
        request.max_content_length = max_body_bytes
        return _handle(lrs, version, path)

    for rule in ("/<path:path>", "/", ""):
        blueprint.add_url_rule(
            rule,
            endpoint=f"resource{len(rule)}",
            view_func=view,
            methods=_METHODS,
            provide_automatic_options=False,
            strict_slashes=True,
        )
    blueprint.register_error_handler(Exception, answers.of_error)
    blueprint.after_request(partial(answers.finish, version))
    return blueprint


def _handle(lrs: LRS, mount: Version, path: str) -> Response:
    resource = RESOURCES.get(path)
    if resource is None:
        raise NotFound(f"There is no xAPI resource at {request.path}.")
    if request.method == "OPTIONS":
        return cors.preflight()
    action = resource.get("GET" if request.method == "HEAD" else request.method)
    if action is None:
        raise MethodNotAllowed(f"The resource {path} takes {', '.join(resource)} only.")
    call = _call(lrs, mount, action)
    try:
        return action.run(call)
    except LRSError as error:
        lrs.guard.refused(call.authority, f"{request.method} {path}", error)
        raise


def _call(lrs: LRS, mount: Version, action: Action) -> Call:
    if action.public:
        nobody = Authority("", b"", frozenset(), "")
        return Call(lrs, mount, nobody, parameters.read(request.query_string, action.parameters))
    version = _version(mount)
    answers.speak(version)
    credential = lrs.credentials.verify(*credentials.basic(request.headers.get("Authorization")))
    found = parameters.read(request.query_string, action.parameters)
    return Call(lrs, version, lrs.authority(credential), found)


def _version(mount: Version) -> Version:
    """Return the version that a request asks for, as far as the mount speaks it.

    The mount of 1.0.3 also serves clients of 2.0; the other way round nothing would be
    won. Source: xAPI 1.0.3 Communication 3.3; IEEE 9274.1.1 section 4.1.7.
    """
    given = request.headers.get("X-Experience-API-Version")
    if given is None:
        raise BadRequest(f"The header X-Experience-API-Version is missing: send {mount.name}.")
    version = named(given)
    if mount is V2 and version is not V2:
        raise BadRequest(f"This address speaks xAPI {V2.name}; {given} is served one level up.")
    return version
