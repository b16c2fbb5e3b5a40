"""Whose certificates this server believes when it asks another one.

Those that browsers know, and those that this machine was told: a trust's own servers often have
certificates of its own authority. Source: OpenSSL, SSL_CTX_set_default_verify_paths (``SSL_CERT_FILE``).
"""

import ssl
from functools import cache

import httpx


@cache
def authorities() -> ssl.SSLContext:
    """Return what a client checks certificates with."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context
