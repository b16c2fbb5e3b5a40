"""Whose a request is, for the fair share of a process: the viewer's organisation, or strangers.

Pages that programs watch wait for nobody, and neither does a file that is the same for all.
"""

from typing import Final

from flask import Flask, request

from app.errors import Crowded
from app.services import services
from app.viewer import viewer_or_none
from lrs.http import fair_share

_STRANGERS: Final = "strangers"
_PLATFORM: Final = "platform"
_AT_ONCE: Final = ("static", "watching.")


def set_up(app: Flask) -> None:
    """Let the requests of an app wait for the turn of whoever asks. Call it once it is known who that is."""
    app.before_request(_wait_for_turn)
    fair_share.serve_fairly(app)


def _wait_for_turn() -> None:
    if (request.endpoint or "").startswith(_AT_ONCE):
        return
    found = viewer_or_none()
    whose = str(found.organisation_id or _PLATFORM) if found else _STRANGERS
    try:
        # The connection with which the viewer was looked for is others' meanwhile.
        fair_share.be_of(whose, services().database.refresh_request)
    except fair_share.Crowded as error:
        raise Crowded(
            "So many people of your organisation, or who are not signed in yet, ask for pages at this moment"
            " that yours would have to wait too long. Nothing was recorded. Try again in a few seconds."
        ) from error
