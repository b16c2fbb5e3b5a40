"""A client of the served store, with credentials and the version header."""

import base64
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lrs import LRS
from lrs.http import create_app

Send = Callable[..., TestResponse]


@pytest.fixture
def lrs(migrated_file: Path, tmp_path: Path) -> Iterator[LRS]:
    """Give a store on SQLite: what HTTP does with an answer is the same on any database."""
    shutil.copy(migrated_file, tmp_path / "lrs.db")
    store = LRS.open(f"sqlite:///{tmp_path / 'lrs.db'}", home_page="https://lrs.example")
    yield store
    store.close()


@pytest.fixture
def app(lrs: LRS) -> Flask:
    return create_app(lrs, max_body_bytes=200_000)


def headers_for(key_id: str, secret: str, version: str = "1.0.3") -> dict[str, str]:
    coded = base64.b64encode(f"{key_id}:{secret}".encode()).decode()
    return {"Authorization": f"Basic {coded}", "X-Experience-API-Version": version}


@pytest.fixture
def send(app: Flask, credential: tuple[str, str]) -> Send:
    """Return a function (method, path, version=…, **what werkzeug's client takes)."""

    def call(method: str, path: str, *, version: str = "1.0.3", **parts: Any) -> TestResponse:
        mount = "/xapi/2.0" if version.startswith("2") else "/xapi"
        headers = headers_for(*credential, version) | parts.pop("headers", {})
        headers = {name: value for name, value in headers.items() if value is not None}
        return app.test_client(use_cookies=False).open(
            f"{mount}/{path}", method=method, headers=headers, **parts
        )

    return call
