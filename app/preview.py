"""What an author sees while writing: each module as a package shows it, new at each saved file.

Nobody signs in, nothing is stored: so it answers on this machine only.
"""

import io
import mimetypes
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from flask import Flask, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.course_shelf import CourseShelf
from app.packages.making import CACHE
from app.packages.orders import Order
from course import assets
from packager import PackageOptions
from packager.manifest.subject import LAUNCH_FILE

RELOAD: Final = (
    "let seen;\n"
    "setInterval(async () => {\n"
    '  const now = await (await fetch("/state")).text();\n'
    "  if (seen !== undefined && now !== seen) location.reload();\n"
    "  seen = now;\n"
    "}, 1000);\n"
)
"""The script that loads a page again when a file has been saved."""

_SCRIPT: Final = b'<script src="/reload.js"></script></body>'


def create_preview(modules: Path, variant: Path | None = None) -> Flask:
    """Return the app that shows the modules of a folder as they are now."""
    shelf = CourseShelf(modules, variant=variant, reload=True)
    app = Flask(__name__, template_folder="templates/preview", static_folder=None)
    # Another name that leads here would let a page elsewhere read the drafts.
    app.config["TRUSTED_HOSTS"] = ["127.0.0.1", "localhost"]

    @app.get("/")
    def index() -> str:
        return render_template("index.html", course=shelf.course, mistakes=shelf.mistakes)

    @app.get("/state")
    def state() -> Response:
        return Response(shelf.version, mimetype="text/plain")

    @app.get("/reload.js")
    def reload_script() -> Response:
        return Response(RELOAD, mimetype="text/javascript")

    @app.get(f"/{assets.STYLE}")
    def style() -> Response:
        return _file(assets.STYLE, assets.built(assets.STYLE).read_bytes())

    @app.get("/<slug>/")
    def module(slug: str) -> ResponseReturnValue:
        return redirect(url_for("part", slug=slug, name=LAUNCH_FILE))

    @app.get("/<slug>/<path:name>")
    def part(slug: str, name: str) -> ResponseReturnValue:
        course = shelf.course  # read once: a file may be saved in between
        if slug not in {module.slug for module in course.modules}:
            # It has a mistake, or is gone: the first page says which.
            return redirect(url_for("index"))
        files = _files(CACHE.get(course, Order((slug,), PackageOptions(format="web"))).content)
        if name not in files:
            abort(404)
        return _file(name, files[name].replace(b"</body>", _SCRIPT))

    return app


def _file(name: str, content: bytes) -> Response:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(content, mimetype=kind, headers={"Cache-Control": "no-store"})


@lru_cache(maxsize=8)
def _files(content: bytes) -> Mapping[str, bytes]:
    """Return the files of a package by their name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
