"""Headers, cookies, keys."""

import re
import stat
from pathlib import Path

import pytest
from flask import Flask

from app.factory import create_app
from app.security import read_or_make_secret
from app.services import KEY
from app.settings import read_settings
from tests.app.actors import Actor

OPEN = [
    "/sign-in",
    "/accessibility",
    "/privacy",
    "/licences",
    "/healthz",
    "/nowhere",
    "/xapi/about",
]


@pytest.mark.parametrize("path", OPEN)
def test_every_answer_keeps_the_browser_safe(client: Actor, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_each_script_carries_the_nonce_of_its_own_answer(client: Actor) -> None:
    seen = set()
    for _ in range(2):
        answer = client.get("/sign-in")
        scripts = re.findall(r"<script[^>]*>", answer.text)
        nonces = set(re.findall(r'<script[^>]*nonce="([^"]+)"', answer.text))
        assert scripts
        assert len(nonces) == 1
        assert f"'nonce-{nonces.copy().pop()}'" in answer.headers["Content-Security-Policy"]
        seen |= nonces
    assert len(seen) == 2


def test_pages_of_a_signed_in_person_are_not_kept_by_the_browser(as_learner: Actor) -> None:
    assert as_learner.get("/account").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("file", ["table.csv", "table.pdf", "picture.csv"])
def test_nor_are_files_for_them(as_supervisor: Actor, file: str) -> None:
    assert as_supervisor.get(f"/supervision/{file}").headers["Cache-Control"] == "no-store"


def test_style_sheets_are_kept_and_the_worker_is_asked_for_again(as_learner: Actor) -> None:
    with as_learner.get("/assets/first-shift.css") as sheet:
        assert "max-age" in sheet.headers["Cache-Control"]
    assert as_learner.get("/sw.js").headers["Cache-Control"] == "no-cache"


def test_behind_https_the_cookie_is_bound_to_the_host(environment: dict[str, str]) -> None:
    environment |= {
        "FIRSTSHIFT_PUBLIC_ADDRESS": "https://learn.example",
        "FIRSTSHIFT_TRUSTED_PROXIES": "1",
    }
    app = create_app(read_settings(environment))
    answer = app.test_client().get("/sign-in", headers={"X-Forwarded-Proto": "https"})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-firstshift=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    app.extensions[KEY].database.close()
    app.extensions[KEY].embedded_lrs.close()


def test_forwarded_headers_are_not_believed_without_a_proxy(client: Actor) -> None:
    answer = client.get("/sign-in", headers={"X-Forwarded-Proto": "https"})
    assert "Strict-Transport-Security" not in answer.headers


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "key"
    first = read_or_make_secret(file)
    assert len(first) == 64
    assert read_or_make_secret(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert read_or_make_secret(tmp_path / "another") != first
    assert sorted(found.name for found in tmp_path.iterdir()) == ["another", "key"]


def test_a_form_that_is_too_large_is_refused(client: Actor, app: Flask) -> None:
    answer = client.post("/sign-in", data={"email": "x" * (app.config["MAX_CONTENT_LENGTH"] + 1)})
    assert answer.status_code == 413
    assert "larger than this server accepts" in answer.text


@pytest.mark.parametrize(
    "path", ["/people/add", "/account/password", "/packages/make", "/sign-out"]
)
def test_a_forged_token_is_refused_everywhere(as_administrator: Actor, path: str) -> None:
    answer = as_administrator.post(path, data={"csrf_token": "forged"})
    assert answer.status_code == 400
    assert as_administrator.get("/people").status_code == 200


def test_a_method_that_an_address_does_not_know_is_refused(as_administrator: Actor) -> None:
    answer = as_administrator.send("/people")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_an_unexpected_error_is_a_page_without_its_cause(
    app: Flask, client: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> str:
        raise RuntimeError("a secret of the machine")

    app.add_url_rule("/broken", view_func=broken)
    app.testing = False
    monkeypatch.setattr(app.logger, "disabled", True)  # all apps of the tests share it
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert "Something is broken on our side" in answer.text
    assert "secret of the machine" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/.git/config",
        "/assets/",
        "/assets/../pyproject.toml",
        "/assets/..%2fpyproject.toml",
        "/docs/",
    ],
)
def test_nothing_of_the_checkout_is_served(client: Actor, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "repositoryformatversion" not in answer.text
    assert "[project]" not in answer.text


@pytest.mark.parametrize("path", ["/", "/sign-in", "/xapi/statements"])
def test_trace_is_refused(client: Actor, path: str) -> None:
    assert client.open(path, method="TRACE").status_code == 405
