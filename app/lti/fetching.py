"""Asking an LMS: only by https, only in the public internet, never for long, and never for much.

An administrator of a trust names the addresses, and this machine asks them: so the guard of
``app/public_hosts`` stands before each request, and the number that it found is the one that
is asked. Redirects are not followed: no service of LTI needs one.
"""

import ssl
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import msgspec
from msgspec import Struct

from app.authorities import authorities
from app.lti.errors import PlatformAway, PlatformRefused
from app.public_hosts import NotPublicError, UnknownHostError, reach
from app.settings import Settings

SECONDS: Final = 10.0
MOST_BYTES: Final = 1_000_000
LONGEST_WAIT_SECONDS: Final = 3600.0
LOOPBACK: Final = ("localhost", "127.0.0.1")


class Answer(Struct, frozen=True):
    """What came back. links: the header ``Link``."""

    status: int
    body: bytes
    links: str = ""

    def json(self) -> Any:
        """Return the body. Raises PlatformRefused where it is no JSON."""
        try:
            return msgspec.json.decode(self.body)
        except msgspec.DecodeError as error:
            raise PlatformRefused("Your LMS answers with something that is no JSON.") from error


def on_this_machine(settings: Settings) -> bool:
    """Say whether this server is tried out on its own machine, where an LMS beside it may be asked."""
    return (urlsplit(settings.public_address).hostname or "localhost") in LOOPBACK


def is_allowed(settings: Settings, address: str) -> bool:
    """Say whether an address is one that may be asked at all: https, or a trial on this machine."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (raises where it is none)
    except ValueError:
        return False
    if not parts.hostname or parts.username is not None or parts.fragment:
        return False
    trial = parts.hostname in LOOPBACK and on_this_machine(settings)
    return parts.scheme == "https" or (parts.scheme == "http" and trial)


def ask(
    settings: Settings,
    method: str,
    address: str,
    *,
    headers: Mapping[str, str] | None = None,
    content: bytes | None = None,
    form: Mapping[str, str] | None = None,
) -> Answer:
    """Return the answer to a request, whatever its status below 500.

    Raises PlatformAway where none comes, and PlatformRefused for an address that is not asked.
    """
    if not is_allowed(settings, address):
        raise PlatformRefused(
            f"{_host(address)} is not asked: its address has to begin with https."
        )
    try:
        numbers, port = reach(address, private=_private(settings, address))
    except NotPublicError as error:
        raise PlatformRefused(
            f"{_host(address)} lies in a private network, which is not asked from here."
        ) from error
    except UnknownHostError as error:
        raise PlatformAway(f"No server has the name {_host(address)}.") from error
    return _send(method, address, (numbers[0], port), dict(headers or {}), content, form)


def _private(settings: Settings, address: str) -> bool:
    trial = urlsplit(address).hostname in LOOPBACK and on_this_machine(settings)
    return trial or settings.lms_in_private_networks


def _send(
    method: str,
    address: str,
    at: tuple[str, int],
    headers: dict[str, str],
    content: bytes | None,
    form: Mapping[str, str] | None,
) -> Answer:
    url = httpx.URL(address)
    pinned = url.copy_with(host=at[0], port=at[1])
    headers = {"Host": url.netloc.decode(), "User-Agent": "FirstShift-LTI/1.0", **headers}
    host, until = _host(address), time.monotonic() + 2 * SECONDS
    try:
        with (
            httpx.Client(timeout=SECONDS, trust_env=False, verify=authorities()) as client,
            client.stream(
                method,
                pinned,
                headers=headers,
                content=content,
                data=form,
                extensions={"sni_hostname": url.host},
            ) as answer,
        ):
            body = b""
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > MOST_BYTES:
                    raise PlatformRefused(f"{host} answers with far more than belongs there.")
                if time.monotonic() > until:
                    raise PlatformAway(f"{host} takes too long to answer.")
    except httpx.TimeoutException as error:
        raise PlatformAway(f"{host} did not answer in {SECONDS:g} seconds.") from error
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
        raise PlatformAway(_why(host, error)) from error
    if answer.status_code >= 500 or answer.status_code == 429:
        raise PlatformAway(f"{host} answers {answer.status_code}.", _wait(answer))
    return Answer(answer.status_code, body, answer.headers.get("link", ""))


def _wait(answer: httpx.Response) -> float | None:
    text = answer.headers.get("retry-after", "")
    return min(float(text), LONGEST_WAIT_SECONDS) if text.isdecimal() else None


def _why(host: str, error: BaseException) -> str:
    if "CERTIFICATE" in str(error) or "SSL" in str(error):
        return (
            f"The certificate of {host} does not hold, or it does not encrypt. Where the certificate is of an"
            " authority of your own, whoever runs this server can let it believe that authority."
        )
    return f"No connection to {host} can be made."


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "The address")[:100]
    except ValueError:
        return "The address"
