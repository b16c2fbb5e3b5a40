"""A load of HTTP requests over connections that stay open, as cheap as it can be.

One thread waits for all connections at once and each has one request under way, so that the load
takes little of the processor that it shares with the server.
"""

import selectors
import socket
import time
from collections.abc import Iterable, Iterator
from statistics import median
from typing import Final, NamedTuple

PATIENCE_SECONDS: Final = 120


class Load(NamedTuple):
    """What a load has met: seconds of the whole, of each request in order, and the last answer."""

    seconds: float
    times: list[float]
    answer: bytes

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.times) / self.seconds

    @property
    def median_ms(self) -> float:
        """The time of the request in the middle, in milliseconds."""
        return median(self.times) * 1000

    @property
    def p99_ms(self) -> float:
        """The time that 99 of 100 requests do not exceed, in milliseconds."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)] * 1000


class RefusedError(Exception):
    """Raised for an answer of 400 or more, and for one that cannot be read."""


def drive(host: str, port: int, requests: Iterable[bytes], connections: int = 1) -> Load:
    """Send requests, as `message` makes them, and wait for all answers. Raises RefusedError."""
    waiting = iter(requests)
    times: list[float] = []
    answer = b""
    with selectors.DefaultSelector() as selector:
        lines = [_Line(host, port) for _ in range(connections)]
        began = time.perf_counter()
        try:
            for line in lines:
                if line.send(next(waiting, None)):
                    selector.register(line.socket, selectors.EVENT_READ, line)
            while selector.get_map():
                ready = selector.select(PATIENCE_SECONDS)
                if not ready:
                    raise RefusedError(f"No answer came within {PATIENCE_SECONDS} seconds.")
                for key, _ in ready:
                    done: _Line = key.data
                    if not done.receive():
                        continue
                    times.append(time.perf_counter() - done.began)
                    answer = done.body
                    if not done.send(next(waiting, None)):
                        selector.unregister(done.socket)
            return Load(time.perf_counter() - began, times, answer)
        finally:
            for line in lines:
                line.socket.close()


def message(
    method: str, target: str, host: str, headers: dict[str, str], body: bytes = b""
) -> bytes:
    """Return the bytes of a request."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


class _Line:
    """One connection with one request under way."""

    def __init__(self, host: str, port: int) -> None:
        self.socket = socket.create_connection((host, port), timeout=PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.body = b""
        self.began = 0.0
        self._got = bytearray()

    def send(self, request: bytes | None) -> bool:
        """Send a request; tell whether there was one."""
        if request is None:
            return False
        self._got.clear()
        self.began = time.perf_counter()
        self.socket.sendall(request)
        return True

    def receive(self) -> bool:
        """Take what has come; tell whether the answer is whole, which is then in `body`."""
        some = self.socket.recv(1 << 18)
        self._got += some
        head, end, rest = self._got.partition(b"\r\n\r\n")
        if not some:
            raise RefusedError(f"The server closed the connection after {bytes(head[:200])!r}.")
        if not end:
            return False
        body = whole(bytes(head), rest)
        if body is None:
            return False
        status = int(head[9:12])
        if status >= 400:
            raise RefusedError(
                f"The server answered {status}: {body[:200].decode(errors='replace')}"
            )
        self.body = body
        return True


def whole(head: bytes, rest: bytearray) -> bytes | None:
    """Return the body once all of it is there."""
    fields = dict(_fields(head))
    if fields.get(b"transfer-encoding") == b"chunked":
        return _joined(rest) if rest.endswith(b"0\r\n\r\n") else None
    size = int(fields.get(b"content-length", b"0"))
    return bytes(rest[:size]) if len(rest) >= size else None


def _fields(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        yield name.lower(), value.strip()


def _joined(chunks: bytearray) -> bytes:
    found, at = bytearray(), 0
    while True:
        end = chunks.index(b"\r\n", at)
        size = int(chunks[at:end].partition(b";")[0], 16)
        if size == 0:
            return bytes(found)
        found += chunks[end + 2 : end + 2 + size]
        at = end + 4 + size
