"""An LMS beside the app, connected with the trust."""

from collections.abc import Iterator

import pytest

from app.lti.calling import TOKENS
from app.lti.platform_keys import KEYS
from tests.app.actors import Actor
from tests.app.lti.launching import Lms
from tests.support.lti_platform import Platform, serve_platform


@pytest.fixture
def platform() -> Iterator[Platform]:
    """Serve an LMS."""
    KEYS.forget()
    TOKENS.__init__()  # type: ignore[misc]
    with serve_platform() as served:
        yield served


@pytest.fixture
def lms(platform: Platform, as_lms_administrator: Actor, client: Actor) -> Lms:
    """Connect the LMS with the trust, by the form."""
    platform.tool_keys = lambda: client.get("/lti/jwks.json").get_json()
    answer = as_lms_administrator.send("/lms/new/moodle", **platform.registration())
    assert answer.status_code == 303, answer.text
    return Lms(platform, answer.headers["Location"])
