"""The store inside another Flask app: a blueprint for each version."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, g, request
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.routing import PathConverter, Rule

from lrs.facade import LRS
from lrs.http import answers
from lrs.http.mount import MAX_BODY_BYTES, Mount, mounts


def blueprints(
    lrs: LRS, prefix: str = "/xapi", max_body_bytes: int = MAX_BODY_BYTES
) -> tuple[Blueprint, ...]:
    """Return the blueprints of xAPI 1.0.3 (at prefix) and 2.0 (at prefix/2.0).

    Register both in an app and keep its CSRF protection and sign-in away from them:
    they know Basic credentials only. A body over max_body_bytes is answered by 413.
    """
    return tuple(map(_blueprint, mounts(lrs, prefix, max_body_bytes)))


def _blueprint(mount: Mount) -> Blueprint:
    name = f"lrs_{mount.version.name.replace('.', '_')}"
    blueprint = Blueprint(name, __name__, url_prefix=mount.prefix)

    def view(path: str = "") -> Response:
        g.lrs_answered = True
        return mount.answer(request, path)

    def end(response: Response) -> Response:
        # The app around may refuse a request before it comes here.
        if "lrs_answered" not in g:
            answers.finish_foreign(response, request, mount.version)
        return response

    blueprint.record(partial(_route, view))
    blueprint.register_error_handler(Exception, lambda error: answers.of_error(error, request))
    blueprint.after_request(end)
    return blueprint


def _route(view: Callable[..., Response], state: BlueprintSetupState) -> None:
    """Bring every path and method below the prefix to view, unknown methods and doubled slashes too.

    Flask's own rules know their methods and leave the others to the app, whose answer has neither
    our headers nor a sentence, and which may redirect a doubled slash and lose the body.
    """
    state.app.url_map.converters.setdefault("lrs_path", _AnyPath)
    for rule in ("/<lrs_path:path>", ""):
        endpoint = f"{state.name_prefix}{state.name}.resource{len(rule)}".lstrip(".")
        url = Rule(f"{state.url_prefix}{rule}", endpoint=endpoint, strict_slashes=True)
        state.app.url_map.add(url)
        state.app.view_functions[endpoint] = view


class _AnyPath(PathConverter):
    """A path that may be empty and may begin with a slash."""

    regex = ".*?"
    part_isolating = False
