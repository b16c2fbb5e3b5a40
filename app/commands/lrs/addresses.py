"""Addresses of other record stores, as they are given to a command."""

from urllib.parse import urlsplit

import click

from app.serving import is_loopback


def check_endpoint(endpoint: str) -> None:
    """Raise UsageError for what is no address, or one over which a secret would go in clear."""
    parts = urlsplit(endpoint)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise click.UsageError("Give an address such as https://lrs.example.org/xapi.")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise click.UsageError(
            "Give an address with https: over http anybody could read the secret."
        )
