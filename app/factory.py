"""The web app, put together from its parts."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from app import error_pages, security, templating, turns
from app.accounts import login
from app.assets import SECONDS
from app.compressed import compress_static
from app.course_shelf import CourseShelf
from app.database import Database
from app.incoming import CleanRequest
from app.installation import home_page
from app.launching.guard import LaunchGuard
from app.records.store import make_record_store
from app.rooms import ROOMS, WITHOUT_FORMS
from app.sealing import KeyRing
from app.second_step import demanded
from app.services import KEY, Services
from app.settings import Settings
from app.supervision import marks
from app.watching.requests import watch
from course.assets import FOLDER
from lrs import LRS
from lrs.http import put_in_front


def create_app(settings: Settings) -> Flask:
    """Return the app over a database that ``installation.prepare`` has prepared.

    Raises StartError where it has not.
    """
    app = Flask("app", static_folder=str(FOLDER), static_url_path="/assets")
    app.request_class = CleanRequest
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = SECONDS
    compress_static(app)
    parts = _services(settings)
    app.extensions[KEY] = parts
    watch(app, settings)  # before all others: whatever they answer has a number and counts
    templating.set_up(app)  # first: the others touch the template environment that it configures
    security.secure(app, settings)
    csrf = CSRFProtect(app)
    login.set_up(app)
    demanded.watch(app)
    error_pages.register(app)
    for room in ROOMS:
        app.register_blueprint(room)
    for room in WITHOUT_FORMS:
        csrf.exempt(room)
    if parts.embedded_lrs is not None:
        parts.embedded_lrs.guard = LaunchGuard(parts)
        put_in_front(
            app,
            parts.embedded_lrs,
            max_body_bytes=settings.lrs_max_body_bytes,
            headers=security.headers_of_programs(settings).items(),
        )
    turns.set_up(app)  # around the record store too, whose requests share the same places
    app.teardown_appcontext(parts.database.close_request)
    return app


def _services(settings: Settings) -> Services:
    database = Database(settings.database_url)
    marks.watch(database)
    home = home_page(database)
    embedded = None
    if not settings.lrs_endpoint:
        embedded = LRS.open(settings.database_url, home_page=home)
    return Services(
        settings=settings,
        database=database,
        shelf=CourseShelf(settings.modules, variant=settings.variant, reload=settings.reload),
        records=make_record_store(settings, embedded),
        embedded_lrs=embedded,
        home_page=home,
        sealing_keys=KeyRing(settings.sealing_keys),
    )
