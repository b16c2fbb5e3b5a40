"""What the tests of evidence begin with."""

import pytest
from flask import Flask

from app.evidence.models import Certificate
from tests.app.actors import Actor
from tests.app.evidence.earned import certificate, passes
from tests.app.trust import Trust


@pytest.fixture
def row(app: Flask, as_learner: Actor, trust: Trust) -> Certificate:
    """Give the certificate of the trust's learner."""
    passes(app, trust)
    return certificate(app, as_learner)
