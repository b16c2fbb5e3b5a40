"""What is asked for, whichever way it was sent: as HTTP has it, or packed into a form.

The alternate syntax packs method, headers and content of a request into a POST, for browsers that could
send nothing else; 1.0.3 asks for it and 2.0 has dropped it. Source: xAPI 1.0.3 Communication 1.3.
"""

from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qsl

from flask import Request
from msgspec import Struct
from werkzeug.datastructures import Headers, LanguageAccept
from werkzeug.http import parse_accept_header

from lrs.errors import BadRequest
from lrs.http import wire

MAX_PARAMETERS = 50
METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE")
_FORM = "application/x-www-form-urlencoded"
_AS_HEADERS = (
    "Authorization",
    "X-Experience-API-Version",
    "Content-Type",
    "Content-Length",
    "If-Match",
    "If-None-Match",
)

Pairs = tuple[tuple[str, str], ...]


class Asked(Struct, frozen=True):
    """A request. parameters: names and values as they came, repeated ones too; packed: whether in a form."""

    method: str
    headers: Headers
    parameters: Pairs
    read: Callable[[], bytes]
    packed: bool = False

    @property
    def content_type(self) -> str:
        """The header's text, empty without one."""
        return self.headers.get("Content-Type", "")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of Accept-Language, most wanted first."""
        wanted = parse_accept_header(self.headers.get("Accept-Language"), LanguageAccept)
        return tuple(tag for tag, quality in wanted if quality > 0)


def asked(request: Request, *, alternate: bool) -> Asked:
    """Return what a request asks for. Raises BadRequest, TooLarge.

    alternate: whether a form may hold another request.
    """
    parameters = pairs(request.query_string, "The query string")
    names = [name for name, _ in parameters]
    if alternate and "method" in names:
        if request.method != "POST" or len(names) > 1:
            raise BadRequest(
                "In the alternate syntax a request is a POST, and method is the only parameter in its"
                " address (Communication 1.3)."
            )
        return _unpacked(request, parameters[0][1])
    return Asked(request.method, request.headers, parameters, partial(wire.body, request))


def pairs(text: bytes, what: str) -> Pairs:
    """Return the names and values of a query string or a form. Raises BadRequest."""
    if not text:
        return ()
    try:
        found = parse_qsl(
            text.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_PARAMETERS,
        )
    except ValueError:
        raise BadRequest(f"{what} is not UTF-8, or has too many parameters.") from None
    return tuple(found)


def _unpacked(request: Request, method: str) -> Asked:
    if method not in METHODS:
        raise BadRequest(f"The parameter method is one of {', '.join(METHODS)}.")
    if request.mimetype != _FORM:
        raise BadRequest(f"In the alternate syntax the body is a form: send it as {_FORM}.")
    form = pairs(wire.body(request), "The form")
    headers = Headers(request.headers)
    headers.remove("Content-Type")
    headers.remove("Content-Length")
    for name in _AS_HEADERS:
        if (value := _field(form, name)) is not None:
            headers.set(name, _header(name, value))
    content = _field(form, "content")
    if content is None and method in ("PUT", "POST"):
        raise BadRequest("The form has no field content, which holds what is to be stored.")
    data = (content or "").encode()
    own = frozenset(name.lower() for name in (*_AS_HEADERS, "content"))
    parameters = tuple(pair for pair in form if pair[0].lower() not in own)
    return Asked(method, headers, parameters, lambda: data, packed=True)


def _field(form: Pairs, name: str) -> str | None:
    found = [value for field, value in form if field.lower() == name.lower()]
    if len(found) > 1:
        raise BadRequest(f"The form has the field {name} twice.")
    return found[0] if found else None


def _header(name: str, value: str) -> str:
    if not value.isprintable() or not value.isascii():
        raise BadRequest(f"The form's field {name} holds what no header can.")
    return value
