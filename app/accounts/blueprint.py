"""The blueprint of accounts, on which the pages of several files stand."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, template_folder="templates")
