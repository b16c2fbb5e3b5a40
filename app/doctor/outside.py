"""What lies around the server: mail, another record store, the proxy in front, the time of the world."""

import smtplib
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

import httpx

from app.database import now
from app.doctor.finding import Finding, note, well, wrong
from app.doctor.stored import of_clock
from app.mail.server import mail_server
from app.settings import Settings
from app.watching.log import cause
from lrs.remote import VERSION

SECONDS: Final = 10


def mail(settings: Settings) -> Iterator[Finding]:
    """Say hello to the mail server, and sign in where it asks for it. No mail is sent."""
    if settings.mail_backend != "smtp":
        yield note(
            "mail",
            f"Mail goes to a {settings.mail_backend}: nobody is sent anything.",
            "For a server in use: FIRSTSHIFT_MAIL_BACKEND=smtp",
        )
        return
    if not settings.smtp_server:
        yield note(
            "mail",
            "This server sends no mail: administrators hand links out themselves.",
            "To send: FIRSTSHIFT_SMTP_SERVER and FIRSTSHIFT_SMTP_SENDER",
        )
        return
    place = f"{settings.smtp_server}, port {settings.smtp_port}"
    try:
        with mail_server(settings):
            pass
    except smtplib.SMTPAuthenticationError:
        yield wrong(
            "mail", f"{place} refuses the name or the password.", "FIRSTSHIFT_SMTP_USER, _PASSWORD"
        )
    except (OSError, smtplib.SMTPException) as error:
        yield wrong(
            "mail",
            f"{place} does not answer as {settings.smtp_security}: {cause(error)}.",
            "FIRSTSHIFT_SMTP_SERVER, _PORT and _SECURITY; is the way open in the firewall?",
        )
    else:
        yield well("mail", f"{place} answers.")


def record_store(settings: Settings) -> Iterator[Finding]:
    """Ask the other record store for one statement, with our key."""
    if not settings.lrs_endpoint:
        yield well("records", "The embedded record store is used.")
        return
    place = settings.lrs_endpoint
    try:
        answer = httpx.get(
            f"{place}/statements",
            params={"limit": 1},
            auth=(settings.lrs_key, settings.lrs_secret),
            headers={"X-Experience-API-Version": VERSION},
            timeout=settings.lrs_timeout_seconds,
        )
    except httpx.HTTPError as error:
        yield wrong(
            "records", f"{place} does not answer: {cause(error)}.", "FIRSTSHIFT_LRS_ENDPOINT"
        )
        return
    if answer.status_code == httpx.codes.OK:
        yield well("records", f"{place} answers and knows our key.")
    elif answer.status_code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        yield wrong(
            "records",
            f"{place} refuses our key ({answer.status_code}).",
            "FIRSTSHIFT_LRS_KEY and _SECRET; the key must read and write",
        )
    else:
        yield wrong(
            "records",
            f"{place} answers {answer.status_code}: perhaps it is no record store.",
            "FIRSTSHIFT_LRS_ENDPOINT ends where /statements follows",
        )


def proxy(settings: Settings) -> Iterator[Finding]:
    """Judge the public address beside the number of proxies that are believed."""
    address, hops = settings.public_address, settings.trusted_proxies
    if not address:
        if hops:
            yield wrong(
                "proxy",
                f"{hops} proxies are believed and there is no public address: links and cookies do not fit.",
                "FIRSTSHIFT_PUBLIC_ADDRESS",
            )
        else:
            yield note(
                "proxy",
                "There is no public address: this server is for this machine.",
                "For others: FIRSTSHIFT_PUBLIC_ADDRESS, a reverse proxy, FIRSTSHIFT_TRUSTED_PROXIES=1",
            )
        return
    if address.startswith("http:") and not _is_loopback(address):
        yield wrong(
            "proxy",
            f"{address} is not encrypted: passwords can be read on the way.",
            "Put a reverse proxy with a certificate in front, and give the https address.",
        )
    if address.startswith("https:") and not hops:
        yield wrong(
            "proxy",
            "The address is https and no proxy is believed: everybody seems to come from one place, and"
            " a few wrong passwords stop all.",
            "FIRSTSHIFT_TRUSTED_PROXIES=1, or as many as stand in front",
        )
    elif hops:
        yield well("proxy", f"{address}, behind {hops} believed in front.")


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def clock_of(address: str) -> Iterator[Finding]:
    """Judge this machine's clock by the date that a web server sends. address: that was asked for."""
    before = now()
    try:
        answer = httpx.head(address, timeout=SECONDS)
        there = parsedate_to_datetime(answer.headers["Date"])
    except (httpx.HTTPError, httpx.InvalidURL, KeyError, ValueError) as error:
        yield note("clock", f"{address} told no time: {cause(error)}.", "Name another server.")
        return
    yield of_clock(f"that of {address}", there, before, now())
