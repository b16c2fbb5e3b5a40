"""How pages are rendered: where templates come from, and what every one of them can use."""

from typing import Any

from flask import Flask, request, url_for
from jinja2 import ChoiceLoader, FileSystemLoader

from app.assets import asset_url
from app.display.shown import of_page
from app.navigation import navigation
from app.organisations.look import look_of_page
from app.permissions import may
from app.security import csp_nonce
from app.settings import ROOT
from app.viewer import owner_of, viewer_or_none
from app.wording import capital, counted, day, day_and_time, file_size, per_cent, time_spent
from course.rendering.compiled_templates import compiled_templates, folder_of
from course.rendering.templating import JINJA_OPTIONS, install, template_loader


def set_up(app: Flask) -> None:
    """Let templates of the app, the course and the design system be found by their names."""
    # Otherwise each start would compile the pages again, and the first visitor of each would wait for it.
    app.jinja_options = {**JINJA_OPTIONS, "bytecode_cache": compiled_templates(folder_of(__file__))}
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(ROOT / "app" / "templates"), template_loader()]
    )
    install(app.jinja_env)
    app.jinja_env.globals.update(asset_url=asset_url, csp_nonce=csp_nonce)
    app.jinja_env.filters.update(
        capital=capital,
        counted=counted,
        day=day,
        day_and_time=day_and_time,
        file_size=file_size,
        per_cent=per_cent,
        time_spent=time_spent,
    )
    app.context_processor(_of_every_page)


def _of_every_page() -> dict[str, Any]:
    viewer = viewer_or_none()
    return {
        "navigation": navigation(),
        "person": viewer.name if viewer else "",
        "owner": owner_of(viewer) if viewer else "",
        "organisation": viewer.organisation_name if viewer else "",
        "look": look_of_page(),
        "display": of_page(),
        # The page of the search has a field of its own.
        "search_url": url_for("search.page")
        if may("search") and request.endpoint != "search.page"
        else "",
        "account_url": url_for("accounts.account"),
        "sign_out_url": url_for("accounts.sign_out"),
    }
