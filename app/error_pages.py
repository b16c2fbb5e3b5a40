"""The one place where an error becomes a page."""

import uuid
from typing import Final
from urllib.parse import urlencode

from flask import Flask, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, TimeoutError
from werkzeug.exceptions import HTTPException, InternalServerError

from app import security_log
from app.database import is_away, is_busy
from app.errors import (
    AppError,
    BadAddress,
    Crowded,
    LinkEnded,
    NoSuchPage,
    NotAllowed,
    TooManyTries,
)
from app.given_back import typed_texts
from app.mail.letters import is_set_up
from app.services import services
from app.viewer import be_nobody, viewer_or_none

TITLES: Final = {
    400: "That did not work",
    403: "This page is not for you",
    404: "Page not found",
    405: "That did not work",
    409: "Something changed in the meantime",
    410: "It is no longer here",
    413: "That is too large",
    429: "Please wait a little",
    500: "Something is broken on our side",
    503: "Please wait a little",
}

SENTENCES: Final = {
    400: "What was sent does not make sense here, and nothing was recorded. Go back and try again.",
    403: "This page is for people with another role.",
    404: "There is nothing at this address. If you typed it, check it.",
    405: "This address cannot be used in that way. Go back and try again.",
    413: "What was sent is larger than this server accepts. Shorten it, or choose a smaller file, and send it again.",
    503: "The store of learning records does not answer at the moment. What is learnt meanwhile waits"
    " here and is sent when it is back. Try again in a few minutes.",
    500: "Nothing you did caused it. Try again in a minute; what you had saved is safe.",
}

CSRF_SENTENCE: Final = (
    "This form had been open since another sign-in, or did not come from this site. Nothing was"
    " recorded. Go back, load the page again and send it once more."
)


BUSY_SENTENCE: Final = (
    "Somebody else is changing the same thing at the moment, and it took too long to wait for them."
    " Nothing was recorded. Go back and send it once more in a minute."
)


AWAY_SENTENCE: Final = (
    "The database does not answer at the moment. What was sent may not have been recorded. Wait a few"
    " seconds, look whether it is there, and send it once more if not."
)


AT_ONCE_SENTENCE: Final = "The same was sent twice, or somebody else changed it in this very moment. Nothing of this was recorded."


def register(app: Flask) -> None:
    """Let every error of the app answer with a page that a person understands."""
    app.register_error_handler(AppError, _for_app_error)
    app.register_error_handler(CSRFError, for_forged_form)
    app.register_error_handler(DBAPIError, _for_database)
    app.register_error_handler(TimeoutError, _for_database)
    app.register_error_handler(IntegrityError, _for_two_at_once)
    app.register_error_handler(HTTPException, _for_http_error)


def _page(
    status: int, sentence: str, headers: dict[str, str] | None = None, without: str = ""
) -> ResponseReturnValue:
    title = TITLES.get(status, TITLES[400] if status < 500 else TITLES[500])
    texts = typed_texts()
    page = render_template(
        "errors/error.html",
        status=status,
        title=title,
        sentence=sentence,
        texts=texts,
        without=without,
    )
    kept = {"Cache-Control": "no-store"} if texts else {}
    return page, status, {**kept, **(headers or {})}


def _for_app_error(error: AppError) -> ResponseReturnValue:
    if isinstance(error, Crowded):
        return _page(error.status, error.sentence, {"Retry-After": "2"})
    if error.status >= 500:
        current_app.logger.error("%s", error.sentence)
        return _page(error.status, SENTENCES.get(error.status, SENTENCES[500]))
    if isinstance(error, LinkEnded):
        page = render_template(
            "errors/link_ended.html", sentence=error.sentence, mail=is_set_up(services())
        )
        return page, error.status
    if isinstance(error, NotAllowed):
        security_log.tell("refused", _asker())
    if isinstance(error, TooManyTries):
        security_log.tell("too many tries", _asker())
        return _page(error.status, error.sentence, {"Retry-After": str(error.seconds)})
    if isinstance(error, BadAddress | NoSuchPage):
        return _page(error.status, error.sentence, without=_without(error))
    return _page(error.status, error.sentence)


def _without(error: BadAddress | NoSuchPage) -> str:
    """Return the address of the page as it was asked for, without the word that is wrong.

    Nothing for what was sent: its address is of no page.
    """
    if request.method not in {"GET", "HEAD"}:
        return ""
    here = (
        url_for(error.at)
        if error.at
        else url_for(str(request.endpoint), **(request.view_args or {}))
    )
    others = urlencode([each for each in request.args.items(multi=True) if each[0] != error.word])
    return f"{here}?{others}" if others else here


def _for_database(error: DBAPIError | TimeoutError) -> ResponseReturnValue:
    if is_away(error):
        current_app.logger.error("the database does not answer", exc_info=error)
        return _of_nobody_if_need_be(503, AWAY_SENTENCE, {"Retry-After": "10"})
    if isinstance(error, DBAPIError) and is_busy(error):
        current_app.logger.error("a statement stood in another’s way too long")
        return _page(503, BUSY_SENTENCE, {"Retry-After": "60"})
    raise error


def _of_nobody_if_need_be(
    status: int, sentence: str, headers: dict[str, str]
) -> ResponseReturnValue:
    """Return a page with the viewer's name and navigation, or without where the database is asked in vain."""
    services().database.refresh_request()
    try:
        return _page(status, sentence, headers)
    except (DBAPIError, TimeoutError):
        be_nobody()
        return _page(status, sentence, headers)


def _for_two_at_once(error: IntegrityError) -> ResponseReturnValue:
    """Answer where two wrote the same at once and nothing nearer has settled it: the database refused one."""
    current_app.logger.error("the database refused what contradicts itself", exc_info=error)
    return _page(409, AT_ONCE_SENTENCE)


def for_forged_form(_error: CSRFError) -> ResponseReturnValue:
    """Say that a form was not taken, and why."""
    security_log.tell("forged form", _asker())
    return _page(400, CSRF_SENTENCE)


def _asker() -> uuid.UUID | None:
    found = viewer_or_none()
    return found.person_id if found else None


def _for_http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error  # a redirect, or an answer that is already made
    if isinstance(error, InternalServerError) and error.original_exception is not None:
        current_app.logger.error("unexpected error", exc_info=error.original_exception)
    sentence = SENTENCES.get(error.code, SENTENCES[400 if error.code < 500 else 500])
    headers = {"Allow": ", ".join(getattr(error, "valid_methods", None) or [])}
    return _page(error.code, sentence, headers if error.code == 405 else None)
