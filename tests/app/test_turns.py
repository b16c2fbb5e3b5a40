"""Whose turn a page takes: that of the viewer's organisation, or of strangers; a watching program takes none."""

import pytest
from flask import Flask

from app import turns
from lrs.http.fair_share import EXTENSION, FairShare
from tests.app.actors import Actor
from tests.app.trust import Trust


def nothing() -> None:
    """Hold nothing that others need."""


@pytest.fixture
def share(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FairShare:
    """Put an app into places so few that one request fills them for its organisation."""
    few = FairShare(at_once=9, most_each=1, most_waiting=0)
    monkeypatch.setitem(app.extensions, EXTENSION, few)
    return few


def test_a_crowded_organisation_is_told_on_a_page(
    share: FairShare, as_learner: Actor, trust: Trust
) -> None:
    share.take(str(trust.organisation), nothing)
    page = as_learner.get("/account")
    assert page.status_code == 503
    assert "So many people of your organisation" in page.text
    assert page.headers["Retry-After"] == "2"
    share.give_back(str(trust.organisation))
    assert as_learner.get("/account").status_code == 200


def test_strangers_and_programs_wait_for_no_organisation(
    share: FairShare, app: Flask, as_learner: Actor, trust: Trust
) -> None:
    share.take(str(trust.organisation), nothing)
    client = app.test_client()
    assert client.get("/sign-in").status_code == 200
    share.take(turns._STRANGERS, nothing)
    assert client.get("/sign-in").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
