"""Whose trial a request is about, and where its page leads back to."""

import uuid

from flask import url_for

from app.launching import registrations
from app.launching.registrations import Trial
from app.services import services
from app.viewer import member


def own_trial(registration: uuid.UUID) -> Trial:
    """Return a trial of the person of this request. Raises NotFound for any other."""
    parts = services()
    return registrations.own_trial(parts, parts.database.of_request(), member(), registration)


def whence(trial: Trial) -> str:
    """Return the address of the page from which a package is tried."""
    if trial.package is None:
        return url_for("launching.overview")
    return url_for("packages.made", key=trial.package)
