"""Asking a provider over the network: what is refused before, and what of its answers is not taken."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.providers import fetching
from app.providers.discovery import key_set
from app.providers.errors import ProviderFault
from app.providers.fetching import Asker, fault_of_address, json_object

ANSWERS = {
    "/json": (200, b'{"a": 1}'),
    "/list": (200, b"[1]"),
    "/text": (200, b"hello"),
    "/away": (302, b""),
    "/broken": (500, b"{}"),
    "/large": (200, b"x" * (fetching.MOST_BYTES + 1)),
}


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/slow":
            self.server.shutdown_event.wait(10)  # type: ignore[attr-defined]
            return
        status, body = ANSWERS[self.path]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://169.254.169.254/latest")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        server.shutdown_event = threading.Event()  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown_event.set()  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()


@pytest.mark.enable_socket
def test_an_answer_comes_as_it_is(address: str) -> None:
    assert json_object(Asker(private=True).get(f"{address}/json"), "it") == {"a": 1}


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/list", "does not give it as JSON"),
        ("/text", "does not give it as JSON"),
        ("/away", "sends us on elsewhere"),
        ("/broken", "answers 500"),
        ("/large", "far too large"),
    ],
)
def test_what_is_no_answer_is_told_in_a_sentence(address: str, path: str, sentence: str) -> None:
    with pytest.raises(ProviderFault, match=sentence):
        json_object(Asker(private=True).get(f"{address}{path}"), "it")


@pytest.mark.enable_socket
def test_a_provider_that_does_not_answer_is_not_waited_for(address: str) -> None:
    with pytest.raises(ProviderFault, match="did not answer"):
        Asker(private=True, seconds=0.2).get(f"{address}/slow")


@pytest.mark.enable_socket
def test_a_provider_that_is_down_is_told(address: str) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as gone:
        port = gone.server_port
    with pytest.raises(ProviderFault, match="refuses the connection, or is down"):
        Asker(private=True).get(f"http://localhost:{port}/json")


@pytest.mark.parametrize(
    "number", ["10.0.0.7", "127.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.7"]
)
def test_no_server_of_a_private_network_is_asked(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(0, 0, 0, "", (number, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(ProviderFault, match="lies in a private network"):
        Asker(private=False).get("https://login.alder.example/keys")


@pytest.mark.parametrize(
    ("address", "private", "fault"),
    [
        ("https://login.alder.example", False, ""),
        ("http://login.alder.example", True, "does not begin with https://"),
        ("http://localhost:3000", False, "does not begin with https://"),
        ("http://localhost:3000", True, ""),
        ("http://localhost.evil.example", True, "does not begin with https://"),
        ("https://user@login.alder.example", False, "is no web address"),
        ("https://login.alder.example:99999", False, "is no web address"),
        ("file:///etc/passwd", True, "is no web address"),
    ],
)
def test_an_address_is_https_or_of_this_machine_where_that_is_allowed(
    address: str, private: bool, fault: str
) -> None:
    assert fault_of_address(address, private=private) == fault


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        '{"keys": 5}',
        '{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}',
        '{"keys": [{"kty": "RSA", "n": "?", "e": "AQAB"}]}',
        '{"keys": [{"kty": "EC", "use": "enc", "crv": "P-256", "x": "a", "y": "b"}]}',
    ],
)
def test_what_holds_no_public_key_that_signs_is_refused(text: str) -> None:
    with pytest.raises(ProviderFault, match="key"):
        key_set(text)
