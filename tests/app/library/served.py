"""A server on this machine that answers as pages on the web do, well and badly."""

import datetime as dt
import ipaddress
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from msgspec import Struct

LEADS = {
    "/moved": (301, "/good"),
    "/moved-twice": (308, "/moved"),
    "/elsewhere-today": (302, "/good"),
    "/moved-then-today": (301, "/elsewhere-today"),
    "/round": (302, "/round"),
    "/to-a-file": (301, "file:///etc/passwd"),
}
STATUS = {"/good": 200, "/gone": 404, "/broken": 500, "/closed": 403}


class Served(Struct, frozen=True):
    """A server that runs. asked: how often each method and path was asked for; agents and hosts: by whom, and
    under which names.
    """

    address: str
    asked: Counter[str]
    agents: set[str]
    hosts: set[str]


@contextmanager
def served(certificate: Path | None = None) -> Iterator[Served]:
    """Serve. certificate: a file with key and certificate, to be encrypted."""
    asked: Counter[str] = Counter()
    agents: set[str] = set()
    hosts: set[str] = set()
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _answer(self) -> None:
            asked[f"{self.command} {self.path}"] += 1
            agents.add(self.headers["User-Agent"])
            hosts.add(self.headers["Host"])
            if self.path == "/slow":
                ended.wait()
            status, lead = LEADS.get(self.path, (STATUS.get(self.path, 404), ""))
            if self.path == "/only-get":
                status = 405 if self.command == "HEAD" else 200
            if self.path == "/wakes-up":
                status = 500 if asked["GET /wakes-up"] < 2 else 200
            if self.path.startswith("/to?"):
                status, lead = 302, self.path.partition("?")[2]
            self.send_response(status)
            if lead:
                self.send_header("Location", lead)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD = _answer  # noqa: N815 (the names that the library looks for)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    scheme = "https" if certificate else "http"
    try:
        yield Served(f"{scheme}://127.0.0.1:{server.server_address[1]}", asked, agents, hosts)
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def certificate_of_nobody(folder: Path) -> Path:
    """Make a certificate that nobody vouches for, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "nobody.example")])
    here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    begins = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + dt.timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([here]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "nobody.pem"
    plain = serialization.NoEncryption()
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file.write_bytes(key.private_bytes(pem, pkcs8, plain) + made.public_bytes(pem))
    return file
