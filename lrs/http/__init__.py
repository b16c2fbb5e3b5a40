"""The record store over HTTP: `create_app` alone, `blueprints` inside another Flask app."""

from lrs.http.app import create_app
from lrs.http.mount import blueprints

__all__ = ["blueprints", "create_app"]
