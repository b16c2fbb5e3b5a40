"""The record store over HTTP: `create_app` alone, `put_in_front` of a Flask app or `blueprints` inside it."""

from lrs.http.app import create_app
from lrs.http.blueprint import blueprints
from lrs.http.front import put_in_front
from lrs.http.monitoring import health, metrics
from lrs.http.watching import write_lines

__all__ = ["blueprints", "create_app", "health", "metrics", "put_in_front", "write_lines"]
