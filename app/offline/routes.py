"""Addresses for phones that keep a module: what it consists of, and what was done without network."""

import json
from typing import Final

import msgspec
from flask import Blueprint, Response, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from app.errors import BadInput, NotFound
from app.learning.content import find_module, find_topic
from app.learning.module_page import module_page as copy_of_module
from app.learning.topic_view import topic_page
from app.offline import acts
from app.offline.contents import contents, mark_of, practice_data, shell
from app.permissions import allow, public
from app.viewer import owner_of, viewer_or_none
from course.assets import FOLDER
from course.marking import ResponseError

bp = Blueprint("offline", __name__, template_folder="templates")
bp.app_template_global("mark_to_keep")(mark_of)

_SENT: Final = msgspec.json.Decoder(acts.ActSent)


@bp.get("/sw.js")
@public
def worker() -> Response:
    """Give the service worker, which changes with what every page needs."""
    kept = json.dumps([url_for("offline.page"), *shell()])
    script = f"self.SHELL = {kept};\n{(FOLDER / 'sw.js').read_text(encoding='utf-8')}"
    answer = Response(script, mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@bp.get("/offline")
@public
def page() -> str:
    """Say that the network is away. The page is kept on phones and shown in the place of another."""
    return render_template("offline/page.html")


@bp.get("/offline/who")
@public
def who() -> Response:
    """Tell who is signed in, as an opaque id, and a fresh token for what waits on the phone."""
    seen = viewer_or_none()
    answer = jsonify(owner=str(owner_of(seen)) if seen else "", token=generate_csrf())
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/offline/acts")
@allow("learn")
def act() -> ResponseReturnValue:
    """Take one act that was done without network; say, where it cannot be taken, why not."""
    try:
        acts.take(_SENT.decode(request.get_data()))
    except msgspec.DecodeError:
        return jsonify(taken=False, sentence="It cannot be read.")
    except (BadInput, NotFound) as error:
        return jsonify(taken=False, sentence=error.sentence)
    except ResponseError as error:
        return jsonify(taken=False, sentence=str(error))
    return jsonify(taken=True, sentence="")


@bp.get("/learn/<slug>/kept")
@allow("learn")
def module(slug: str) -> Response:
    """Tell what belongs to a module."""
    answer = Response(msgspec.json.encode(contents(find_module(slug))), mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/learn/<slug>/kept.html")
@allow("learn")
def module_page(slug: str) -> str:
    """Give a copy of a module's page, which says of which moment it is."""
    return copy_of_module(find_module(slug), kept_copy=True)


@bp.get("/learn/<slug>/kept/<topic_slug>")
@allow("learn")
def topic(slug: str, topic_slug: str) -> str:
    """Give a copy of a topic's page; whoever reads it later tells so then."""
    in_module = find_module(slug)
    return topic_page(in_module, find_topic(in_module, topic_slug), kept_copy=True)


@bp.get("/learn/<slug>/practice.json")
@allow("learn")
def questions(slug: str) -> Response:
    """Give what the browser needs to mark a module's practice by itself."""
    answer = jsonify(practice_data(find_module(slug)))
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
