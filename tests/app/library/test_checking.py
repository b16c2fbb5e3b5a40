"""Links are asked whether they answer, and nothing in a private network is."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import public_hosts
from app.library.checking import AGENT, Answer, Options, check, check_all
from app.public_hosts import is_public
from tests.app.library.served import Served, certificate_of_nobody, served

pytestmark = pytest.mark.enable_socket

QUICK = Options(seconds=5, pause=0, private=True)
IMPATIENT = Options(seconds=0.2, pause=0, private=True)


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    """Serve a site for the tests of this file."""
    with served() as running:
        yield running


ANSWERS = {
    "/good": ("works", 200, "", ""),
    "/only-get": ("works", 200, "", ""),
    "/wakes-up": ("works", 200, "", ""),
    "/elsewhere-today": ("works", 200, "", ""),
    "/moved": ("moved", 200, "/good", "It has moved for good."),
    "/moved-twice": ("moved", 200, "/good", "It has moved for good."),
    "/moved-then-today": ("moved", 200, "/elsewhere-today", "It has moved for good."),
    "/gone": ("dead", 404, "", "The server answers 404."),
    "/broken": ("dead", 500, "", "The server answers 500."),
    "/closed": ("unsure", 403, "", "The server does not talk to programs. Open it yourself."),
    "/round": ("dead", 302, "", "It leads on and on, and arrives nowhere."),
    "/to-a-file": ("dead", 301, "", "It leads to what is no web address."),
}


@pytest.mark.parametrize("path", ANSWERS)
def test_how_a_link_answers(path: str, site: Served) -> None:
    state, status, moved_to, detail = ANSWERS[path]
    moved = f"{site.address}{moved_to}" if moved_to else ""
    address = f"{site.address}{path}"
    assert check(address, QUICK) == Answer(address, state, status, moved, detail)  # type: ignore[arg-type]
    assert site.agents == {AGENT}


def test_little_is_asked_for_and_what_is_broken_is_asked_twice() -> None:
    with served() as site:
        check_all(
            [f"{site.address}{path}" for path in ("/good", "/gone", "/broken", "/good")], QUICK
        )
        assert dict(site.asked) == {
            "HEAD /good": 1,
            **{"HEAD /gone": 1, "GET /gone": 1},
            **{"HEAD /broken": 2, "GET /broken": 2},
        }


def test_a_server_that_does_not_answer_is_not_waited_for(site: Served) -> None:
    answer = check(f"{site.address}/slow", IMPATIENT)
    assert (answer.state, answer.detail) == ("dead", "It did not answer in 0.2 seconds.")


def test_a_server_that_is_not_there_is_dead() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        answer = check(f"http://127.0.0.1:{taken.getsockname()[1]}/", QUICK)
    assert (answer.state, answer.detail) == ("dead", "The server refuses the connection.")
    nowhere = check("https://no-such-server.invalid/", QUICK)
    assert (nowhere.state, nowhere.detail) == ("dead", "No server has this name.")
    assert check("https://127.0.0.1:99999/", QUICK).state == "dead"


def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path: Path) -> None:
    with served(certificate_of_nobody(tmp_path)) as site:
        answer = check(f"{site.address}/good", QUICK)
        assert answer.detail == "Its certificate does not hold, or it does not encrypt."
        assert (answer.state, site.asked.total()) == ("dead", 0)
        plain = check(site.address.replace("https", "http"), IMPATIENT)
        assert plain.state == "dead"


def test_answers_keep_the_order_and_are_told_as_they_come(site: Served) -> None:
    addresses = [f"{site.address}/gone", "https://no-such-server.invalid/", f"{site.address}/good"]
    told: list[str] = []
    found = check_all(addresses, QUICK, lambda answer: told.append(answer.address))
    assert [each.address for each in found] == addresses
    assert sorted(told) == sorted(addresses)


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::ffff:10.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("8.8.8.8", True),
        ("::ffff:8.8.8.8", True),
        ("2606:4700:4700::1111", True),
    ],
)
def test_which_servers_are_public(number: str, public: bool) -> None:
    assert is_public(number) is public


def test_a_private_server_is_not_asked(site: Served) -> None:
    before = site.asked.total()
    for host in ("127.0.0.1", "localhost"):
        address = f"{site.address.replace('127.0.0.1', host)}/good"
        assert check(address, Options(pause=0)).state == "not-asked"
    assert site.asked.total() == before


def test_nor_is_one_that_a_public_one_leads_to(
    site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_hosts, "is_public", lambda number: number == "127.0.0.1")
    port = site.address.rpartition(":")[2]
    before = site.asked["HEAD /good"]
    answer = check(f"{site.address}/to?http://127.0.0.2:{port}/good", Options(pause=0))
    assert answer.state == "not-asked"
    assert site.asked["HEAD /good"] == before


def test_the_server_that_was_looked_at_is_the_one_that_is_asked(
    site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name may stand for one server when it is looked at and for another when it is asked."""
    port = int(site.address.rpartition(":")[2])
    found = socket.getaddrinfo
    names: list[str] = []

    def once(name: str, *rest: Any, **kwargs: Any) -> Any:
        names.append(name)
        return found("127.0.0.1" if name == "changing.example" else name, *rest, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    assert check(f"http://changing.example:{port}/good", QUICK).state == "works"
    assert names.count("changing.example") == 1
    assert f"changing.example:{port}" in site.hosts


def test_a_name_that_stands_for_a_public_and_a_private_server_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (n, 443)) for n in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert check("https://two-faced.example/", Options(pause=0)).state == "not-asked"
