"""Passkeys where they cannot work: a sentence and the way to where they do, in place of a button."""

import pytest

from app.second_step.reachable import obstacle_at
from tests.app.actors import Actor


@pytest.mark.parametrize(
    ("address", "instead"),
    [
        ("http://127.0.0.1:8000/", "http://localhost:8000/sign-in"),
        ("http://[::1]:8000/", "http://localhost:8000/sign-in"),
        ("http://192.0.2.7:8000/", ""),
        ("https://192.0.2.7/", ""),
        ("http://trust.example/", ""),
    ],
)
def test_where_they_do_not_work(address: str, instead: str) -> None:
    found = obstacle_at(address, "/sign-in?")
    assert found is not None
    assert found.instead == instead


@pytest.mark.parametrize(
    "address", ["https://trust.example", "http://localhost:8000/", "https://localhost"]
)
def test_where_they_work(address: str) -> None:
    assert obstacle_at(address, "/sign-in") is None


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    """Let the server be reached by a number."""
    return {**environment, "FIRSTSHIFT_PUBLIC_ADDRESS": "http://127.0.0.1:8000"}


def test_the_pages_say_so_and_offer_no_button(as_learner: Actor, client: Actor) -> None:
    page = client.get("/sign-in").text
    assert 'href="http://localhost:8000/sign-in"' in page and "Use a passkey<" not in page
    assert client.send("/sign-in/passkey").status_code == 409
    overview = as_learner.get("/account/second-step").text
    assert "belongs to a name" in overview and "Add a passkey" not in overview
    assert as_learner.get("/account/second-step/passkeys/add").status_code == 303
