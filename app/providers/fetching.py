"""Asking a provider: https only, one answer of a bounded size, in a bounded time, and no way inwards.

The address comes from an organisation's administrator, and further ones from the provider itself.
Whichever they name, this machine asks no server of a private network for them, unless whoever runs it
has said so; and it asks the very number that was looked at. Redirects are not followed.
"""

import time
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import httpx
import msgspec
from authlib.oauth2.auth import ClientAuth

from app.authorities import authorities
from app.providers.errors import ProviderFault
from app.public_hosts import NotPublicError, UnknownHostError, reach

SECONDS: Final = 8.0
MOST_BYTES: Final = 256_000
MOST_NUMBERS: Final = 2
AGENT: Final = "FirstShift-sign-in/1.0"
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def fault_of_address(address: str, *, private: bool) -> str:
    """Return why an address cannot be a provider's; empty for one that can."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return "is no web address"
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        return "is no web address"
    if parts.scheme == "http" and not (private and parts.hostname in LOOPBACK):
        return "does not begin with https://"
    return ""


class Asker:
    """Asks providers. private: those of private networks and of this machine as well."""

    def __init__(self, *, private: bool, seconds: float = SECONDS) -> None:
        self._private, self._seconds = private, seconds

    def get(self, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        """Return the answer to GET. Raises ProviderFault."""
        return self._ask("GET", address, headers or {}, b"")

    def post(
        self, url: str, data: dict[str, str], headers: dict[str, str], auth: ClientAuth
    ) -> httpx.Response:
        """Return the answer to a form, as ``authlib.oauth2.client.OAuth2Client`` asks for it.

        auth: puts the client's own credentials in. Raises ProviderFault.
        """
        uri, sent, body = auth.prepare("POST", url, dict(headers), urlencode(data))
        return self._ask("POST", uri, sent, (body or "").encode())

    def _ask(
        self, method: str, address: str, headers: dict[str, str], body: bytes
    ) -> httpx.Response:
        fault = fault_of_address(address, private=self._private)
        if fault:
            raise ProviderFault(f"The address {_short(address)} {fault}.")
        host = urlsplit(address).hostname or ""
        try:
            numbers, port = reach(address, private=self._private)
        except NotPublicError as error:
            raise ProviderFault(
                f"{host} lies in a private network, which this server does not ask.",
                "Whoever runs this server can allow it by a setting.",
            ) from error
        except UnknownHostError as error:
            raise ProviderFault(f"No server has the name {host}.", "Check the address.") from error
        until = time.monotonic() + self._seconds
        refused: ProviderFault | None = None
        for number in numbers[:MOST_NUMBERS]:
            try:
                return self._send(method, address, (number, port), headers, body, until)
            except _NoConnectionError as error:
                refused = error.fault
        raise refused or ProviderFault(f"{host} cannot be reached.")

    def _send(
        self,
        method: str,
        address: str,
        at: tuple[str, int],
        headers: dict[str, str],
        body: bytes,
        until: float,
    ) -> httpx.Response:
        url = httpx.URL(address)
        sent = {**headers, "Host": url.netloc.decode(), "User-Agent": AGENT}
        sent.setdefault("Accept", "application/json")
        try:
            # Neither a proxy nor a password of this machine's environment has a part in it.
            with (
                httpx.Client(
                    timeout=self._seconds, trust_env=False, verify=authorities()
                ) as client,
                client.stream(
                    method,
                    url.copy_with(host=at[0], port=at[1]),
                    headers=sent,
                    content=body or None,
                    extensions={"sni_hostname": url.host},
                ) as answer,
            ):
                content = _read(answer, url.host, until)
                return httpx.Response(
                    answer.status_code,
                    headers={"Content-Type": answer.headers.get("content-type", "")},
                    content=content,
                    request=httpx.Request(method, url),
                )
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise _NoConnectionError(_why(error, url.host)) from error
        except httpx.TimeoutException as error:
            raise _slow(url.host) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ProviderFault(f"The answer of {url.host} breaks off, or is none.") from error


class _NoConnectionError(Exception):
    def __init__(self, fault: ProviderFault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


def _read(answer: httpx.Response, host: str, until: float) -> bytes:
    """Return the body. Raises ProviderFault for one that is too large or drips in too slowly."""
    content = bytearray()
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > MOST_BYTES:
            raise ProviderFault(f"The answer of {host} is far too large.")
        if time.monotonic() > until:
            raise _slow(host)
    return bytes(content)


def _slow(host: str) -> ProviderFault:
    return ProviderFault(f"{host} did not answer in {SECONDS:g} seconds.")


def _why(error: Exception, host: str) -> ProviderFault:
    if isinstance(error, httpx.ConnectTimeout):
        return _slow(host)
    if "CERTIFICATE" in str(error) or "SSL" in str(error):
        return ProviderFault(
            f"The certificate of {host} does not hold, or it does not encrypt.",
            "Its certificate has to be of an authority that browsers know, or that this server was told of.",
        )
    return ProviderFault(f"{host} refuses the connection, or is down.")


def json_object(answer: httpx.Response, what: str) -> dict[str, Any]:
    """Return an answer as a JSON object. what: is asked for, in words. Raises ProviderFault."""
    host = answer.request.url.host
    if 300 <= answer.status_code < 400:
        raise ProviderFault(
            f"{host} sends us on elsewhere when asked for {what}.",
            "Enter the address at which it answers by itself.",
        )
    if answer.status_code >= 400:
        raise ProviderFault(f"{host} answers {answer.status_code} when asked for {what}.")
    try:
        found = msgspec.json.decode(answer.content)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ProviderFault(f"{host} does not give {what} as JSON.") from error
    if not isinstance(found, dict):
        raise ProviderFault(f"{host} does not give {what} as JSON.")
    return found


def _short(address: str) -> str:
    return address if len(address) <= 100 else f"{address[:100]}…"
