"""The about resource, for everybody. Source: xAPI 1.0.3 Communication 2.8; IEEE 4.1.6.7."""

import msgspec
from flask import Response

from lrs.http import answers
from lrs.http.call import Action, Call
from lrs.versions import VERSIONS


def get(_: Call) -> Response:
    """Tell which versions are spoken."""
    return answers.json(msgspec.json.encode({"version": [version.name for version in VERSIONS]}))


RESOURCE = {"GET": Action(get, public=True)}
