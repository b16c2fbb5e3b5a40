"""The figures of the record store inside the app."""

import pytest
from flask import Flask

from app.factory import create_app
from app.services import KEY
from app.settings import Settings
from tests.app.actors import Actor


@pytest.mark.parametrize(("remote", "status"), [("127.0.0.1", 200), ("192.0.2.7", 403)])
def test_the_embedded_stores_figures_are_for_this_machine_only(
    app: Flask, client: Actor, remote: str, status: int
) -> None:
    app.extensions[KEY].embedded_lrs.counts.add_statements(2)
    answer = client.get("/metrics", environ_overrides={"REMOTE_ADDR": remote})
    assert answer.status_code == status
    assert ("lrs_statements_stored_total 2" in answer.text) is (status == 200)


def test_behind_a_public_address_they_need_their_token(settings: Settings, app: Flask) -> None:
    public = settings._replace(
        public_address="https://firstshift.example", lrs_metrics_token="nine-green-lanterns"
    )
    behind = create_app(public)
    client = behind.test_client()
    assert client.get("/metrics").status_code == 401
    token = {"Authorization": "Bearer nine-green-lanterns"}
    assert client.get("/metrics", headers=token).status_code == 200
    behind.extensions[KEY].embedded_lrs.close()
