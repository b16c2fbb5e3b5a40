"""The blueprint of supervision, on which the pages of several files stand."""

from flask import Blueprint

bp = Blueprint("supervision", __name__, template_folder="templates", url_prefix="/supervision")
