"""A store for a module's examples, and a client that never lets a 500 pass."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from lrs import LRS
from lrs.http import create_app
from tests.lrs.http.conftest import headers_for

Ask = Callable[..., TestResponse]


@pytest.fixture(scope="module")
def ask(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Return a function (method, path, version=…, headers=…, **what werkzeug's client takes).

    What every answer has is asserted here: no 500, the version, and a sentence where it is a refusal.
    """
    file = tmp_path_factory.mktemp("fuzz") / "lrs.db"
    shutil.copy(migrated_file, file)
    store = LRS.open(f"sqlite:///{file}", home_page="https://lrs.example")
    key = store.credentials.issue("fuzz", "fuzz", ("all",))
    client = create_app(store, max_body_bytes=200_000).test_client(use_cookies=False)

    def call(method: str, path: str, *, version: str = "1.0.3", **parts: Any) -> TestResponse:
        mount = "/xapi/2.0" if version == "2.0.0" else "/xapi"
        headers = headers_for(*key, version) | parts.pop("headers", {})
        answer = client.open(f"{mount}/{path}", method=method, headers=headers, **parts)
        assert answer.status_code < 500, answer.text
        assert answer.headers["X-Experience-API-Version"] in ("1.0.3", "2.0.0")
        if answer.status_code >= 400 and method != "HEAD":
            assert answer.mimetype == "text/plain"
            assert answer.text.strip().endswith((".", ")"))
        return answer

    yield call
    store.close()
