"""A mount: the resources of one version under one prefix, answered a request at a time.

Each request passes the same steps: which resource and method, which version, who, which
parameters; then the action. Nothing here reads or sets a cookie or a session, so that a
page of another site can do nothing in a reader's name.
"""

from collections.abc import Iterable

from flask import Request, Response
from msgspec import Struct

from lrs.authority import Authority
from lrs.errors import BadRequest, LRSError, MethodNotAllowed, NotFound, Unavailable
from lrs.facade import LRS
from lrs.http import answers, cors, credentials, exchange, fair_share, parameters, watching
from lrs.http.asked import Asked, asked
from lrs.http.call import Action, Call
from lrs.http.exchange import Exchange
from lrs.http.resources import RESOURCES
from lrs.versions import V1, V2, Version, named

MAX_BODY_BYTES = 16_000_000


class Mount(Struct, frozen=True):
    """The resources of a store in one version. A body over max_body_bytes is answered by 413.

    headers: names and values that every answer has besides those of the store.
    """

    lrs: LRS
    version: Version
    prefix: str
    max_body_bytes: int
    headers: tuple[tuple[str, str], ...] = ()

    def answer(self, request: Request, path: str) -> Response:
        """Answer a request for a path below the prefix, errors included, with all headers.

        It reads nothing but the request: no framework need be around.
        """
        request.max_content_length = self.max_body_bytes
        noted = exchange.begin(request, path, self.version)
        try:
            response = _handle(self.lrs, noted, self.version)
        except Exception as error:
            response = answers.of_error(error, request)
        answers.finish(response, noted, self.headers)
        watching.watch(self.lrs.counts, noted, response)
        return response


def mounts(
    lrs: LRS, prefix: str, max_body_bytes: int, headers: Iterable[tuple[str, str]] = ()
) -> tuple[Mount, Mount]:
    """Return the mounts of xAPI 1.0.3 (at prefix) and of 2.0 (at prefix/2.0)."""
    more = tuple(headers)
    return (
        Mount(lrs, V1, prefix, max_body_bytes, more),
        Mount(lrs, V2, f"{prefix}/2.0", max_body_bytes, more),
    )


def _handle(lrs: LRS, noted: Exchange, mount: Version) -> Response:
    current, path = noted.request, noted.resource
    resource = RESOURCES.get(path)
    if resource is None:
        raise NotFound(f"There is no xAPI resource at {current.path}.")
    if current.method == "OPTIONS":
        return cors.preflight()
    wanted = asked(current, alternate=mount is V1)
    action = resource.get("GET" if wanted.method == "HEAD" else wanted.method)
    if action is None:
        message = f"The resource {path} takes {', '.join(resource)} only."
        raise MethodNotAllowed(message, (*resource, "HEAD", "OPTIONS"))
    call = _call(lrs, noted, mount, action, wanted)
    try:
        response = action.run(call)
    except LRSError as error:
        lrs.guard.refused(call.authority, f"{wanted.method} {path}", error)
        raise
    if wanted.packed and wanted.method == "HEAD":
        response.set_data(b"")
    return response


def _call(lrs: LRS, noted: Exchange, mount: Version, action: Action, wanted: Asked) -> Call:
    if action.public:
        nobody = Authority("", b"", frozenset(), "")
        given = parameters.known(wanted.parameters, action.parameters)
        return Call(lrs, noted, nobody, given, wanted)
    noted.version = _version(mount, wanted)
    authorization = wanted.headers.get("Authorization")
    credential = lrs.credentials.verify(*credentials.basic(authorization))
    noted.key_id = credential.key_id
    authority = lrs.authority(credential)
    _wait_for_turn(authority)
    lrs.guard.admit(authority)
    given = parameters.known(wanted.parameters, action.parameters)
    return Call(lrs, noted, authority, given, wanted)


def _wait_for_turn(authority: Authority) -> None:
    try:
        fair_share.be_of(authority.organisation)
    except fair_share.Crowded as error:
        raise Unavailable(
            "Too many requests of this organisation wait already, and nothing of this one was stored: send it"
            " again in a few seconds."
        ) from error


def _version(mount: Version, wanted: Asked) -> Version:
    """Return the version that a request asks for, as far as the mount speaks it.

    The mount of 1.0.3 also serves clients of 2.0; the other way round nothing would be
    won. Source: xAPI 1.0.3 Communication 3.3; IEEE 9274.1.1 section 4.1.7.
    """
    given = wanted.headers.get("X-Experience-API-Version")
    if given is None:
        raise BadRequest(f"The header X-Experience-API-Version is missing: send {mount.name}.")
    version = named(given)
    if mount is V2 and version is not V2:
        raise BadRequest(f"This address speaks xAPI {V2.name}; {given} is served one level up.")
    if wanted.packed and version is not V1:
        raise BadRequest(f"xAPI {version.name} has no alternate syntax: send the request as it is.")
    return version
